package app.waping.camel.gate;

import java.util.concurrent.TimeUnit;

/**
 * So many calls, then a pause, as servers with fixed or sliding windows do it. Up to the learned number calls go out
 * together, from there on one by one, so that the 429 which ends the window hits one call whatever number waits. Every
 * few calls beyond the number one more goes out together, so a limit that was raised is found; one that was lowered is
 * learned from one window.
 */
final class WindowAllowance implements Allowance {
    /** A server that has whole seconds only cannot ask for less; above, a token bucket would be a very slow one. */
    static final long SHORT_PAUSE = TimeUnit.MILLISECONDS.toNanos(1_100);

    private static final int CONFIRMING = 3;
    private static final int BEYOND_PER_CALL = 4;

    private long closedAt;
    private long pause;
    private int learned;
    private int margin;
    private boolean confirmed;
    private int accepted;
    private long lastOpenedAt;
    private long openedAt = -1;
    private long nextAt;
    /** In a sliding window places come free as they were taken: until more is known, no faster than that. */
    private long spacing;

    /**
     * @param learned what was accepted until the 429
     * @param openedAt when the first of these was sent; -1 where that is not known
     * @param closedAt when the 429 came
     * @param pause    for how long it asks
     */
    WindowAllowance(int learned, long openedAt, long closedAt, long pause) {
        this.learned = learned;
        this.lastOpenedAt = openedAt;
        this.closedAt = closedAt;
        this.pause = pause;
        this.spacing = openedAt < 0 ? 0 : (closedAt - openedAt) / Math.max(1, learned);
    }

    @Override
    public int inFlight() {
        if (!confirmed) {
            if (accepted < CONFIRMING) {
                return 1;
            }
            if (pause <= SHORT_PAUSE && accepted < learned) {
                return Math.min(2, together());
            }
        }
        return together();
    }

    private int together() {
        int left = learned - margin - accepted;
        if (left > 0) {
            return left;
        }
        return 1 + Math.max(0, accepted - learned) / BEYOND_PER_CALL;
    }

    @Override
    public long slot(long now) {
        return confirmed || accepted >= learned ? now : Math.max(now, nextAt);
    }

    @Override
    public void sent(long now) {
        if (openedAt < 0) {
            openedAt = now;
        }
        nextAt = Math.max(now, nextAt + spacing);
    }

    @Override
    public void accepted(long took) {
        accepted++;
    }

    @Override
    public void late() {
        learned++;
    }

    @Override
    public Allowance throttled(long now, long nextPause) {
        boolean asBefore = accepted * 5L >= learned * 4L;
        if (!asBefore && nextPause <= SHORT_PAUSE) {
            if (pause > SHORT_PAUSE && lastOpenedAt >= 0) {
                // The places come free one by one, as in a sliding window, and we are too fast for them.
                return DripAllowance.known(learned, openedAt - lastOpenedAt, now, nextPause);
            }
            return DripAllowance.guessed(accepted, closedAt, now, nextPause);
        }
        if (accepted <= CONFIRMING && learned > CONFIRMING) {
            return DripAllowance.guessed(accepted, closedAt, now, nextPause);
        }
        margin = accepted < learned ? Math.min(learned - accepted, accepted / 4) : margin / 2;
        confirmed = asBefore;
        learned = accepted;
        accepted = 0;
        lastOpenedAt = openedAt;
        openedAt = -1;
        closedAt = now;
        pause = nextPause;
        return this;
    }

    @Override
    public int perCycle() {
        return learned;
    }

    @Override
    public String describe() {
        return learned + " per window";
    }
}

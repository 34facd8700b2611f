package app.waping.camel.gate;

import java.util.concurrent.TimeUnit;

/**
 * So many calls, then a pause, as servers with fixed or sliding windows do it. Up to the learned number calls go out
 * together; from there on one by one, so that the 429 which ends the window hits one call whatever number waits. Every
 * few calls beyond the number one more goes out together, so a limit that was raised is found, and one that was lowered
 * is learned from one window.
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

    WindowAllowance(long closedAt, int learned, long pause) {
        this.closedAt = closedAt;
        this.learned = learned;
        this.pause = pause;
    }

    @Override
    public int inFlight() {
        if (!confirmed) {
            if (pause <= SHORT_PAUSE && accepted < learned) {
                return accepted < CONFIRMING ? 1 : Math.min(2, together());
            }
            if (accepted < CONFIRMING) {
                return 1;
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
    public void accepted() {
        accepted++;
    }

    @Override
    public void late() {
        learned++;
    }

    @Override
    public Allowance throttled(long now, long nextPause) {
        boolean asBefore = accepted * 5L >= learned * 4L;
        if (!asBefore && nextPause <= SHORT_PAUSE || accepted <= CONFIRMING && learned > CONFIRMING) {
            return new DripAllowance(closedAt, accepted, now);
        }
        margin = accepted < learned ? Math.min(learned - accepted, accepted / 4) : margin / 2;
        confirmed = asBefore;
        learned = accepted;
        accepted = 0;
        closedAt = now;
        pause = nextPause;
        return this;
    }

    @Override
    public String describe() {
        return learned + " per window";
    }
}

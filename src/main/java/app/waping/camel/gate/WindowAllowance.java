package app.waping.camel.gate;

import java.util.concurrent.TimeUnit;

/**
 * So many calls, then a pause, as servers with fixed or sliding windows do it. Up to the learned number calls go out
 * together, not faster than in the windows before, since in a sliding window places come free as they were taken. From
 * there on they go one by one, so that the 429 which ends the window hits one call whatever number waits. Beyond the
 * number one more goes out together for each quarter of it, so a limit that was raised is found; one that was lowered is
 * learned from one window.
 */
final class WindowAllowance implements Allowance {
    /** A server that has whole seconds only cannot ask for less; above, a token bucket would be a very slow one. */
    static final long SHORT_PAUSE = TimeUnit.MILLISECONDS.toNanos(1_100);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long A_LITTLE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_TRIP = SECOND / 5;
    private static final long SLACK = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int CONFIRMING = 3;
    private static final int QUARTERS = 4;

    /** Whether the 429 is met a little ahead of whole seconds: tried once, kept up where it costs nothing. */
    private enum Ahead {
        NOT_YET(false),
        TRYING(true),
        ALWAYS(true),
        NEVER(false);

        private final boolean tries;

        Ahead(boolean tries) {
            this.tries = tries;
        }
    }

    private long closedAt;
    private long pause;
    private int learned;
    private int margin;
    private boolean confirmed;
    private int accepted;
    private long lastOpenedAt;
    private long openedAt = -1;
    private long nextAt;
    private long timelyAt = -1;
    private long roundTrip;
    private long lastCycle;
    /** How long a window is, at most. */
    private long length;

    private Ahead ahead = Ahead.NOT_YET;
    /** How long it took to use up a window: in a sliding window places come free no faster than they were taken. */
    private long duration;

    private long fullAt;

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
        this.duration = openedAt < 0 ? 0 : closedAt - openedAt;
        this.length = openedAt < 0 ? pause : closedAt - openedAt + pause;
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
        return 1 + Math.max(0, accepted - learned) / Math.max(QUARTERS, learned / QUARTERS);
    }

    @Override
    public long slot(long now) {
        if (accepted >= learned) {
            if (timelyAt < 0) {
                timelyAt = timely(now);
            }
            return Math.max(now, timelyAt);
        }
        return Math.max(now, nextAt);
    }

    /**
     * The server rounds its waits up to whole seconds. A 429 that comes a whole number of seconds after the window was
     * opened asks for a wait that ends when the next window opens, not up to a second later. A little less than whole
     * seconds makes up for the way there and back, where windows are fixed; where they slide it would cost a second.
     */
    private long timely(long now) {
        if (pause % SECOND != 0 || accepted > learned || openedAt < 0) {
            return now;
        }
        long sinceOpen = now - openedAt + (ahead.tries ? Math.min(LONGEST_TRIP, roundTrip) + A_LITTLE : -SLACK);
        return now + (SECOND - sinceOpen % SECOND) % SECOND;
    }

    @Override
    public void sent(long now) {
        if (openedAt < 0) {
            openedAt = now;
            nextAt = now;
        }
        if (accepted < learned) {
            nextAt += Math.min(duration, length * 2 / 3) / Math.max(1, learned);
            fullAt = now;
        }
    }

    @Override
    public void accepted(long took) {
        roundTrip = Math.max(took, roundTrip - roundTrip / 16);
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
        long cycle = now + nextPause - openedAt;
        if (ahead == Ahead.TRYING) {
            ahead = cycle - lastCycle > SECOND / 2 ? Ahead.NEVER : Ahead.ALWAYS;
        } else if (ahead == Ahead.NOT_YET) {
            ahead = Ahead.TRYING;
        }
        lastCycle = cycle;
        // Where it took longer than a window, the next one has begun in the middle and the count is of two.
        boolean ofTwo = now - openedAt > length && accepted > learned;
        length = ofTwo ? length + length / 4 : Math.min(length, cycle);
        duration = Math.max(duration, fullAt - openedAt);
        margin = accepted < learned ? Math.min(learned - accepted, accepted / 4) : margin / 2;
        confirmed = asBefore;
        learned = ofTwo ? learned : accepted;
        accepted = 0;
        lastOpenedAt = openedAt;
        openedAt = -1;
        timelyAt = -1;
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

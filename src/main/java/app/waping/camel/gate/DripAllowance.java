package app.waping.camel.gate;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A steady rate, as token buckets have it. Between two 429 such a server gave what it took in, so the rate is what was
 * accepted over the time between. Calls go out evenly, first a little below that rate, then the faster the longer no 429
 * comes, so that a rate that was raised is found. What gathered while the server asked to wait is spent at a higher
 * rate; a few tokens more are left to gather as a cushion, which costs nothing, for a bucket that is not full keeps them.
 * In a sliding window nothing gathers: a gap comes back as a gap one window later, so there the rate is kept more calmly.
 */
final class DripAllowance implements Allowance {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double BELOW = 0.02;
    private static final double GROWING = 0.01;
    private static final double GROWTH_TIME = 2 * SECOND;
    private static final double LONGEST_GROWTH_TIME = 20 * SECOND;
    private static final double GUESS_TIME = SECOND / 2;
    private static final double SLIDING_CALM = 3;
    private static final double CUSHION = 5;
    private static final double LONGEST_CUSHION = SECOND;
    private static final double SPENDING = 0.5;
    private static final double OF_THE_WAIT = 0.9;
    private static final int ENOUGH = 20;
    private static final double MOST_TOGETHER = 1_000;
    private static final double SHORTEST = SECOND / 10_000;
    private static final double FAR_MORE = 3;
    private static final double LITTLE_SLOWER = 1.03;
    private static final double SLOWER = 1.1;
    private static final double MOST_SLOWER = 1.25;
    private static final double MOST_FASTER = 0.67;

    /** Nanoseconds from one call to the next at the rate as it was measured. */
    private double interval;
    /** Start and number of the measurement under way. */
    private long since;

    private int counted;
    /** Whether the rate is a guess from few calls, or a lower bound because there was nothing to send. */
    private boolean weak;

    private boolean idle;
    /** Whether it is known to be a window, whose free places are gone where they are not taken. */
    private final boolean sliding;

    private long openedAt = -1;
    private long nextAt;
    /** Time that the server asked to wait and whose tokens are not spent yet. */
    private double unspent;

    private double roundTrip;
    private int accepted;

    private DripAllowance(double interval, long since, int counted, long wait, boolean weak, boolean sliding) {
        this.interval = interval;
        this.since = since;
        this.counted = counted;
        this.unspent = wait;
        this.weak = weak;
        this.sliding = sliding;
    }

    /** From what was accepted between the last two 429, which may be little. */
    static DripAllowance guessed(int accepted, long since, long now, long wait) {
        double interval = (double) Math.max(1, now - since) / Math.max(1, accepted);
        boolean enough = accepted >= ENOUGH;
        return new DripAllowance(interval, enough ? now : since, enough ? 0 : accepted, wait, !enough, false);
    }

    /** From a whole window. */
    static DripAllowance known(int perWindow, long window, long now, long wait) {
        return new DripAllowance(
                (double) Math.max(1, window) / Math.max(1, perWindow), now, 0, wait, perWindow < ENOUGH, true);
    }

    @Override
    public int inFlight() {
        return 2 + (int) Math.min(MOST_TOGETHER, 1.5 * roundTrip / interval);
    }

    @Override
    public long slot(long now) {
        return Math.max(now, nextAt);
    }

    @Override
    public void sent(long now) {
        if (openedAt < 0) {
            openedAt = now;
            nextAt = now;
        } else if (now - nextAt > 2 * interval) {
            idle = true;
            nextAt = now - (long) interval;
        }
        double faster = faster(now);
        if (faster > FAR_MORE) {
            interval = Math.max(SHORTEST, interval / (1 + FAR_MORE));
            openedAt = now;
            weak = true;
            faster = 0;
        }
        if (unspent > 0 && !sliding) {
            faster += SPENDING;
            unspent -= interval * SPENDING;
        }
        nextAt += (long) (interval / (1 + faster));
    }

    private double faster(long now) {
        double time = weak ? GUESS_TIME : Math.max(GROWTH_TIME, Math.min(LONGEST_GROWTH_TIME, ENOUGH * interval));
        if (sliding && !weak) {
            time *= SLIDING_CALM;
        }
        return GROWING * Math.exp(Math.min(20, (now - openedAt) / time)) - BELOW;
    }

    @Override
    public void accepted(long took) {
        roundTrip = roundTrip == 0 ? took : 0.9 * roundTrip + 0.1 * took;
        accepted++;
        counted++;
    }

    @Override
    public void late() {
        counted++;
    }

    @Override
    public Allowance throttled(long now, long pause) {
        if (pause > Math.max(WindowAllowance.SHORT_PAUSE, 3 * interval)) {
            return new WindowAllowance(accepted, openedAt, now, pause);
        }
        learn(now);
        unspent = pause * OF_THE_WAIT;
        openedAt = -1;
        accepted = 0;
        return this;
    }

    private void learn(long now) {
        double faster = openedAt < 0 ? 0 : faster(now);
        double current = interval / (1 + faster);
        double measured = (double) Math.max(1, now - since) / Math.max(1, counted);
        if (weak || idle) {
            // The server takes at least what it took and less than what we sent: something between.
            boolean enough = counted >= ENOUGH && !idle;
            interval = enough ? measured : Math.sqrt(Math.max(current, measured) * current);
            weak = !enough;
        } else if (sliding && faster > 0) {
            // It shows less than it takes, since what it had free while we waited is gone.
            interval = Math.sqrt(Math.max(current, measured) * current);
        } else if (counted >= ENOUGH) {
            double slower = faster > 0 ? LITTLE_SLOWER : MOST_SLOWER;
            interval = Math.max(interval * MOST_FASTER, Math.min(interval * slower, measured));
        } else {
            interval *= SLOWER;
            return;
        }
        interval = Math.max(SHORTEST, interval);
        since = now;
        counted = 0;
        idle = false;
    }

    @Override
    public long respite() {
        return sliding ? 0 : (long) Math.min(LONGEST_CUSHION, CUSHION * interval);
    }

    @Override
    public int perCycle() {
        return accepted;
    }

    @Override
    public String describe() {
        return String.format(Locale.ROOT, "%.1f per second", SECOND / interval);
    }
}

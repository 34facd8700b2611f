package app.waping.camel.gate;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A steady rate, as token buckets have it: calls go out evenly, a little faster than the bucket fills, and the more so
 * the longer no 429 comes. Between two 429 the bucket gave what it took in, so the rate is what was accepted over the
 * time between. After a 429 a few tokens are left to gather, which costs nothing, for a bucket that is not full keeps
 * them.
 */
final class DripAllowance implements Allowance {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double FASTER = 0.04;
    private static final double LONGEST_GROWTH = 3 * SECOND;
    private static final double GATHERED = 20;
    private static final int ENOUGH = 20;
    private static final double FAR_MORE = 3;

    private long since;
    private int counted;
    private int accepted;
    private double interval;
    private long openedAt = -1;
    private long nextAt;

    DripAllowance(long since, int counted, long now) {
        this.since = since;
        this.counted = counted;
        this.interval = (double) Math.max(1, now - since) / Math.max(1, counted);
    }

    @Override
    public int inFlight() {
        return Integer.MAX_VALUE;
    }

    @Override
    public long slot(long now) {
        return Math.max(now, nextAt);
    }

    @Override
    public void sent(long now) {
        if (openedAt < 0) {
            openedAt = now;
        }
        nextAt = Math.max(nextAt, now - (long) interval) + (long) (interval / (1 + faster(now)));
    }

    private double faster(long now) {
        double growth = Math.max(LONGEST_GROWTH, ENOUGH * interval);
        return FASTER * Math.exp(Math.min(20, (now - openedAt) / growth));
    }

    @Override
    public void accepted() {
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
            return new WindowAllowance(now, accepted, pause);
        }
        if (counted >= ENOUGH) {
            interval = (double) (now - since) / counted;
            since = now;
            counted = 0;
        }
        openedAt = -1;
        accepted = 0;
        return this;
    }

    @Override
    public long respite() {
        return (long) Math.min(SECOND, GATHERED * interval);
    }

    @Override
    public boolean outgrown(long now) {
        return openedAt >= 0 && faster(now) > FAR_MORE;
    }

    @Override
    public String describe() {
        return String.format(Locale.ROOT, "%.1f per second", SECOND / interval);
    }
}

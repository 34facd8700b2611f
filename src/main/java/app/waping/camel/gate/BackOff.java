package app.waping.camel.gate;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** Waits that grow: each twice the one before, up to a longest one, with jitter. Not thread-safe. */
final class BackOff {
    private final long first;
    private final long longest;
    private final double jitter;
    private final DoubleSupplier random;
    private long current;

    /**
     * @param first   nanoseconds
     * @param longest nanoseconds
     * @param jitter  by which part a wait may be shorter, 0 to 1
     * @param random  0 to 1
     */
    BackOff(long first, long longest, double jitter, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.jitter = jitter;
        this.random = random;
    }

    /** After a 429 without a Retry-After. */
    static BackOff ofThrottle(DoubleSupplier random) {
        return new BackOff(TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(30), 0.25, random);
    }

    long next() {
        current = current == 0 ? first : Math.min(longest, current * 2);
        return current - (long) (current * jitter * random.getAsDouble());
    }

    void reset() {
        current = 0;
    }
}

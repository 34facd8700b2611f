package app.waping.camel.policy;

import java.time.Duration;

/**
 * The waits between attempts where the API names none: the bound grows from attempt to attempt up to a cap, and the wait
 * is drawn between zero and the bound, so that what failed together does not come back together. Immutable.
 *
 * @param delay      the bound of the first wait
 * @param multiplier by what the bound grows, at least 1
 * @param maxDelay   the cap of the bound
 */
record BackOff(Duration delay, double multiplier, Duration maxDelay) {
    static final BackOff DEFAULT = new BackOff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30));

    /** The most that is added to a wait which the API asked for, so that all who heard it do not come at once. */
    private static final Duration MAX_ON_TOP = Duration.ofSeconds(1);

    /**
     * The wait before a redelivery.
     *
     * @param redelivered how many redeliveries there were before it
     * @param random      a number from 0 up to 1
     */
    Duration own(int redelivered, double random) {
        double bound = Math.min(maxDelay.toMillis(), delay.toMillis() * Math.pow(multiplier, redelivered));
        return Duration.ofMillis(Math.round(random * bound));
    }

    /** A wait that the API asked for, and up to a tenth of it, never more than a second, on top. */
    static Duration asked(Duration retryAfter, double random) {
        double bound = Math.min(MAX_ON_TOP.toMillis(), retryAfter.toMillis() / 10.0);
        return retryAfter.plusMillis(Math.round(random * bound));
    }
}

package app.waping.camel.stub;

import java.time.Duration;
import java.util.Random;

/** How long each answer takes. */
@FunctionalInterface
interface Latency {
    Latency NONE = () -> Duration.ZERO;

    Duration next();

    static Latency fixed(Duration time) {
        return () -> time;
    }

    /** Evenly spread over both ends. */
    static Latency between(Duration least, Duration most, Random random) {
        long spread = most.minus(least).toNanos();
        return () -> least.plusNanos((long) (random.nextDouble() * spread));
    }
}

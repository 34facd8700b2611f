package app.waping.camel.gate;

import java.util.ArrayDeque;
import java.util.Deque;

/** A rate limiter as servers have them, on virtual time. All times in nanoseconds. */
abstract class SimulatedServer {
    static final long SECOND = 1_000_000_000L;

    final boolean wholeSeconds;

    SimulatedServer(boolean wholeSeconds) {
        this.wholeSeconds = wholeSeconds;
    }

    /** @return 0 where the call is taken, else how long to wait */
    final long take(long now) {
        long wait = decide(now);
        if (wait <= 0) {
            return 0;
        }
        long unit = wholeSeconds ? SECOND : 1_000_000L;
        return (wait + unit - 1) / unit * unit;
    }

    abstract long decide(long now);

    abstract void limit(double factor);

    /** How many it takes at most until then, from an empty start. */
    abstract double capacity(long time);

    static SimulatedServer fixed(int limit, long window, boolean wholeSeconds) {
        return new SimulatedServer(wholeSeconds) {
            private int max = limit;
            private long start = Long.MIN_VALUE / 2;
            private int taken;

            @Override
            long decide(long now) {
                if (now - start >= window) {
                    // Aligned to the clock, as counters per window are.
                    start = now - now % window;
                    taken = 0;
                }
                if (taken < max) {
                    taken++;
                    return 0;
                }
                return start + window - now;
            }

            @Override
            void limit(double factor) {
                max = (int) (max * factor);
            }

            @Override
            double capacity(long time) {
                return max * (double) (time / window + 1);
            }
        };
    }

    static SimulatedServer sliding(int limit, long window, boolean wholeSeconds) {
        return new SimulatedServer(wholeSeconds) {
            private final Deque<Long> log = new ArrayDeque<>();
            private int max = limit;

            @Override
            long decide(long now) {
                while (!log.isEmpty() && log.peekFirst() <= now - window) {
                    log.pollFirst();
                }
                if (log.size() < max) {
                    log.addLast(now);
                    return 0;
                }
                long frees = log.stream().skip(log.size() - max).findFirst().orElseThrow();
                return frees + window - now;
            }

            @Override
            void limit(double factor) {
                max = (int) (max * factor);
            }

            @Override
            double capacity(long time) {
                return max * (double) (time / window + 1);
            }
        };
    }

    static SimulatedServer bucket(double perSecond, int burst, boolean wholeSeconds) {
        return new SimulatedServer(wholeSeconds) {
            private double rate = perSecond / SECOND;
            private double tokens = burst;
            private long at;

            @Override
            long decide(long now) {
                tokens = Math.min(burst, tokens + (now - at) * rate);
                at = now;
                if (tokens >= 1) {
                    tokens -= 1;
                    return 0;
                }
                return (long) Math.ceil((1 - tokens) / rate);
            }

            @Override
            void limit(double factor) {
                rate *= factor;
            }

            @Override
            double capacity(long time) {
                return burst + time * rate;
            }
        };
    }
}

package app.waping.camel.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The time by which all gates go, and the one thread that wakes them. Thread-safe. */
public interface GateTimer {
    /** Nanoseconds since some fixed moment, never going back; waits are measured by it, so a clock that is set does no harm. */
    long nanos();

    /** The time of day; only for what people read and for expiry times that callers give. */
    Instant now();

    /**
     * Runs a short task later, once.
     *
     * @param delay nanoseconds; 0 or less means soon
     * @return takes the task back; without effect once it runs
     */
    Runnable schedule(long delay, Runnable task);

    /**
     * Real time.
     *
     * @param clock  tells the time of day
     * @param thread runs the tasks; one thread is enough for any number of gates
     */
    static GateTimer of(Clock clock, ScheduledExecutorService thread) {
        long origin = System.nanoTime();
        return new GateTimer() {
            @Override
            public long nanos() {
                return System.nanoTime() - origin;
            }

            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public Runnable schedule(long delay, Runnable task) {
                try {
                    ScheduledFuture<?> future = thread.schedule(task, delay, TimeUnit.NANOSECONDS);
                    return () -> future.cancel(false);
                } catch (RejectedExecutionException e) {
                    // The context is gone; the gates have been closed, nobody waits for this task.
                    return () -> {};
                }
            }
        };
    }
}

package app.waping.camel.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/**
 * The calls in flight. Each is aborted where its answer has not arrived whole in time. All have the same time, so the
 * first to start is the first to be overdue: one timer task waits for that one, then for the next. A call that ends in
 * time costs the timer nothing. Thread-safe.
 */
final class Deadlines {
    private static final long NONE = Long.MAX_VALUE;

    private final long limit;
    private final ScheduledExecutorService timer;
    private final Set<Deadline> inFlight = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();

    /** @param limit how long an answer may take; zero for as long as it likes */
    Deadlines(Duration limit, ScheduledExecutorService timer) {
        this.limit = limit.toNanos();
        this.timer = timer;
    }

    /** A call that begins; its time does not run before {@link Deadline#start}. */
    Deadline of(HttpUriRequestBase request) {
        Deadline deadline = new Deadline(this, request);
        inFlight.add(deadline);
        return deadline;
    }

    void ended(Deadline deadline) {
        inFlight.remove(deadline);
    }

    /** Breaks off every call in flight. */
    void abortAll() {
        inFlight.forEach(Deadline::abort);
    }

    /** Nanoseconds. */
    long limit() {
        return limit;
    }

    /** A call's time runs from now, and others can see it. */
    void started() {
        if (limit > 0 && !watching.get()) {
            watch(limit);
        }
    }

    private void watch(long delay) {
        if (watching.compareAndSet(false, true)) {
            schedule(delay);
        }
    }

    private void schedule(long delay) {
        try {
            timer.schedule(this::look, delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The component stops, and breaks off by itself what is in flight.
            watching.set(false);
        }
    }

    private void look() {
        long next = passOverdue();
        if (next != NONE) {
            schedule(next);
            return;
        }
        watching.set(false);
        // A call that started meanwhile may have relied on this watch.
        next = passOverdue();
        if (next != NONE) {
            watch(next);
        }
    }

    /** @return nanoseconds to the next deadline */
    private long passOverdue() {
        long now = System.nanoTime();
        long next = NONE;
        for (Deadline deadline : inFlight) {
            if (deadline.hasStarted() && !deadline.hasPassed()) {
                long left = deadline.left(now);
                if (left > 0) {
                    next = Math.min(next, left);
                } else {
                    deadline.pass();
                }
            }
        }
        return next;
    }
}

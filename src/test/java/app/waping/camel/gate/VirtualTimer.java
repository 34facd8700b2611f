package app.waping.camel.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Time that goes on only when told to, with a scheduler that runs due tasks in order on the caller's thread. */
final class VirtualTimer implements GateTimer {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private LongSupplier lateness = () -> 0;
    private long now;
    private long tie;

    private static final class Task implements Comparable<Task> {
        final long at;
        final long tie;
        final Runnable run;
        boolean cancelled;

        Task(long at, long tie, Runnable run) {
            this.at = at;
            this.tie = tie;
            this.run = run;
        }

        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(tie, other.tie);
        }
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant now() {
        return START.plusNanos(now);
    }

    @Override
    public Runnable schedule(long delay, Runnable run) {
        Task task = new Task(now + Math.max(0, delay) + (delay > 0 ? lateness.getAsLong() : 0), tie++, run);
        tasks.add(task);
        return () -> {
            task.cancelled = true;
            tasks.remove(task);
        };
    }

    /** Real timers are late: by so many nanoseconds from now on. */
    void lateBy(LongSupplier time) {
        lateness = time;
    }

    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(now);
    }

    /** Runs what is due until then, each task at its time. */
    void advance(Duration time) {
        long until = now + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at <= until) {
            step();
        }
        now = until;
    }

    void advanceMillis(long millis) {
        advance(Duration.ofMillis(millis));
    }

    /** Runs the next task. @return false where there is none */
    boolean step() {
        Task task = tasks.poll();
        if (task == null) {
            return false;
        }
        now = Math.max(now, task.at);
        if (!task.cancelled) {
            task.run.run();
        }
        return true;
    }

    /** When the next task is due; -1 without one. */
    long nextAt() {
        return tasks.isEmpty() ? -1 : tasks.peek().at;
    }

    int pending() {
        return tasks.size();
    }
}

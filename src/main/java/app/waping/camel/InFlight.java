package app.waping.camel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.AsyncCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the exchanges of a producer that are not complete yet. Thread-safe. */
final class InFlight {
    private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);
    private static final long MOST_SECONDS = 10;

    private final AtomicInteger count = new AtomicInteger();
    private volatile Runnable atNone;

    /** Counts an exchange until its callback is done. */
    AsyncCallback entered(AsyncCallback callback) {
        count.incrementAndGet();
        return doneSync -> {
            try {
                callback.done(doneSync);
            } finally {
                left();
            }
        };
    }

    private void left() {
        if (count.decrementAndGet() == 0) {
            synchronized (count) {
                count.notifyAll();
            }
            runAtNone();
        }
    }

    /** Runs an action once none is left, at least once and maybe at once; null takes it back. */
    void atNone(Runnable action) {
        atNone = action;
        if (count.get() == 0) {
            runAtNone();
        }
    }

    private void runAtNone() {
        Runnable action = atNone;
        if (action != null) {
            action.run();
        }
    }

    /** Waits until none is left, for a bounded time; logs how many are left then. */
    void awaitNone() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        synchronized (count) {
            while (count.get() > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    LOG.warn("{} exchanges were not complete {} s after the stop", count.get(), MOST_SECONDS);
                    return;
                }
                try {
                    count.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}

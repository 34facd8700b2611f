package app.waping.camel.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/** Aborts a request whose answer has not arrived whole in time, however slowly its bytes drip. */
final class Deadline implements Runnable {
    /** Where the request executor finds the deadline of its call. */
    static final String ATTRIBUTE = Deadline.class.getName();

    private final HttpUriRequestBase request;
    private final Duration limit;
    private final ScheduledExecutorService timer;
    private volatile boolean passed;
    private Future<?> alarm;

    Deadline(HttpUriRequestBase request, Duration limit, ScheduledExecutorService timer) {
        this.request = request;
        this.limit = limit;
        this.timer = timer;
    }

    /** Starts the clock; called once the connection stands. A second call does nothing. */
    void start() {
        if (alarm == null && !limit.isZero()) {
            alarm = timer.schedule(this, limit.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    void cancel() {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    boolean hasPassed() {
        return passed;
    }

    @Override
    public void run() {
        passed = true;
        request.abort();
    }
}

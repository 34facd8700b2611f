package app.waping.camel.client;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/** By when the answer of one call must have arrived whole, however slowly its bytes drip. Thread-safe. */
final class Deadline {
    /** Where the request executor finds the deadline of its call. */
    static final String ATTRIBUTE = Deadline.class.getName();

    private final Deadlines deadlines;
    private final HttpUriRequestBase request;
    private volatile boolean started;
    private volatile boolean passed;
    /** By {@link System#nanoTime}; written before {@link #started}. */
    private long at;

    Deadline(Deadlines deadlines, HttpUriRequestBase request) {
        this.deadlines = deadlines;
        this.request = request;
    }

    /** Starts the clock; called once the connection stands. A second call does nothing. */
    void start() {
        if (!started) {
            at = System.nanoTime() + deadlines.limit();
            started = true;
            deadlines.started();
        }
    }

    /** The call has come to an end. */
    void end() {
        deadlines.ended(this);
    }

    boolean hasStarted() {
        return started;
    }

    boolean hasPassed() {
        return passed;
    }

    /** Nanoseconds until it passes, of one that has started. */
    long left(long now) {
        return at - now;
    }

    void pass() {
        passed = true;
        request.abort();
    }

    void abort() {
        request.abort();
    }
}

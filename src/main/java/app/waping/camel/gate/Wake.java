package app.waping.camel.gate;

/** The next time a gate has to look up by itself: one timer task for all its reasons. Guarded by the lock of the gate. */
final class Wake {
    private final GateTimer timer;
    private final Runnable task;
    private long at = Waiter.NEVER;
    private Runnable cancel = () -> {};
    private boolean closed;

    Wake(GateTimer timer, Runnable task) {
        this.timer = timer;
        this.task = task;
    }

    /** Not later than this; an earlier time stands. */
    void by(long time, long now) {
        if (time < at && !closed) {
            cancel.run();
            at = time;
            cancel = timer.schedule(Math.max(0, time - now), task);
        }
    }

    /** The task runs: whatever comes next must be asked for anew. */
    void up() {
        at = Waiter.NEVER;
        cancel = () -> {};
    }

    /** For good. */
    void close() {
        closed = true;
        cancel.run();
        up();
    }
}

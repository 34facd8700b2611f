package app.waping.camel.gate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import app.waping.camel.error.WapingException;

/** What was decided under the lock and is done without it. Not thread-safe; one for each time the lock is taken. */
final class Actions {
    private final Executor callbacks;
    private final Waiter entering;
    private Deque<Runnable> later;
    private Runnable own;

    /** @param entering the one whose callback runs on this thread; null where nobody enters */
    Actions(Executor callbacks, Waiter entering) {
        this.callbacks = callbacks;
        this.entering = entering;
    }

    void go(Waiter waiter, Permit permit) {
        callback(waiter, () -> waiter.listener.go(permit));
    }

    void refuse(Waiter waiter, WapingException failure) {
        callback(waiter, () -> waiter.listener.refused(failure));
    }

    private void callback(Waiter waiter, Runnable call) {
        if (waiter == entering) {
            own = call;
        } else {
            add(() -> onExecutor(call));
        }
    }

    private void onExecutor(Runnable call) {
        try {
            callbacks.execute(call);
        } catch (RejectedExecutionException e) {
            // The pool is gone, the message must still come to an end.
            call.run();
        }
    }

    void add(Runnable action) {
        if (later == null) {
            later = new ArrayDeque<>(4);
        }
        later.add(action);
    }

    /** To be called once the lock is free. Nothing that one action throws keeps the others from being done. */
    void perform() {
        RuntimeException thrown = later == null ? null : performLater();
        if (own != null) {
            own.run();
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    /** @return what the first failure threw, with those of the others; null where all went well */
    private RuntimeException performLater() {
        RuntimeException thrown = null;
        Runnable action = later.poll();
        while (action != null) {
            try {
                action.run();
            } catch (RuntimeException e) {
                if (thrown == null) {
                    thrown = e;
                } else {
                    thrown.addSuppressed(e);
                }
            }
            action = later.poll();
        }
        return thrown;
    }
}

package app.waping.camel.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * The place of one exchange in the lanes of its recipients. It stays the exchange's after a retryable failure, so that
 * nobody overtakes while it waits to try again, and is given back by a success, by a failure that is not retried, by the
 * exchange's next message, or by {@link #release}. Thread-safe. One per exchange, not per copy of it.
 */
public final class Turn {
    /** Null until something is held, as it never is for most messages that wait. */
    private List<Lane> held;

    private long order = -1;
    private DeviceGate orderOf;
    private boolean over;

    /** Gives back every place, for good; to be called when the exchange is complete. May be called more than once. */
    public void release() {
        synchronized (this) {
            over = true;
        }
        next();
    }

    /** The exchange turns to its next message: what it held for the one before is free. */
    void next() {
        for (Lane lane : take()) {
            lane.gate().released(lane, this);
        }
    }

    synchronized boolean over() {
        return over;
    }

    synchronized void hold(Lane lane) {
        if (held == null) {
            held = new ArrayList<>(1);
        }
        if (!held.contains(lane)) {
            held.add(lane);
        }
    }

    synchronized void drop(Lane lane) {
        if (held != null) {
            held.remove(lane);
        }
    }

    private synchronized List<Lane> take() {
        if (held == null || held.isEmpty()) {
            return List.of();
        }
        List<Lane> taken = List.copyOf(held);
        held.clear();
        return taken;
    }

    /** The place in the order of arrival that a retry comes back to; -1 where it has none at this gate. */
    synchronized long order(DeviceGate gate) {
        return orderOf == gate ? order : -1;
    }

    synchronized void order(DeviceGate gate, long value) {
        orderOf = gate;
        order = value;
    }
}

package app.waping.camel.gate;

import java.time.Duration;

import app.waping.camel.error.WapingErrorCategory;

/** One entry while it waits. Guarded by the lock of the gate. */
final class Waiter {
    /** No time: it takes something else to happen. */
    static final long NEVER = Long.MAX_VALUE;

    final Entry entry;
    final GateListener listener;
    long arrivedAt;
    long expiresAt = NEVER;
    long notBefore;
    boolean waiting;
    Lane lane;
    /** The neighbours in the lane. */
    Waiter previous;

    Waiter next;
    /** The neighbours in the waiting room. */
    Waiter before;

    Waiter after;
    /** The place in the order of arrival; a retry keeps its first one. */
    private long order;
    /** Unique; breaks ties. */
    private long id;

    Waiter(Entry entry, GateListener listener) {
        this.entry = entry;
        this.listener = listener;
    }

    void arrive(DeviceGate gate, long now, long number, WaitingRoom room) {
        id = number;
        long first = entry.retry() && entry.turn != null ? entry.turn.order(gate) : -1;
        order = first >= 0 ? first : room.place(entry);
        arrivedAt = now;
        notBefore = throttledByTheApi() || entry.delay.isZero() ? 0 : now + entry.delay.toNanos();
        if (entry.expiresAt != null) {
            expiresAt = now + nanos(Duration.between(gate.credential.timer.now(), entry.expiresAt));
        }
    }

    /** Then the gate as a whole pauses; a back-off of the message's own would only hold up its recipient. */
    private boolean throttledByTheApi() {
        return entry.retry()
                && entry.previous.getCategory() == WapingErrorCategory.RATE_LIMITED
                && entry.previous.getHttpResponseCode() > 0;
    }

    private static long nanos(Duration time) {
        // A century is for ever, and does not overflow.
        return time.toDays() > 36_500 ? NEVER / 2 : time.toDays() < -36_500 ? -NEVER / 2 : time.toNanos();
    }

    long order() {
        return order;
    }

    static int byOrder(Waiter one, Waiter other) {
        int byOrder = Long.compare(one.order, other.order);
        return byOrder != 0 ? byOrder : Long.compare(one.id, other.id);
    }

    static int byNotBefore(Waiter one, Waiter other) {
        int byTime = Long.compare(one.notBefore, other.notBefore);
        return byTime != 0 ? byTime : byOrder(one, other);
    }

    static int byExpiry(Waiter one, Waiter other) {
        int byTime = Long.compare(one.expiresAt, other.expiresAt);
        return byTime != 0 ? byTime : byOrder(one, other);
    }
}

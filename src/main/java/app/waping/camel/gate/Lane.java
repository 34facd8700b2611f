package app.waping.camel.gate;

/**
 * The messages to one recipient, in arrival order, of which one at a time may be on its way. Guarded by the lock of the
 * gate.
 */
final class Lane {
    final String recipient;
    private final DeviceGate gate;
    private Waiter first;
    private Waiter last;
    private Turn owner;
    private boolean busy;

    Lane(DeviceGate gate, String recipient) {
        this.gate = gate;
        this.recipient = recipient;
    }

    DeviceGate gate() {
        return gate;
    }

    /** Behind all others; in front of them where its exchange has the turn. */
    void add(Waiter waiter) {
        if (first == null) {
            first = waiter;
            last = waiter;
        } else if (owner != null && waiter.entry.turn == owner) {
            waiter.next = first;
            first.previous = waiter;
            first = waiter;
        } else {
            waiter.previous = last;
            last.next = waiter;
            last = waiter;
        }
    }

    void remove(Waiter waiter) {
        if (waiter.previous == null) {
            first = waiter.next;
        } else {
            waiter.previous.next = waiter.next;
        }
        if (waiter.next == null) {
            last = waiter.previous;
        } else {
            waiter.next.previous = waiter.previous;
        }
        waiter.previous = null;
        waiter.next = null;
    }

    /** Who may go next as far as order is concerned; null where nobody may. */
    Waiter next() {
        if (busy || first == null || owner != null && first.entry.turn != owner) {
            return null;
        }
        return first;
    }

    void depart(Waiter waiter) {
        busy = true;
        owner = waiter.entry.turn;
        if (owner != null) {
            owner.hold(this);
        }
    }

    /** The call on its way has come to an end. */
    void arrived(boolean keepTurn) {
        busy = false;
        if (owner == null) {
            return;
        }
        if (keepTurn && !owner.over()) {
            owner.hold(this);
        } else {
            free();
        }
    }

    boolean ownedBy(Turn turn) {
        return turn != null && owner == turn;
    }

    boolean busy() {
        return busy;
    }

    void free() {
        if (owner != null) {
            owner.drop(this);
            owner = null;
        }
    }

    boolean idle() {
        return first == null && !busy && owner == null;
    }
}

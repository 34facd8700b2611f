package app.waping.camel.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Who waits at one gate, and who of them is next: the first to arrive among those whose lane is free and whose own
 * back-off is over. Every step costs at most the logarithm of the number that wait. Guarded by the lock of the gate.
 */
final class WaitingRoom {
    private static final long BELOW_LIVE = 1_000;
    private static final long APART = 5;

    private final DeviceGate gate;
    private final Map<String, Lane> lanes = new HashMap<>();
    /** All in the order of entering, linked through themselves: a hundred thousand may wait. */
    private Waiter first;

    private Waiter last;
    private int size;
    private final TreeSet<Waiter> ready = new TreeSet<>(Waiter::byOrder);
    private final TreeSet<Waiter> delayed = new TreeSet<>(Waiter::byNotBefore);
    private final TreeSet<Waiter> mortal = new TreeSet<>(Waiter::byExpiry);
    private int drained;
    private long live;
    private long lastDrained;

    WaitingRoom(DeviceGate gate) {
        this.gate = gate;
    }

    /**
     * The place of one that comes for the first time. One that was drained, or is replayed, lets {@link #BELOW_LIVE} live
     * messages pass that come later, so that it goes in the end; of many such each goes {@link #APART} further back, so
     * that live messages go between them.
     */
    long place(Entry entry) {
        if (!entry.drained) {
            live++;
            return live;
        }
        long behind = live + BELOW_LIVE;
        lastDrained = Math.min(Math.max(behind, lastDrained + APART), behind + APART * drained);
        return lastDrained;
    }

    /** Those that wait, but for what was drained from park. */
    int live() {
        return size - drained;
    }

    int drained() {
        return drained;
    }

    int size() {
        return size;
    }

    /** The lane that an entry keeps to; null where it keeps to none. */
    Lane lane(Entry entry) {
        if (!entry.settings.ordered() || entry.recipient == null) {
            return null;
        }
        return lanes.computeIfAbsent(entry.recipient, recipient -> new Lane(gate, recipient));
    }

    /** Whether one that is not in the room yet need not enter it as far as others are concerned: most messages need not. */
    boolean passes(Waiter waiter) {
        return size == 0 && !waiter.entry.retry() && (waiter.lane == null || waiter.lane.idle());
    }

    void add(Waiter waiter) {
        waiter.waiting = true;
        link(waiter);
        if (waiter.entry.drained) {
            drained++;
        }
        if (waiter.expiresAt != Waiter.NEVER) {
            mortal.add(waiter);
        }
        if (waiter.lane == null) {
            queue(waiter);
        } else {
            Waiter before = waiter.lane.next();
            waiter.lane.add(waiter);
            if (before != null && waiter.lane.next() != before) {
                unqueue(before);
            }
            refresh(waiter.lane);
        }
    }

    /** Takes someone out, whoever it is. */
    void remove(Waiter waiter) {
        if (!waiter.waiting) {
            return;
        }
        waiter.waiting = false;
        unlink(waiter);
        if (waiter.entry.drained) {
            drained--;
        }
        mortal.remove(waiter);
        unqueue(waiter);
        if (waiter.lane != null) {
            waiter.lane.remove(waiter);
            refresh(waiter.lane);
        }
    }

    /** Takes out the one that goes now, if it is in; its lane is busy until {@link #arrived}. */
    void depart(Waiter waiter) {
        if (waiter.lane != null) {
            waiter.lane.depart(waiter);
        }
        remove(waiter);
    }

    void arrived(Waiter waiter, boolean keepTurn) {
        if (waiter.lane != null) {
            waiter.lane.arrived(keepTurn && waiter.entry.turn != null);
            refresh(waiter.lane);
        }
    }

    /** One that waited, or was about to, is not sent and does not come back: what its exchange held is free. */
    void giveUp(Waiter waiter) {
        if (waiter.lane != null) {
            free(waiter.lane, waiter.entry.turn);
        }
    }

    /** A turn was given back. */
    void free(Lane lane, Turn turn) {
        if (lane.ownedBy(turn) && !lane.busy()) {
            lane.free();
            refresh(lane);
        }
    }

    /** The next one as of now; null where nobody is ready. */
    Waiter next(long now) {
        while (!delayed.isEmpty() && delayed.first().notBefore <= now) {
            ready.add(delayed.pollFirst());
        }
        return ready.isEmpty() ? null : ready.first();
    }

    /** Lets one that is ready wait on by itself; those behind it in other lanes pass. */
    void delay(Waiter waiter, long notBefore) {
        unqueue(waiter);
        waiter.notBefore = notBefore;
        delayed.add(waiter);
    }

    /** One that was delayed need not wait any longer. */
    void hasten(Waiter waiter) {
        boolean queued = delayed.remove(waiter);
        waiter.notBefore = 0;
        if (queued) {
            ready.add(waiter);
        }
    }

    /** When somebody's own back-off ends or somebody expires. */
    long nextChange() {
        long backOff = delayed.isEmpty() ? Waiter.NEVER : delayed.first().notBefore;
        long expiry = mortal.isEmpty() ? Waiter.NEVER : mortal.first().expiresAt;
        return Math.min(backOff, expiry);
    }

    /** Somebody whose time to live has passed; null where there is nobody. */
    Waiter expired(long now) {
        return mortal.isEmpty() || mortal.first().expiresAt > now ? null : mortal.first();
    }

    /** A copy, in the order of entering. */
    List<Waiter> matching(Predicate<Waiter> condition) {
        List<Waiter> found = new ArrayList<>();
        for (Waiter waiter = first; waiter != null; waiter = waiter.after) {
            if (condition.test(waiter)) {
                found.add(waiter);
            }
        }
        return found;
    }

    /** The one that entered first of those that wait; null where nobody waits. */
    Waiter oldest() {
        return first;
    }

    /** Forgets a lane that nobody uses. */
    void tidy(Lane lane) {
        if (lane != null && lane.idle()) {
            lanes.remove(lane.recipient, lane);
        }
    }

    private void refresh(Lane lane) {
        Waiter next = lane.next();
        if (next != null) {
            queue(next);
        }
        tidy(lane);
    }

    private void queue(Waiter waiter) {
        if (waiter.notBefore > gate.now()) {
            delayed.add(waiter);
        } else {
            ready.add(waiter);
        }
    }

    private void unqueue(Waiter waiter) {
        ready.remove(waiter);
        delayed.remove(waiter);
    }

    private void link(Waiter waiter) {
        waiter.before = last;
        if (last == null) {
            first = waiter;
        } else {
            last.after = waiter;
        }
        last = waiter;
        size++;
    }

    private void unlink(Waiter waiter) {
        if (waiter.before == null) {
            first = waiter.after;
        } else {
            waiter.before.after = waiter.after;
        }
        if (waiter.after == null) {
            last = waiter.before;
        } else {
            waiter.after.before = waiter.before;
        }
        waiter.before = null;
        waiter.after = null;
        size--;
    }
}

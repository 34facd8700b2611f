package app.waping.camel.gate;

import java.util.concurrent.TimeUnit;

import app.waping.camel.error.WapingException;

/** Who may wait at a gate in its present state, and for how long. Guarded by the lock of the gate. */
final class Patience {
    private final DeviceGate gate;

    Patience(DeviceGate gate) {
        this.gate = gate;
    }

    /** Why one that has come now may neither go nor wait; null where it may. */
    WapingException newcomersRefusal(Waiter waiter, long now) {
        Entry entry = waiter.entry;
        if (waiter.expiresAt <= now) {
            return Refusals.expired(gate.deviceId(), entry);
        }
        if (gate.operator() == Operator.DRAINING && !entry.retry() && !entry.drained) {
            return Refusals.paused(gate.deviceId(), entry);
        }
        return refusal(entry, now);
    }

    /** Why an entry may neither go nor wait; null where it may. */
    WapingException refusal(Entry entry, long now) {
        if (gate.links.isFresh(now) && gate.session.isOther(entry.link)) {
            return Refusals.otherPhone(gate.deviceId(), entry);
        }
        WapingException refusal = gate.credential.guard.refusal(entry, now, gate.deviceId());
        if (refusal == null) {
            refusal = gate.session.refusal(entry, now, gate.deviceId());
        }
        if (refusal != null || entry.drained) {
            return refusal;
        }
        long longest = entry.settings.maxRetryAfter().toNanos();
        if (gate.operator() == Operator.PAUSED && now >= gate.operatorSince() + longest) {
            return Refusals.paused(gate.deviceId(), entry);
        }
        long wait = pausedFor(now);
        return wait > longest ? Refusals.tooLong(gate.deviceId(), entry, wait) : null;
    }

    /** The refusal of one for which there is no room. */
    WapingException full(Entry entry, long now) {
        return Refusals.full(gate.deviceId(), entry, Math.max(TimeUnit.SECONDS.toNanos(1), pausedFor(now)));
    }

    /** When {@link #refusal} has to be asked again for one that waits; {@link Waiter#NEVER} where time changes nothing. */
    long endsAt(Entry entry, long now) {
        if (entry.drained) {
            return Waiter.NEVER;
        }
        long operated = gate.operator() == Operator.PAUSED
                ? gate.operatorSince() + entry.settings.maxRetryAfter().toNanos()
                : Waiter.NEVER;
        long at = Math.min(gate.session.refuseAt(entry), operated);
        return at <= now ? Waiter.NEVER : at;
    }

    private long pausedFor(long now) {
        Pace shared = gate.credential.limit.shared();
        return Math.max(gate.pace.pausedUntil(), shared == null ? 0 : shared.pausedUntil()) - now;
    }
}

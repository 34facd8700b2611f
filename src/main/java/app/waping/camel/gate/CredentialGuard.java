package app.waping.camel.gate;

import app.waping.camel.error.WapingException;

/**
 * Whether the API takes a credential: open, closed (everything is refused here until a probe is due), probing. Guarded by
 * the lock of the credential.
 */
final class CredentialGuard {
    private final GuardSettings settings;
    private State state = State.OPEN;
    private WapingException cause;
    private long probeAt;
    private long interval;
    private long openedAt;

    CredentialGuard(GuardSettings settings) {
        this.settings = settings;
    }

    private enum State {
        OPEN,
        CLOSED,
        PROBING
    }

    boolean open() {
        return state == State.OPEN;
    }

    /** When a message may go: now, the time of the next probe, or never before the probe's outcome. */
    long earliest(long now) {
        return switch (state) {
            case OPEN -> now;
            case CLOSED -> Math.max(now, probeAt);
            case PROBING -> Waiter.NEVER;
        };
    }

    /** A message goes out. @return whether it is the probe */
    boolean sent() {
        if (state == State.CLOSED) {
            state = State.PROBING;
            return true;
        }
        return false;
    }

    /** A 401. @return whether the credential was taken for good until now */
    boolean refused(WapingException failure, boolean probe, long sentAt, long now) {
        if (open() && sentAt >= openedAt) {
            interval = settings.credentialProbe().toNanos();
        } else if (probe) {
            interval = Math.max(interval, Math.min(settings.credentialLongest().toNanos(), interval * 2));
        } else {
            return false;
        }
        boolean first = open();
        cause = failure;
        state = State.CLOSED;
        probeAt = now + interval;
        return first;
    }

    /** The probe came back without a 401. */
    void taken(long now) {
        state = State.OPEN;
        openedAt = now;
    }

    /** The probe told nothing: another one after the first interval. */
    void undecided(long now) {
        state = State.CLOSED;
        probeAt = now + settings.credentialProbe().toNanos();
    }

    /** The key behind the credential is another one now: the next message finds out. */
    void keyChanged(long now) {
        if (state == State.CLOSED) {
            probeAt = now;
        }
    }

    /** Why a message is not sent; null where it may go or wait. */
    WapingException refusal(Entry entry, long now, String deviceId) {
        if (open() || entry.drained || state == State.CLOSED && now >= probeAt) {
            return null;
        }
        return Refusals.same(cause, "the API refuses this credential; nothing was sent", deviceId, entry);
    }

    String describe() {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }
}

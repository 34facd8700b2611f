package app.waping.camel.gate;

import java.util.concurrent.atomic.AtomicBoolean;

import app.waping.camel.error.WapingException;

/**
 * Leave to send one call, once. Its holder reports what came of it; the first report counts, later ones are ignored.
 * Thread-safe.
 */
public final class Permit {
    final Waiter waiter;
    final DeviceGate gate;
    final long sentAt;
    final long cycle;
    /** The pace of the account that the call counts for; null where the device went by its own. */
    final Pace shared;

    final long sharedCycle;
    final boolean sessionProbe;
    final boolean credentialProbe;
    volatile boolean deviceOpen;
    private final AtomicBoolean reported = new AtomicBoolean();

    Permit(DeviceGate gate, Waiter waiter, long sentAt, Pace pace, Pace shared, boolean session, boolean credential) {
        this.gate = gate;
        this.waiter = waiter;
        this.sentAt = sentAt;
        this.cycle = pace.sent(sentAt);
        this.shared = shared;
        this.sharedCycle = shared == null ? -1 : shared.sent(sentAt);
        this.sessionProbe = session;
        this.credentialProbe = credential;
    }

    /** The API took the call. */
    public void succeeded() {
        if (reported.compareAndSet(false, true)) {
            gate.succeeded(this);
        }
    }

    /** The call failed; the exception tells the gate what to do about the calls that follow. */
    public void failed(WapingException failure) {
        if (reported.compareAndSet(false, true)) {
            gate.failed(this, failure);
        }
    }

    /** The call was not sent after all. */
    public void unused() {
        if (reported.compareAndSet(false, true)) {
            gate.unused(this);
        }
    }

    /** Whether the session of the device was open once {@link #succeeded} was heard; false before. */
    public boolean deviceOpen() {
        return deviceOpen;
    }
}

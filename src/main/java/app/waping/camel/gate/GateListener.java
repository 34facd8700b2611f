package app.waping.camel.gate;

import app.waping.camel.error.WapingException;

/**
 * What becomes of an {@link Entry}: exactly one of the two methods is called, exactly once, on every path. It is called
 * within {@link DeviceGate#enter} on the caller's thread where the decision falls at once, else by the executor given to
 * the {@link Gates}; never under a lock.
 */
public interface GateListener {
    /** The call may go out now. Exactly one outcome must be reported on the permit, whatever happens. */
    void go(Permit permit);

    /** The call does not go out; nothing was sent. */
    void refused(WapingException failure);
}

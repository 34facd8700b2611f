package app.waping.camel.policy;

import java.util.Objects;

import org.apache.camel.CamelException;

import app.waping.camel.error.WapingException;

/** A group replay leaves a record where it is. Nothing is wrong: it belongs to another group, or the run is over. */
public class ReplayLeft extends CamelException {
    private static final long serialVersionUID = 1L;

    ReplayLeft(ReplayGroup.State state) {
        super("Left where it is by the group replay (" + state + ")");
    }

    /** Whether a failure has the code, or without one the category, of an earlier one. */
    static boolean sameCause(DeadLetterRecord.Failure before, Throwable failure) {
        if (!(failure instanceof WapingException ours)) {
            return true;
        }
        return before.code() != null || ours.getCode() != null
                ? Objects.equals(before.code(), ours.getCode())
                : ours.getCategory().name().equals(before.category());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}

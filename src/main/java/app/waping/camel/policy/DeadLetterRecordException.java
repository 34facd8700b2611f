package app.waping.camel.policy;

/** A dead-letter record that cannot be read, written or replayed. The message says why and is safe to log. */
public class DeadLetterRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Problem {
        /** It is something else: not JSON, or JSON of another kind. */
        NOT_A_RECORD,
        /** It ends too early. */
        TRUNCATED,
        /** It was written by a later release. */
        FUTURE_VERSION,
        /** It is larger than the bound. */
        TOO_LARGE,
        /** A member is missing or has a value that makes no sense. */
        BAD_MEMBER,
        /** The payload was changed under its old key. */
        CHANGED_PAYLOAD,
        /** The payload is protected or left out. */
        PAYLOAD_UNAVAILABLE,
        /** The message is of no more use. */
        EXPIRED,
        /** The same record is being sent at this moment. */
        ALREADY_RUNNING
    }

    private final Problem problem;

    public DeadLetterRecordException(Problem problem, String message) {
        this(problem, message, null);
    }

    public DeadLetterRecordException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    /** What is wrong, for programs. */
    public Problem getProblem() {
        return problem;
    }
}

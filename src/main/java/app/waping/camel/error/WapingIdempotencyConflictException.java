package app.waping.camel.error;

/** The idempotency key was used before with another body. */
public class WapingIdempotencyConflictException extends WapingException {
    public WapingIdempotencyConflictException(WapingError error, Throwable cause) {
        super(WapingErrorCategory.IDEMPOTENCY_CONFLICT, error, cause);
    }
}

package app.waping.camel.error;

/** The API throttles, or the message was refused here because it does. */
public class WapingRateLimitedException extends WapingException {
    public WapingRateLimitedException(WapingError error, Throwable cause) {
        super(WapingErrorCategory.RATE_LIMITED, error, cause);
    }
}

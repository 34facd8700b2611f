package app.waping.camel.error;

/** The message waited past its time to live; nothing was sent. */
public class WapingExpiredException extends WapingException {
    public WapingExpiredException(WapingError error, Throwable cause) {
        super(WapingErrorCategory.EXPIRED, error, cause);
    }
}

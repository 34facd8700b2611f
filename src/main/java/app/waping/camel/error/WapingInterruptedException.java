package app.waping.camel.error;

/** The message still waited when the route or context stopped; nothing was sent. */
public class WapingInterruptedException extends WapingException {
    public WapingInterruptedException(WapingError error, Throwable cause) {
        super(WapingErrorCategory.INTERRUPTED, error, cause);
    }
}

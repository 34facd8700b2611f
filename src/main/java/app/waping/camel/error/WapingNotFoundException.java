package app.waping.camel.error;

/** An id is unknown in the workspace. */
public class WapingNotFoundException extends WapingException {
    public WapingNotFoundException(WapingError error, Throwable cause) {
        super(WapingErrorCategory.NOT_FOUND, error, cause);
    }
}

package app.waping.camel.error;

/** The plan or the key's scope denies the call. */
public class WapingForbiddenException extends WapingException {
    public WapingForbiddenException(WapingError error, Throwable cause) {
        super(WapingErrorCategory.FORBIDDEN, error, cause);
    }
}

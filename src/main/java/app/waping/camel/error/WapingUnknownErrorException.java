package app.waping.camel.error;

/** A 4xx that the API's error table does not know. */
public class WapingUnknownErrorException extends WapingException {
    public WapingUnknownErrorException(WapingError error, Throwable cause) {
        super(WapingErrorCategory.UNKNOWN, error, cause);
    }
}

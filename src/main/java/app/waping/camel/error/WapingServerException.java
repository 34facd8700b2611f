package app.waping.camel.error;

/** A fault of the API or of its upstream. */
public class WapingServerException extends WapingException {
    public WapingServerException(WapingError error, Throwable cause) {
        super(WapingErrorCategory.SERVER_ERROR, error, cause);
    }
}

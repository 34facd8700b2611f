package app.waping.camel.error;

/** The request is malformed or holds a bad value; the same request will be refused again. */
public class WapingValidationException extends WapingException {
    public WapingValidationException(WapingError error, Throwable cause) {
        super(WapingErrorCategory.VALIDATION_ERROR, error, cause);
    }
}

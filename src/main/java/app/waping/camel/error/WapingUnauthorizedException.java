package app.waping.camel.error;

/** The API key is missing or refused. */
public class WapingUnauthorizedException extends WapingException {
    public WapingUnauthorizedException(WapingError error, Throwable cause) {
        super(WapingErrorCategory.UNAUTHORIZED, error, cause);
    }
}

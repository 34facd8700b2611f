package app.waping.camel.error;

/** The answer is none that this API gives: a redirect, HTML, or a success without content. */
public class WapingUnexpectedResponseException extends WapingException {
    public WapingUnexpectedResponseException(WapingError error, Throwable cause) {
        super(WapingErrorCategory.UNEXPECTED_RESPONSE, error, cause);
    }
}

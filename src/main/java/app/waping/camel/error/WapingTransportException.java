package app.waping.camel.error;

/** No whole answer arrived; whether the API took the call is not known, the idempotency key makes a repeat safe. */
public class WapingTransportException extends WapingException {
    public WapingTransportException(WapingError error, Throwable cause) {
        super(WapingErrorCategory.TRANSPORT, error, cause);
    }
}

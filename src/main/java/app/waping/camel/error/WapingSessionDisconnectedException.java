package app.waping.camel.error;

/** The device's WhatsApp session is not connected; an operator must reconnect the phone. Never an auth fault. */
public class WapingSessionDisconnectedException extends WapingException {
    public WapingSessionDisconnectedException(WapingError error, Throwable cause) {
        super(WapingErrorCategory.SESSION_DISCONNECTED, error, cause);
    }
}

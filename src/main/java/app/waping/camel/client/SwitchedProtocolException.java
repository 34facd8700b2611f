package app.waping.camel.client;

import org.apache.hc.core5.http.ProtocolException;

/** The server answered 101: it changes to a protocol that nobody asked for. */
final class SwitchedProtocolException extends ProtocolException {
    SwitchedProtocolException() {
        super("101 Switching Protocols");
    }
}

package app.waping.camel.stub;

/** How the stub meets a new connection. */
public enum Greeting {
    /** It serves. */
    NORMAL,
    /** It accepts the connection and breaks it off with a reset. */
    RESET,
    /** It accepts the connection and says nothing, not even a TLS handshake, until it is closed or reset. */
    STALL,
    /** It sends plain bytes that are neither HTTP nor TLS, and closes. */
    GARBAGE
}

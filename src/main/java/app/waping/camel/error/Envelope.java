package app.waping.camel.error;

/**
 * What an error body says of itself.
 *
 * @param code      {@code error.code}, trimmed; null where there is none
 * @param message   the best text of the body; null where there is none
 * @param requestId the id of the request; null where there is none
 * @param messageId the id of the message that failed; null where there is none
 * @param eventId   the id of an event; null where there is none
 */
record Envelope(String code, String message, String requestId, String messageId, String eventId) {
    /** Of a body that says nothing. */
    static final Envelope NONE = new Envelope(null, null, null, null, null);
}

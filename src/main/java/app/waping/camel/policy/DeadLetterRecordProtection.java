package app.waping.camel.policy;

/**
 * Turns the payload of dead-letter records into something that may lie in a queue or a file, and back: usually an
 * encryption. A bean of this type is all that is needed. Implementations are thread-safe.
 */
public interface DeadLetterRecordProtection {
    /** Keeps the payload out of the record altogether: then it tells everything but cannot be replayed. */
    DeadLetterRecordProtection LEAVE_OUT = new DeadLetterRecordWithoutPayload();

    /**
     * What to store in place of the payload; null leaves it out.
     *
     * @param payload the exact bytes of the call
     */
    byte[] protect(byte[] payload);

    /**
     * The exact bytes that {@link #protect} was given.
     *
     * @param stored what protect gave
     * @throws RuntimeException where they cannot be had, as with a key that is gone; the record stays as it is then
     */
    byte[] reveal(byte[] stored);
}

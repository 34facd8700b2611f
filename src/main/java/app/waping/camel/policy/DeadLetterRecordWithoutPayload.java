package app.waping.camel.policy;

/**
 * Keeps payloads out of dead-letter records altogether: such a record tells everything about the failure but cannot be
 * replayed. Declared as a bean, it applies to all records of the context.
 */
public final class DeadLetterRecordWithoutPayload implements DeadLetterRecordProtection {
    @Override
    public byte[] protect(byte[] payload) {
        return null;
    }

    @Override
    public byte[] reveal(byte[] stored) {
        throw new UnsupportedOperationException("The payload was left out");
    }
}

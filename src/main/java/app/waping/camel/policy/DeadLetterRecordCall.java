package app.waping.camel.policy;

import java.time.Instant;
import java.util.Objects;

/**
 * The call of a {@link DeadLetterRecord}, as it was composed once for all its attempts. Immutable.
 *
 * @param operation      the operation of the endpoint, {@code messages} or {@code request}
 * @param method         the HTTP method of a {@code request}; null for {@code messages}
 * @param path           the path of a {@code request} below baseUrl; null for {@code messages}
 * @param deviceId       the device that was to send; may be null
 * @param recipient      the phone number; null where the call had none, masked where the payload is protected
 * @param idempotencyKey the key to send under; null asks for a new one
 * @param payload        the exact bytes that were, or were to be, sent
 * @param sealedKey      the key that {@link DeadLetterRecordPayload#sealedHash()} was taken under; null before a key was made
 * @param linkGeneration the phone that the device was linked to, in a form that only compares; null where that is not known
 * @param expiresAt      when the message is of no more use; null for never
 */
public record DeadLetterRecordCall(
        String operation,
        String method,
        String path,
        String deviceId,
        String recipient,
        String idempotencyKey,
        DeadLetterRecordPayload payload,
        String sealedKey,
        String linkGeneration,
        Instant expiresAt) {

    public DeadLetterRecordCall {
        Objects.requireNonNull(payload, "payload");
        operation = operation == null ? "messages" : operation;
    }

    /** What sending this call would mean to the API. */
    public enum Meaning {
        /** The same bytes under the same key: the API sends it once, however often it is asked. */
        SAME_MESSAGE,
        /** Another key than before, on purpose: the API takes it as a new message. */
        NEW_MESSAGE,
        /** Other bytes under the old key: the API would refuse it as a conflict. */
        CONFLICT
    }

    /** What sending this call as it stands would mean. */
    public Meaning meaning() {
        if (idempotencyKey == null || !idempotencyKey.equals(sealedKey)) {
            return Meaning.NEW_MESSAGE;
        }
        return payload.matchesSeal() ? Meaning.SAME_MESSAGE : Meaning.CONFLICT;
    }

    /** The same payload under another key; the seal is made anew, so that from here on it is one message again. */
    public DeadLetterRecordCall underKey(String key) {
        return new DeadLetterRecordCall(
                operation, method, path, deviceId, recipient, key, payload.sealed(), key, linkGeneration, expiresAt);
    }

    /** Never the recipient, the key or the payload. */
    @Override
    public String toString() {
        return "DeadLetterRecordCall[" + operation + ", " + payload + "]";
    }
}

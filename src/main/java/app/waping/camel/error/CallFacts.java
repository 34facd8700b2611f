package app.waping.camel.error;

import java.util.List;

/**
 * What the caller knows of the call that was answered.
 *
 * @param deviceId       the device the call was for; may be null
 * @param idempotencyKey the key it was sent under; may be null
 * @param secrets        what is masked wherever the answer echoes it: API key, recipient, message text; nulls and blanks
 *                       are passed over
 */
public record CallFacts(String deviceId, String idempotencyKey, List<String> secrets) {
    private static final CallFacts NONE = new CallFacts(null, null, List.of());

    public CallFacts {
        secrets = secrets == null ? List.of() : secrets;
    }

    /** Of a call nothing is known of. */
    public static CallFacts none() {
        return NONE;
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return "CallFacts[deviceId=" + deviceId + ", idempotencyKey=" + idempotencyKey + "]";
    }
}

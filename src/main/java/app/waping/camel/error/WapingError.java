package app.waping.camel.error;

import java.time.Duration;

/**
 * The facts of one failure. Immutable.
 *
 * @param code           the API's code, verbatim; null where the answer held none
 * @param status         the HTTP status; 0 without an answer
 * @param apiMessage     the API's message, with secrets masked; null where the answer held none
 * @param responseBody   the raw body as text, bounded; null without an answer
 * @param maskedBody     the body with key, phone numbers and message text masked, safe to log once escaped
 * @param requestId      the API's or a gateway's id of the request; null where none was given
 * @param retryAfter     how long the API asks to wait; null where it gave no usable hint
 * @param deviceId       the device the call was for; may be null
 * @param idempotencyKey the key the call was sent under; may be null
 * @param reason         what went wrong where no API message tells: a local refusal or a transport fault; free of
 *                       secrets; may be null
 */
public record WapingError(
        String code,
        int status,
        String apiMessage,
        String responseBody,
        String maskedBody,
        String requestId,
        Duration retryAfter,
        String deviceId,
        String idempotencyKey,
        String reason) {

    /** A failure that happened here, without an answer of the API. */
    public static WapingError local(String reason, String deviceId, String idempotencyKey) {
        return new WapingError(null, 0, null, null, null, null, null, deviceId, idempotencyKey, reason);
    }

    /** The same failure with another wait. */
    public WapingError withRetryAfter(Duration wait) {
        return new WapingError(
                code, status, apiMessage, responseBody, maskedBody, requestId, wait, deviceId, idempotencyKey, reason);
    }

    /** The same failure as seen by another message: its ids in place of the first one's, its reason in front. */
    public WapingError withMessage(String otherDeviceId, String otherIdempotencyKey, String otherReason) {
        return new WapingError(
                code,
                status,
                apiMessage,
                responseBody,
                maskedBody,
                requestId,
                retryAfter,
                otherDeviceId,
                otherIdempotencyKey,
                otherReason);
    }

    /** Never the body or the API's text: only what is safe anywhere. */
    @Override
    public String toString() {
        return "WapingError[code=" + SafeText.oneLine(code, 64) + ", status=" + status + "]";
    }
}

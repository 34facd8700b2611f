package app.waping.camel.error;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * The facts of one failure. Immutable and thread-safe. Where it is serialised, the body goes along masked only.
 */
public final class WapingError implements Serializable {
    private final String code;
    private final int status;
    private final String requestId;
    private final Duration retryAfter;
    private final String deviceId;
    private final String idempotencyKey;
    private final String reason;
    private final ErrorTexts texts;

    /**
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
    public WapingError(
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
        this(
                code,
                status,
                requestId,
                retryAfter,
                deviceId,
                idempotencyKey,
                reason,
                new FixedTexts(apiMessage, responseBody, maskedBody, Map.of()));
    }

    WapingError(
            String code,
            int status,
            String requestId,
            Duration retryAfter,
            String deviceId,
            String idempotencyKey,
            String reason,
            ErrorTexts texts) {
        this.code = code;
        this.status = status;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
        this.deviceId = deviceId;
        this.idempotencyKey = idempotencyKey;
        this.reason = reason;
        this.texts = texts;
    }

    /** A failure that happened here, without an answer of the API. */
    public static WapingError local(String reason, String deviceId, String idempotencyKey) {
        return new WapingError(null, 0, null, null, deviceId, idempotencyKey, reason, FixedTexts.NONE);
    }

    /** The same failure with another wait. */
    public WapingError withRetryAfter(Duration wait) {
        return new WapingError(code, status, requestId, wait, deviceId, idempotencyKey, reason, texts);
    }

    /** The same failure as seen by another message: its ids in place of the first one's, its reason in front. */
    public WapingError withMessage(String otherDeviceId, String otherIdempotencyKey, String otherReason) {
        return new WapingError(
                code, status, requestId, retryAfter, otherDeviceId, otherIdempotencyKey, otherReason, texts);
    }

    /** The API's code, verbatim but for blanks around it; null where the answer held none. */
    public String code() {
        return code;
    }

    /** The HTTP status; 0 without an answer. */
    public int status() {
        return status;
    }

    /** The API's message, bounded, with secrets masked; null where the answer held none. */
    public String apiMessage() {
        return texts.apiMessage();
    }

    /** The raw body as text, bounded; null without an answer. */
    public String responseBody() {
        return texts.responseBody();
    }

    /** The body with key, phone numbers and message text masked, safe to log once escaped; null without an answer. */
    public String maskedBody() {
        return texts.maskedBody();
    }

    /** The API's or a gateway's id of the request; null where none was given. */
    public String requestId() {
        return requestId;
    }

    /** Every id that the answer holds (request, message, event, gateway), under the name it has there; never null. */
    public Map<String, String> correlationIds() {
        return texts.correlationIds();
    }

    /** How long the API asks to wait; null where it gave no usable hint. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** The device the call was for; may be null. */
    public String deviceId() {
        return deviceId;
    }

    /** The key the call was sent under; may be null. */
    public String idempotencyKey() {
        return idempotencyKey;
    }

    /** What went wrong where no API message tells; free of secrets; may be null. */
    public String reason() {
        return reason;
    }

    /** A short text of this failure with the secrets of its call masked. */
    String mask(String text) {
        return texts.mask(text);
    }

    private Object writeReplace() {
        if (texts instanceof FixedTexts) {
            return this;
        }
        FixedTexts safe = new FixedTexts(apiMessage(), maskedBody(), maskedBody(), correlationIds());
        return new WapingError(mask(code), status, mask(requestId), retryAfter, deviceId, idempotencyKey, reason, safe);
    }

    /** Never the body or the API's text: only what is safe anywhere. */
    @Override
    public String toString() {
        return "WapingError[code=" + SafeText.oneLine(mask(code), 64) + ", status=" + status + "]";
    }
}

package app.waping.camel.error;

import java.util.Locale;

/**
 * What kind of failure a call met, and with that what may be done about it. The names are those of the API's error table,
 * followed by the cases that the table leaves out.
 *
 * @see <a href="https://waping.app/docs/errors">WAPing: errors</a>
 */
public enum WapingErrorCategory {
    /** The request is malformed or holds a bad value. Not retryable: the request must be mended. */
    VALIDATION_ERROR(false, "Correct the request; the same request will be refused again."),
    /** The credential is missing or refused. Not retryable: the API key must be mended. */
    UNAUTHORIZED(false, "Check the API key (option apiKey) in the WAPing dashboard and set a valid one."),
    /** The credential is fine, the plan or its scope denies the call. Not retryable. */
    FORBIDDEN(false, "Upgrade the plan or widen the scope of the API key."),
    /** An id is unknown in the workspace. Not retryable. */
    NOT_FOUND(false, "Check the id (for example deviceId) against the workspace that the API key belongs to."),
    /** The idempotency key was used before with another body. Not retryable: new key, or the same body. */
    IDEMPOTENCY_CONFLICT(false, "Send the same body under this idempotency key, or use a new key for the new body."),
    /** Short-term pacing. Retryable once Retry-After, or an own back-off, has passed. */
    RATE_LIMITED(true, "Wait for Retry-After, then send more slowly."),
    /** The device's WhatsApp session is not connected. It can be sent after an operator has reconnected the phone. */
    SESSION_DISCONNECTED(false, "Reconnect the phone of this device: scan its QR code in the WAPing dashboard."),
    /** A fault of the API or its upstream. Retryable, a limited number of times. */
    SERVER_ERROR(true, "Try again later; if it lasts, report the request id to WAPing support."),
    /** No whole answer arrived. Retryable a limited number of times, safe under the same idempotency key. */
    TRANSPORT(true, "Check network, proxy, TLS and baseUrl; the same idempotency key makes a repeat safe."),
    /** The answer is none that this API gives: a redirect, or a success without content. Not retryable. */
    UNEXPECTED_RESPONSE(false, "Check baseUrl and what stands between this host and the API, such as a proxy."),
    /** A 4xx that the table does not know. Not retryable. */
    UNKNOWN(false, "Look up the code in the API's reference; adopt it with the option codeCategories."),
    /** The message waited past its time to live. Nothing was sent. */
    EXPIRED(false, "Send a new message if it is still of use; raise timeToLive if it should have waited longer."),
    /** The message still waited when the route or context stopped. Nothing was sent. */
    INTERRUPTED(false, "Send it again under the same idempotency key once the application runs.");

    private final boolean retryable;
    private final String remedy;
    private final String kebabCase = name().toLowerCase(Locale.ROOT).replace('_', '-');

    WapingErrorCategory(boolean retryable, String remedy) {
        this.retryable = retryable;
        this.remedy = remedy;
    }

    /** Whether the same call may succeed without anybody's doing. */
    public boolean isRetryable() {
        return retryable;
    }

    /** What to do about it, in one sentence. */
    public String getRemedy() {
        return remedy;
    }

    /** The name as it stands in property keys, such as {@code rate-limited}. */
    public String kebabCase() {
        return kebabCase;
    }
}

package app.waping.camel.gate;

import java.time.Duration;

import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/** The exceptions of messages that are not sent. */
final class Refusals {
    private Refusals() {}

    static WapingException expired(String deviceId, Entry entry) {
        return local(WapingErrorCategory.EXPIRED, "waited past its time to live", null, deviceId, entry);
    }

    static WapingException interrupted(String deviceId, Entry entry) {
        return local(WapingErrorCategory.INTERRUPTED, "the sender stopped while it waited", null, deviceId, entry);
    }

    static WapingException full(String deviceId, Entry entry, long wait) {
        String reason = "the gate is full: " + entry.settings.maxWaiting() + " messages wait for this device";
        return local(WapingErrorCategory.RATE_LIMITED, reason, wait, deviceId, entry);
    }

    static WapingException tooLong(String deviceId, Entry entry, long wait) {
        String reason = "the API asks for a wait longer than maxRetryAfter; nothing was sent";
        return local(WapingErrorCategory.RATE_LIMITED, reason, wait, deviceId, entry);
    }

    static WapingException otherPhone(String deviceId, Entry entry) {
        String reason =
                "the device is linked to another phone than when this message failed: release the device, or remove"
                        + " linkGeneration from the record to send it from the phone that is linked now; nothing was sent";
        return local(WapingErrorCategory.VALIDATION_ERROR, reason, null, deviceId, entry);
    }

    static WapingException paused(String deviceId, Entry entry) {
        // Nobody knows for how long; more than may be held in memory says where the message belongs.
        long wait = entry.settings.maxRetryAfter().toNanos() + 1_000_000_000L;
        return local(WapingErrorCategory.RATE_LIMITED, "an operator paused this device", wait, deviceId, entry);
    }

    /** The failure of another message, which closed the way for this one too. */
    static WapingException same(WapingException cause, String reason, String deviceId, Entry entry) {
        WapingError error = cause.error();
        // The other message's answer may hold its recipient and text: neither body nor API message are handed on.
        WapingError own = new WapingError(
                error.code(),
                error.status(),
                null,
                null,
                null,
                error.requestId(),
                error.retryAfter(),
                deviceId,
                entry.idempotencyKey,
                reason);
        return WapingException.of(cause.getCategory(), own);
    }

    private static WapingException local(
            WapingErrorCategory category, String reason, Long wait, String deviceId, Entry entry) {
        WapingError error = WapingError.local(reason, deviceId, entry.idempotencyKey);
        if (wait != null) {
            // Whole milliseconds, rounded up: what is asked to wait must not come back early.
            error = error.withRetryAfter(Duration.ofMillis((Math.max(0, wait) + 999_999) / 1_000_000));
        }
        return WapingException.of(category, error);
    }
}

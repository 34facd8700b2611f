package app.waping.camel;

import java.time.Instant;
import java.util.Objects;

import org.apache.camel.Exchange;

/**
 * A call as it was composed for its first attempt: what a dead-letter record keeps, and what {@code waping:replay} sends
 * again. Immutable by agreement: nobody changes the bytes.
 *
 * @param operation      {@code messages} or {@code request}
 * @param method         the HTTP method
 * @param path           the path and query below baseUrl
 * @param deviceId       the device that sends; may be null
 * @param recipient      the recipient; null where the call has none
 * @param idempotencyKey the key it is sent under; null for a call that needs none
 * @param body           the exact bytes; empty for a call without a body
 * @param expiresAt      when it is of no more use; null for never
 * @param notBefore      when it may go out; null for at once
 * @param link           the phone that the device was linked to, in a form that only compares; null where that is not known
 */
public record StoredCall(
        String operation,
        String method,
        String path,
        String deviceId,
        String recipient,
        String idempotencyKey,
        byte[] body,
        Instant expiresAt,
        Instant notBefore,
        String link) {

    /** The path of sending a message. */
    static final String MESSAGES_PATH = "messages";

    public StoredCall {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(body, "body");
    }

    /**
     * The call of the step that failed on this exchange.
     *
     * @return null where the failed step was none of ours, or failed before there was a call
     */
    public static StoredCall failedOn(Exchange exchange) {
        SendStep step = SendStep.keptOn(exchange);
        if (step == null) {
            return null;
        }
        WapingCall call = step.call();
        byte[] body = call.request().body();
        String path = call.request().path();
        return new StoredCall(
                path.equals(MESSAGES_PATH) ? "messages" : "request",
                call.request().method(),
                path,
                call.deviceId() != null ? call.deviceId() : call.facts().deviceId(),
                call.recipient(),
                call.request().idempotencyKey(),
                body == null ? new byte[0] : body,
                call.timeToLive() == null ? null : step.firstAt().plus(call.timeToLive()),
                call.notBefore(),
                step.link());
    }

    /** Never the recipient, the key, the path or the bytes. */
    @Override
    public String toString() {
        return "StoredCall[" + operation + ", " + body.length + " bytes]";
    }
}

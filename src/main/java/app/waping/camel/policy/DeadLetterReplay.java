package app.waping.camel.policy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;

import com.fasterxml.jackson.databind.JsonNode;

import app.waping.camel.ReplaySource;
import app.waping.camel.StoredCall;
import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.policy.DeadLetterRecordCall.Meaning;
import app.waping.camel.policy.DeadLetterRecordException.Problem;

/**
 * Reads the dead-letter record in a body and decides whether it may be sent: the same bytes go out under the same key; an
 * edited payload only under a new key, asked for by removing or changing {@code idempotencyKey}. What may not be sent is
 * refused with the reason, and no request is spent. Thread-safe.
 */
public final class DeadLetterReplay implements ReplaySource, CamelContextAware {
    private final Clock clock;
    private CamelContext context;

    public DeadLetterReplay() {
        this(Clock.systemUTC());
    }

    DeadLetterReplay(Clock clock) {
        this.clock = clock;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public StoredCall read(Exchange exchange) throws WapingException {
        exchange.removeProperty(DeadLetterRecorder.REPLAYED);
        exchange.removeProperty(DeadLetterRecorder.REFUSAL);
        DeadLetterRecord record = null;
        try {
            record = record(exchange);
            exchange.setProperty(DeadLetterRecorder.REPLAYED, record);
            DeadLetterRecord sendable = sendable(record);
            ReplaysRunning.of(exchange.getContext()).enter(sendable.call().idempotencyKey(), exchange);
            exchange.setProperty(DeadLetterRecorder.REPLAYED, sendable);
            return stored(sendable);
        } catch (DeadLetterRecordException e) {
            WapingException refusal = refusal(e, record);
            exchange.setProperty(DeadLetterRecorder.REFUSAL, refusal);
            throw refusal;
        }
    }

    private DeadLetterRecord record(Exchange exchange) {
        DeadLetterRecordReader reader = DeadLetterRecorder.reader(exchange.getContext());
        Object body = exchange.getIn().getBody();
        if (body instanceof DeadLetterRecord ready) {
            return ready;
        }
        if (body instanceof String text) {
            return reader.read(text);
        }
        if (body instanceof JsonNode || body instanceof Map<?, ?>) {
            return reader.read(DeadLetterRecordJson.bytes(DeadLetterRecordJson.MAPPER.valueToTree(body)));
        }
        byte[] bytes = exchange.getIn().getBody(byte[].class);
        if (body != null && !(body instanceof byte[]) && bytes != null) {
            // A stream can be read once; what is refused must still be there for the dead letter.
            exchange.getIn().setBody(new String(bytes, StandardCharsets.UTF_8));
        }
        return reader.read(bytes);
    }

    private DeadLetterRecord sendable(DeadLetterRecord record) {
        DeadLetterRecordCall call = record.call();
        if (!call.payload().isAvailable()) {
            throw new DeadLetterRecordException(
                    Problem.PAYLOAD_UNAVAILABLE,
                    "The record's payload is left out or protected, and nothing here reveals it");
        }
        Instant now = clock.instant();
        if (call.expiresAt() != null && !now.isBefore(call.expiresAt())) {
            throw new DeadLetterRecordException(
                    Problem.EXPIRED, "The message expired at " + call.expiresAt() + "; nothing was sent");
        }
        if (call.meaning() == Meaning.CONFLICT) {
            throw new DeadLetterRecordException(
                    Problem.CHANGED_PAYLOAD,
                    "The payload was changed but kept its idempotency key: restore it, or remove idempotencyKey to send"
                            + " it as a new message; nothing was sent");
        }
        if (call.meaning() == Meaning.SAME_MESSAGE || isKeylessRequest(call)) {
            return record;
        }
        String key = call.idempotencyKey() == null ? UUID.randomUUID().toString() : call.idempotencyKey();
        return record.withCall(call.underKey(key))
                .withEvent(new DeadLetterRecord.Event(
                        now, "new-key", null, null, key, "sent as a new message, by an edit of the record"));
    }

    /** A request that needs no key, such as a GET, has none to keep. */
    private static boolean isKeylessRequest(DeadLetterRecordCall call) {
        return "GET".equals(call.method()) || "HEAD".equals(call.method());
    }

    private static StoredCall stored(DeadLetterRecord record) {
        DeadLetterRecordCall call = record.call();
        boolean message = call.operation().equals("messages");
        if (!message && (call.method() == null || call.path() == null)) {
            throw new DeadLetterRecordException(
                    Problem.BAD_MEMBER, "The record is of a request but has no method or no path");
        }
        return new StoredCall(
                call.operation(),
                message ? "POST" : call.method(),
                message ? "messages" : call.path(),
                call.deviceId(),
                call.recipient(),
                call.idempotencyKey(),
                call.payload().bytes(),
                call.expiresAt(),
                record.notBefore(),
                call.linkGeneration());
    }

    private static WapingException refusal(DeadLetterRecordException problem, DeadLetterRecord record) {
        WapingErrorCategory category =
                switch (problem.getProblem()) {
                    case CHANGED_PAYLOAD -> WapingErrorCategory.IDEMPOTENCY_CONFLICT;
                    case EXPIRED -> WapingErrorCategory.EXPIRED;
                    default -> WapingErrorCategory.VALIDATION_ERROR;
                };
        String deviceId = record == null ? null : record.call().deviceId();
        String key = record == null ? null : record.call().idempotencyKey();
        return WapingException.of(category, WapingError.local(problem.getMessage(), deviceId, key));
    }
}

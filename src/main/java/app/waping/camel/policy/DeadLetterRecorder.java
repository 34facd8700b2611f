package app.waping.camel.policy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

import app.waping.camel.SentAttempt;
import app.waping.camel.StoredCall;
import app.waping.camel.WapingProperties;
import app.waping.camel.error.WapingException;

/**
 * Writes the record of a failure. A message that was being replayed keeps its record: the new failure goes on top, the
 * earlier one into its history. Thread-safe.
 */
final class DeadLetterRecorder {
    /** {@code DeadLetterRecord}: the record that this exchange replays. */
    static final String REPLAYED = "CamelWapingReplayedRecord";

    /** {@code WapingException}: why the body of this exchange was not replayed. */
    static final String REFUSAL = "CamelWapingReplayRefusal";

    private final CamelContext context;

    /** Protects payloads by the context's bean of type {@link DeadLetterRecordProtection}, where there is one. */
    DeadLetterRecorder(CamelContext context) {
        this.context = context;
    }

    private DeadLetterRecordWriter writer() {
        return new DeadLetterRecordWriter(protection(context), DeadLetterRecordReader.DEFAULT_MAX_BYTES);
    }

    /** Reads records whose payloads are protected as those of {@link #document} are. */
    static DeadLetterRecordReader reader(CamelContext context) {
        return new DeadLetterRecordReader(protection(context), DeadLetterRecordReader.DEFAULT_MAX_BYTES);
    }

    /** Looked up anew for each record: a dead letter is rare, and beans may come and go. */
    static DeadLetterRecordProtection protection(CamelContext context) {
        Set<DeadLetterRecordProtection> beans = context.getRegistry().findByType(DeadLetterRecordProtection.class);
        if (beans.size() > 1) {
            // To choose none would write payloads that somebody meant to protect.
            throw new DeadLetterRecordException(
                    DeadLetterRecordException.Problem.PAYLOAD_UNAVAILABLE,
                    "There are " + beans.size() + " beans of type DeadLetterRecordProtection; leave one");
        }
        return beans.isEmpty() ? null : beans.iterator().next();
    }

    /** Whether the exchange replays a record: then it must be handed on as one, whatever form is asked for. */
    static boolean replays(Exchange exchange) {
        return exchange.getProperty(REPLAYED) != null || exchange.getProperty(REFUSAL) != null;
    }

    /**
     * The record as one JSON document; null where the body must be handed on as it is, because it is a record that cannot
     * be read, or because no call came about and the body cannot be written as JSON.
     *
     * @param notBefore when it may be tried again; null where nothing speaks for a later time
     * @throws DeadLetterRecordException where the record is too large
     */
    String document(Exchange exchange, WapingException failure, Instant notBefore) {
        DeadLetterRecord record = record(exchange, failure, notBefore);
        return record == null ? null : new String(writer().write(record), StandardCharsets.US_ASCII);
    }

    private DeadLetterRecord record(Exchange exchange, WapingException failure, Instant notBefore) {
        DeadLetterRecord replayed = exchange.getProperty(REPLAYED, DeadLetterRecord.class);
        if (exchange.getProperty(REFUSAL) == failure) {
            return replayed == null
                    ? null
                    : replayed.failedAgain(failed(exchange, failure, notBefore, replayed.call(), 0), "refused");
        }
        StoredCall stored = StoredCall.failedOn(exchange);
        DeadLetterRecordCall call = stored == null ? UncomposedCall.of(exchange) : call(stored);
        if (call == null) {
            return null;
        }
        Integer attempts = exchange.getProperty(WapingProperties.ATTEMPTS, 0, Integer.class);
        if (replayed == null || !call.payload().equals(replayed.call().payload())) {
            return failed(exchange, failure, notBefore, call, attempts);
        }
        return replayed.failedAgain(
                failed(exchange, failure, notBefore, replayed.call(), attempts), attempts > 0 ? "replayed" : "refused");
    }

    private static DeadLetterRecordCall call(StoredCall stored) {
        boolean message = stored.operation().equals("messages");
        return new DeadLetterRecordCall(
                stored.operation(),
                message ? null : stored.method(),
                message ? null : stored.path(),
                stored.deviceId(),
                stored.recipient(),
                stored.idempotencyKey(),
                DeadLetterRecordPayload.of(stored.body()),
                stored.idempotencyKey(),
                stored.link(),
                stored.expiresAt());
    }

    private static DeadLetterRecord failed(
            Exchange exchange, WapingException failure, Instant notBefore, DeadLetterRecordCall call, int attempts) {
        Instant lastAt = exchange.getProperty(WapingProperties.LAST_AT, Instant.class);
        Instant at = lastAt == null ? Instant.now() : lastAt;
        Instant firstAt = exchange.getProperty(WapingProperties.FIRST_AT, Instant.class);
        return new DeadLetterRecord(
                call,
                failure(failure),
                attempts,
                attempts == 0 ? List.of() : attemptLog(exchange),
                firstAt == null ? at : firstAt,
                at,
                notBefore,
                trail(exchange),
                origin(exchange),
                List.of());
    }

    private static DeadLetterRecord.Failure failure(WapingException failure) {
        return new DeadLetterRecord.Failure(
                failure.getCategory().name(),
                failure.getCode(),
                failure.getHttpResponseCode(),
                failure.getMessage(),
                failure.getApiMessage(),
                failure.error().maskedBody(),
                failure.getRequestId(),
                failure.getRetryAfter() == null ? null : failure.getRetryAfter().toMillis(),
                failure.isRetryable(),
                failure.getRemedy());
    }

    private static List<SentAttempt> attemptLog(Exchange exchange) {
        List<?> log = exchange.getProperty(WapingProperties.ATTEMPT_LOG, List.class);
        return log == null
                ? List.of()
                : log.stream().map(SentAttempt.class::cast).toList();
    }

    private static List<String> trail(Exchange exchange) {
        List<?> lines = exchange.getProperty(WapingProperties.TRAIL, List.class);
        return lines == null ? List.of() : lines.stream().map(String::valueOf).toList();
    }

    private static DeadLetterRecord.Origin origin(Exchange exchange) {
        return new DeadLetterRecord.Origin(
                ExchangeHelper.getAtRouteId(exchange),
                SourcePosition.endpoint(exchange),
                exchange.getContext().getName(),
                SourcePosition.of(exchange));
    }
}

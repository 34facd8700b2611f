package app.waping.camel.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;

import app.waping.camel.SentAttempt;
import app.waping.camel.policy.DeadLetterRecordException.Problem;

/**
 * Reads a {@link DeadLetterRecord} from its JSON document. Strict about size, version and the payload; members it does
 * not know are passed over, so that a later release may add some. Thread-safe.
 *
 * <p>Reading does not judge a payload that was changed: {@link DeadLetterRecordCall#meaning()} does.
 */
public final class DeadLetterRecordReader {
    /** The largest document that is read: 10 MiB. */
    public static final int DEFAULT_MAX_BYTES = 10 * 1024 * 1024;

    private final DeadLetterRecordProtection protection;
    private final int maxBytes;

    /** A reader of records up to 10 MiB. */
    public DeadLetterRecordReader() {
        this(null, DEFAULT_MAX_BYTES);
    }

    /**
     * @param protection what reveals protected payloads; null leaves them as they are
     * @param maxBytes   the largest document
     */
    public DeadLetterRecordReader(DeadLetterRecordProtection protection, int maxBytes) {
        this.protection = protection;
        this.maxBytes = maxBytes;
    }

    /** The record in a text. */
    public DeadLetterRecord read(String document) {
        if (document != null && document.length() > maxBytes) {
            throw tooLarge();
        }
        return read(document == null ? null : document.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The record in a document.
     *
     * @throws DeadLetterRecordException where there is none that this release can read; the message says why
     */
    public DeadLetterRecord read(byte[] document) {
        if (document == null || document.length == 0) {
            throw new DeadLetterRecordException(Problem.NOT_A_RECORD, "Not a dead-letter record: the body is empty");
        }
        if (document.length > maxBytes) {
            throw tooLarge();
        }
        return read(parse(document));
    }

    private DeadLetterRecordException tooLarge() {
        return new DeadLetterRecordException(
                Problem.TOO_LARGE, "The document is larger than the bound of " + maxBytes + " bytes for a record");
    }

    private static JsonNode parse(byte[] document) {
        try {
            return DeadLetterRecordJson.MAPPER.readTree(document);
        } catch (JsonEOFException e) {
            throw new DeadLetterRecordException(
                    Problem.TRUNCATED, "The dead-letter record ends too early, after " + document.length + " bytes");
        } catch (JsonProcessingException e) {
            // Jackson's text quotes the document, which holds a phone number.
            long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
            throw new DeadLetterRecordException(
                    Problem.NOT_A_RECORD, "Not a dead-letter record: no well-formed JSON, see byte " + Math.max(at, 0));
        } catch (IOException e) {
            throw new DeadLetterRecordException(Problem.NOT_A_RECORD, "Not a dead-letter record: unreadable", e);
        }
    }

    private DeadLetterRecord read(JsonNode node) {
        if (!node.isObject()
                || !DeadLetterRecordJson.FORMAT.equals(node.path("format").asText())) {
            throw new DeadLetterRecordException(
                    Problem.NOT_A_RECORD,
                    "Not a dead-letter record: no JSON object with format \"" + DeadLetterRecordJson.FORMAT + "\"");
        }
        DeadLetterRecordMembers json = new DeadLetterRecordMembers(node);
        int version = json.number("version");
        if (version > DeadLetterRecord.VERSION) {
            throw new DeadLetterRecordException(
                    Problem.FUTURE_VERSION,
                    "The dead-letter record has version " + version + ", this release reads up to "
                            + DeadLetterRecord.VERSION + ": upgrade camel-waping to replay it");
        }
        if (version < 1) {
            throw json.bad("version");
        }
        return new DeadLetterRecord(
                call(json),
                failure(json),
                json.number("attempts", 0),
                attemptLog(json),
                json.time("firstAt"),
                json.time("lastAt"),
                json.time("notBefore"),
                json.lines("trail"),
                origin(json.object("origin")),
                history(json));
    }

    private DeadLetterRecordCall call(DeadLetterRecordMembers json) {
        DeadLetterRecordMembers seal = json.object("seal");
        DeadLetterRecordPayload payload = new DeadLetterRecordPayloadReader(protection).read(json, seal);
        String recipient = json.text("recipient");
        if (payload.form() == DeadLetterRecordPayload.Form.PROTECTED && payload.isAvailable()) {
            JsonNode clear = DeadLetterRecordJson.readable(payload.clear());
            recipient = clear == null ? recipient : clear.path("to").asText(recipient);
        }
        return new DeadLetterRecordCall(
                json.text("operation"),
                json.text("method"),
                json.text("path"),
                json.text("deviceId"),
                recipient,
                json.text("idempotencyKey"),
                payload,
                seal.text("idempotencyKey"),
                json.text("linkGeneration"),
                json.time("expiresAt"));
    }

    private static DeadLetterRecord.Failure failure(DeadLetterRecordMembers json) {
        String category = json.text("category");
        if (category == null) {
            throw json.bad("category");
        }
        return new DeadLetterRecord.Failure(
                category,
                json.text("code"),
                json.number("status", 0),
                json.text("reason"),
                json.text("apiMessage"),
                json.text("answerBody"),
                json.text("requestId"),
                json.longNumber("retryAfterMs"),
                json.flag("retryable"),
                json.text("remedy"));
    }

    private static List<SentAttempt> attemptLog(DeadLetterRecordMembers json) {
        List<SentAttempt> log = new ArrayList<>();
        for (DeadLetterRecordMembers entry : json.objects("attemptLog")) {
            log.add(new SentAttempt(
                    entry.time("at"),
                    entry.text("category"),
                    entry.text("code"),
                    entry.number("status", 0),
                    entry.text("requestId")));
        }
        return log;
    }

    private static List<DeadLetterRecord.Event> history(DeadLetterRecordMembers json) {
        List<DeadLetterRecord.Event> history = new ArrayList<>();
        for (DeadLetterRecordMembers entry : json.objects("history")) {
            history.add(new DeadLetterRecord.Event(
                    entry.time("at"),
                    entry.text("what"),
                    entry.text("category"),
                    entry.text("code"),
                    entry.text("idempotencyKey"),
                    entry.text("note")));
        }
        return history;
    }

    private static DeadLetterRecord.Origin origin(DeadLetterRecordMembers json) {
        return new DeadLetterRecord.Origin(
                json.text("routeId"), json.text("endpoint"), json.text("context"), json.text("source"));
    }
}

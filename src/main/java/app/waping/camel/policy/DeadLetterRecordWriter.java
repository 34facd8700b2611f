package app.waping.camel.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import app.waping.camel.SentAttempt;
import app.waping.camel.error.SafeText;
import app.waping.camel.policy.DeadLetterRecordPayload.Form;

/** Writes a {@link DeadLetterRecord} as one JSON document, in ASCII and without line breaks. Thread-safe. */
public final class DeadLetterRecordWriter {
    private static final int MAX_TEXT = 8 * 1024;
    private static final int MAX_LINE = 500;

    private final DeadLetterRecordProtection protection;
    private final int maxBytes;

    /** A writer that shows the payload, of records up to 10 MiB. */
    public DeadLetterRecordWriter() {
        this(null, DeadLetterRecordReader.DEFAULT_MAX_BYTES);
    }

    /**
     * @param protection what is done to payloads; null shows them
     * @param maxBytes   the largest document
     */
    public DeadLetterRecordWriter(DeadLetterRecordProtection protection, int maxBytes) {
        this.protection = protection;
        this.maxBytes = maxBytes;
    }

    /**
     * The document.
     *
     * @throws DeadLetterRecordException where it would be larger than the bound; nothing is cut from a payload
     */
    public byte[] write(DeadLetterRecord record) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", DeadLetterRecordJson.FORMAT);
        json.put("version", DeadLetterRecord.VERSION);
        failure(json, record.failure());
        call(json, record.call());
        json.put("attempts", record.attempts());
        time(json, "firstAt", record.firstAt());
        time(json, "lastAt", record.lastAt());
        time(json, "notBefore", record.notBefore());
        log(json, record);
        origin(json, record.origin());
        byte[] bytes = DeadLetterRecordJson.document(json);
        if (bytes.length > maxBytes) {
            throw new DeadLetterRecordException(
                    DeadLetterRecordException.Problem.TOO_LARGE,
                    "The record would take " + bytes.length + " bytes, more than the bound of " + maxBytes);
        }
        return bytes;
    }

    private static void failure(ObjectNode json, DeadLetterRecord.Failure failure) {
        json.put("category", failure.category());
        json.put("code", cut(failure.code(), MAX_LINE));
        json.put("status", failure.status());
        text(json, "reason", cut(failure.reason(), MAX_TEXT));
        text(json, "apiMessage", cut(failure.apiMessage(), MAX_TEXT));
        text(json, "answerBody", cut(failure.answerBody(), MAX_TEXT));
        text(json, "requestId", cut(failure.requestId(), MAX_LINE));
        if (failure.retryAfterMs() != null) {
            json.put("retryAfterMs", failure.retryAfterMs());
        }
        json.put("retryable", failure.retryable());
        text(json, "remedy", failure.remedy());
    }

    private void call(ObjectNode json, DeadLetterRecordCall call) {
        json.put("operation", call.operation());
        text(json, "method", call.method());
        text(json, "path", call.path());
        json.put("idempotencyKey", call.idempotencyKey());
        text(json, "deviceId", call.deviceId());
        payload(json, call);
        text(json, "linkGeneration", call.linkGeneration());
        time(json, "expiresAt", call.expiresAt());
    }

    private void payload(ObjectNode json, DeadLetterRecordCall call) {
        DeadLetterRecordPayload payload = call.payload();
        byte[] clear = payload.clear();
        Form form;
        String hash = payload.sealedHash();
        if (clear == null) {
            form = payload.form();
            bytes(json, payload.stored());
        } else if (clear.length == 0) {
            form = Form.NONE;
        } else if (protection != null) {
            byte[] stored = protection.protect(clear.clone());
            form = stored == null ? Form.LEFT_OUT : Form.PROTECTED;
            bytes(json, stored);
            if (stored == null) {
                hash = null;
            } else if (payload.matchesSeal()) {
                hash = DeadLetterRecordPayload.hash(stored);
            }
        } else {
            form = show(json, clear);
        }
        boolean shown = form == Form.JSON || form == Form.BYTES || form == Form.NONE;
        text(json, "recipient", shown ? call.recipient() : masked(call.recipient()));
        json.put("payloadForm", name(form));
        ObjectNode seal = json.putObject("seal");
        seal.put("idempotencyKey", call.sealedKey());
        text(seal, "sha256", hash);
        seal.put("size", payload.size());
    }

    private static Form show(ObjectNode json, byte[] clear) {
        JsonNode readable = DeadLetterRecordJson.readable(clear);
        json.set("payload", readable);
        if (DeadLetterRecordJson.givesBack(readable, clear)) {
            return Form.JSON;
        }
        bytes(json, clear);
        return Form.BYTES;
    }

    private static void log(ObjectNode json, DeadLetterRecord record) {
        ArrayNode attempts = json.putArray("attemptLog");
        for (SentAttempt attempt : record.attemptLog()) {
            ObjectNode entry = attempts.addObject();
            time(entry, "at", attempt.at());
            text(entry, "category", attempt.category());
            text(entry, "code", cut(attempt.code(), MAX_LINE));
            entry.put("status", attempt.status());
            text(entry, "requestId", cut(attempt.requestId(), MAX_LINE));
        }
        ArrayNode trail = json.putArray("trail");
        record.trail().forEach(line -> trail.add(cut(line, MAX_LINE)));
        ArrayNode history = json.putArray("history");
        for (DeadLetterRecord.Event event : record.history()) {
            ObjectNode entry = history.addObject();
            time(entry, "at", event.at());
            text(entry, "what", event.what());
            text(entry, "category", event.category());
            text(entry, "code", cut(event.code(), MAX_LINE));
            text(entry, "idempotencyKey", event.idempotencyKey());
            text(entry, "note", cut(event.note(), MAX_LINE));
        }
    }

    private static void origin(ObjectNode json, DeadLetterRecord.Origin origin) {
        ObjectNode entry = json.putObject("origin");
        text(entry, "routeId", origin.routeId());
        text(entry, "endpoint", origin.endpoint());
        text(entry, "context", origin.context());
        text(entry, "source", cut(origin.source(), MAX_LINE));
    }

    /** The last digits only: enough to find one's message again, not enough to call anybody. */
    private static String masked(String recipient) {
        if (recipient == null || recipient.startsWith("*")) {
            return recipient;
        }
        int shown = recipient.length() > 6 ? 2 : 0;
        return "*" + recipient.substring(recipient.length() - shown);
    }

    static String name(Form form) {
        return form.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static void bytes(ObjectNode json, byte[] bytes) {
        if (bytes != null) {
            json.put("payloadBytes", Base64.getEncoder().encodeToString(bytes));
        }
    }

    private static void text(ObjectNode json, String name, String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void time(ObjectNode json, String name, Instant value) {
        if (value != null) {
            json.put(name, value.truncatedTo(ChronoUnit.MILLIS).toString());
        }
    }

    private static String cut(String text, int max) {
        return SafeText.oneLine(text, max);
    }
}

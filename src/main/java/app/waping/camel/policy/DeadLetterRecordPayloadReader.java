package app.waping.camel.policy;

import com.fasterxml.jackson.databind.JsonNode;

import app.waping.camel.policy.DeadLetterRecordException.Problem;
import app.waping.camel.policy.DeadLetterRecordPayload.Form;

/** Finds the exact bytes of a payload in a document, whether they were left alone or edited as readable JSON. */
final class DeadLetterRecordPayloadReader {
    private final DeadLetterRecordProtection protection;

    DeadLetterRecordPayloadReader(DeadLetterRecordProtection protection) {
        this.protection = protection;
    }

    DeadLetterRecordPayload read(DeadLetterRecordMembers json, DeadLetterRecordMembers seal) {
        Form form = form(json);
        String hash = seal.text("sha256");
        int size = seal.number("size", 0);
        byte[] stored = json.bytes("payloadBytes");
        return switch (form) {
            case NONE -> DeadLetterRecordPayload.read(form, new byte[0], null, hash, size);
            case LEFT_OUT -> DeadLetterRecordPayload.read(form, null, null, hash, size);
            case PROTECTED -> DeadLetterRecordPayload.read(form, reveal(json, stored), stored, hash, size);
            case JSON, BYTES -> {
                byte[] clear = clear(json, stored, hash);
                yield DeadLetterRecordPayload.read(form, clear, null, hash, clear.length);
            }
        };
    }

    private static Form form(DeadLetterRecordMembers json) {
        String name = json.text("payloadForm");
        for (Form form : Form.values()) {
            if (DeadLetterRecordWriter.name(form).equals(name)) {
                return form;
            }
        }
        throw json.bad("payloadForm");
    }

    private byte[] reveal(DeadLetterRecordMembers json, byte[] stored) {
        if (stored == null) {
            throw json.bad("payloadBytes");
        }
        if (protection == null) {
            return null;
        }
        try {
            return protection.reveal(stored.clone());
        } catch (RuntimeException e) {
            // The cause stays out of it: it may quote what it could not read.
            throw new DeadLetterRecordException(
                    Problem.PAYLOAD_UNAVAILABLE,
                    "The protected payload cannot be revealed: " + e.getClass().getSimpleName());
        }
    }

    private static byte[] clear(DeadLetterRecordMembers json, byte[] stored, String hash) {
        JsonNode readable = json.node("payload");
        if (stored == null) {
            if (readable.isMissingNode()) {
                throw json.bad("payload");
            }
            return DeadLetterRecordJson.bytes(readable);
        }
        JsonNode meant = DeadLetterRecordJson.readable(stored);
        boolean edited = !readable.isMissingNode() && !readable.equals(meant);
        if (!edited) {
            return stored;
        }
        if (!DeadLetterRecordPayload.hash(stored).equals(hash)) {
            throw new DeadLetterRecordException(
                    Problem.CHANGED_PAYLOAD,
                    "Both payload and payloadBytes were changed, differently: edit payload and remove payloadBytes");
        }
        return DeadLetterRecordJson.bytes(readable);
    }
}

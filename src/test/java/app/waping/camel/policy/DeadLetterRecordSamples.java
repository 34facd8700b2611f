package app.waping.camel.policy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import app.waping.camel.SentAttempt;

/** Records for tests. */
final class DeadLetterRecordSamples {
    static final String PAYLOAD =
            "{\"deviceId\":\"dev_1\",\"to\":\"+15550001111\",\"type\":\"text\",\"text\":{\"body\":\"Grüße\"}}";
    static final Instant FIRST = Instant.parse("2026-03-01T10:00:00.125Z");
    static final Instant LAST = Instant.parse("2026-03-01T10:05:00Z");

    private DeadLetterRecordSamples() {}

    static DeadLetterRecord record() {
        return record(PAYLOAD);
    }

    static DeadLetterRecord record(String payload) {
        return record(payload.getBytes(StandardCharsets.UTF_8));
    }

    static DeadLetterRecord record(byte[] payload) {
        return new DeadLetterRecord(
                new DeadLetterRecordCall(
                        "messages",
                        null,
                        null,
                        "dev_1",
                        "+15550001111",
                        "key-1",
                        DeadLetterRecordPayload.of(payload),
                        "key-1",
                        "gen-3",
                        Instant.parse("2026-03-02T00:00:00Z")),
                failure("RATE_LIMITED", "RATE_LIMITED", 429),
                3,
                List.of(new SentAttempt(FIRST, "RATE_LIMITED", "RATE_LIMITED", 429, "req-1")),
                FIRST,
                LAST,
                Instant.parse("2026-03-01T11:00:00Z"),
                List.of("10:00:00 RATE_LIMITED wait 30s", "10:05:00 RATE_LIMITED to the dead letter"),
                new DeadLetterRecord.Origin("send", "jms:queue:orders", "camel-1", "kafka:orders-2@1042"),
                List.of());
    }

    static DeadLetterRecord.Failure failure(String category, String code, int status) {
        return new DeadLetterRecord.Failure(
                category,
                code,
                status,
                category + " (HTTP " + status + ")",
                "Too many",
                "{\"error\":{}}",
                "req-3",
                30_000L,
                true,
                "Wait.");
    }
}

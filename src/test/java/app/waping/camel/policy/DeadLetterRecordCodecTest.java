package app.waping.camel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import app.waping.camel.policy.DeadLetterRecordCall.Meaning;
import app.waping.camel.policy.DeadLetterRecordException.Problem;

class DeadLetterRecordCodecTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeadLetterRecordWriter writer = new DeadLetterRecordWriter();
    private final DeadLetterRecordReader reader = new DeadLetterRecordReader();

    @Test
    void aRecordReadBackEqualsTheRecordWritten() {
        DeadLetterRecord record = DeadLetterRecordSamples.record();
        assertThat(reader.read(writer.write(record))).isEqualTo(record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1}",
                "{\"a\":1.10,\"b\":1e5,\"c\":\"\\u00fc\",\"d\":12345678901234567890123}",
                "{\"a\":1,\"a\":2}",
                "not json",
                "{\"a\":{\"b\":[1,2,null,true]}} ",
                "\uFEFF{}",
                "null",
                "\"text\"",
                "{\"slash\":\"\\/\",\"emoji\":\"\\ud83d\\ude00 😀\"}"
            })
    void anyPayloadKeepsItsExactBytes(String payload) {
        DeadLetterRecord back = reader.read(writer.write(DeadLetterRecordSamples.record(payload)));
        assertThat(back.call().payload().bytes()).isEqualTo(payload.getBytes(StandardCharsets.UTF_8));
        assertThat(back.call().meaning()).isEqualTo(Meaning.SAME_MESSAGE);
    }

    @Property(tries = 300)
    void randomBytesComeBack(@ForAll byte[] payload) {
        DeadLetterRecord back = reader.read(writer.write(DeadLetterRecordSamples.record(payload)));
        assertThat(back.call().payload().bytes()).isEqualTo(payload);
        assertThat(back.call().meaning()).isEqualTo(Meaning.SAME_MESSAGE);
    }

    @Test
    void thePayloadIsReadableJson() throws IOException {
        JsonNode json = JSON.readTree(writer.write(DeadLetterRecordSamples.record()));
        assertThat(json.at("/payload/text/body").asText()).isEqualTo("Grüße");
        assertThat(json.path("category").asText()).isEqualTo("RATE_LIMITED");
        assertThat(json.path("code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(json.path("idempotencyKey").asText()).isEqualTo("key-1");
        assertThat(json.has("payloadBytes")).isFalse();
    }

    @Test
    void theDocumentIsAsciiSoThatNoCharacterSetHarmsIt() {
        for (byte b : writer.write(DeadLetterRecordSamples.record())) {
            assertThat(b).isBetween((byte) 0x20, (byte) 0x7e);
        }
    }

    @Test
    void aToolThatPrintsTheDocumentPrettilyChangesNothing() throws IOException {
        byte[] pretty = JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(JSON.readTree(writer.write(DeadLetterRecordSamples.record())));
        assertThat(reader.read(pretty)).isEqualTo(DeadLetterRecordSamples.record());
    }

    @ParameterizedTest
    @ValueSource(strings = {DeadLetterRecordSamples.PAYLOAD, "{\"spaced\" : 1}", "no json", ""})
    void whatIsWrittenFollowsThePublishedSchema(String payload) throws IOException {
        assertThat(schemaErrors(JSON.readTree(writer.write(DeadLetterRecordSamples.record(payload)))))
                .isEmpty();
    }

    @Test
    void theSchemaRefusesAnotherVersionAndAMissingCategory() throws IOException {
        ObjectNode json = document();
        json.put("version", 2);
        json.remove("category");
        assertThat(schemaErrors(json)).hasSize(2);
    }

    @Test
    void everyTruncationIsAClearError() {
        byte[] whole = writer.write(DeadLetterRecordSamples.record());
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> reader.read(cut))
                    .isInstanceOfSatisfying(DeadLetterRecordException.class, e -> assertThat(e.getProblem())
                            .isIn(Problem.TRUNCATED, Problem.NOT_A_RECORD))
                    .hasMessageNotContaining("+1555");
        }
    }

    @Test
    void aFutureVersionIsRefusedByItsNumber() throws IOException {
        ObjectNode json = document();
        json.put("version", 3);
        json.put("category", 17);
        assertProblem(json, Problem.FUTURE_VERSION, "has version 3, this release reads up to 1");
    }

    @Test
    void unknownMembersArePassedOver() throws IOException {
        ObjectNode json = document();
        json.putObject("added").put("later", true);
        ((ObjectNode) json.get("seal")).put("more", 1);
        assertThat(reader.read(JSON.writeValueAsBytes(json))).isEqualTo(DeadLetterRecordSamples.record());
    }

    @Test
    void fiftyMegabytesAreRefusedUnparsed() {
        byte[] huge = new byte[50 * 1024 * 1024];
        assertThatThrownBy(() -> reader.read(huge))
                .isInstanceOfSatisfying(DeadLetterRecordException.class, e -> assertThat(e.getProblem())
                        .isEqualTo(Problem.TOO_LARGE))
                .hasMessageContaining("10485760");
    }

    @Test
    void aRecordBeyondTheBoundIsNotWritten() {
        byte[] payload = new byte[9 * 1024 * 1024];
        assertThatThrownBy(() -> writer.write(DeadLetterRecordSamples.record(payload)))
                .isInstanceOfSatisfying(DeadLetterRecordException.class, e -> assertThat(e.getProblem())
                        .isEqualTo(Problem.TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "",
                "[]",
                "null",
                "{}",
                "{\"format\":\"other\",\"version\":1}",
                "<html>",
                "{\"format\":\"waping-dead-letter\",\"format\":\"x\"}"
            })
    void whatIsNotOursIsSaidSo(String body) {
        assertThatThrownBy(() -> reader.read(body))
                .isInstanceOfSatisfying(DeadLetterRecordException.class, e -> assertThat(e.getProblem())
                        .isEqualTo(Problem.NOT_A_RECORD))
                .hasMessageStartingWith("Not a dead-letter record");
    }

    @Test
    void aMemberOfAnotherTypeIsNamedWithoutItsValue() throws IOException {
        ObjectNode json = document();
        json.put("recipient", 15550001111L);
        assertProblem(json, Problem.BAD_MEMBER, "\"recipient\"");
        json.put("recipient", "x").put("lastAt", "yesterday");
        assertProblem(json, Problem.BAD_MEMBER, "\"lastAt\"");
    }

    @Test
    void anEditUnderTheOldKeyIsAConflict() throws IOException {
        ObjectNode json = document();
        ((ObjectNode) json.at("/payload/text")).put("body", "other");
        DeadLetterRecordCall call = reader.read(JSON.writeValueAsBytes(json)).call();
        assertThat(call.meaning()).isEqualTo(Meaning.CONFLICT);
    }

    @Test
    void aChangedHashIsAConflict() throws IOException {
        ObjectNode json = document();
        ((ObjectNode) json.get("seal")).put("sha256", "0".repeat(64));
        assertThat(reader.read(JSON.writeValueAsBytes(json)).call().meaning()).isEqualTo(Meaning.CONFLICT);
    }

    @Test
    void anEditWithoutAKeyIsANewMessage() throws IOException {
        ObjectNode json = document();
        ((ObjectNode) json.at("/payload/text")).put("body", "other");
        json.remove("idempotencyKey");
        DeadLetterRecordCall call = reader.read(JSON.writeValueAsBytes(json)).call();
        assertThat(call.meaning()).isEqualTo(Meaning.NEW_MESSAGE);
        DeadLetterRecordCall renewed = call.underKey("key-2");
        assertThat(renewed.meaning()).isEqualTo(Meaning.SAME_MESSAGE);
        assertThat(new String(renewed.payload().bytes(), StandardCharsets.UTF_8))
                .contains("other")
                .doesNotContain("Grüße");
    }

    @Test
    void anEditOfTheReadablePayloadWinsOverTheBytesBesideIt() throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(writer.write(DeadLetterRecordSamples.record("{\"a\": 1}")));
        assertThat(json.has("payloadBytes")).isTrue();
        ((ObjectNode) json.get("payload")).put("a", 2);
        DeadLetterRecordCall call = reader.read(JSON.writeValueAsBytes(json)).call();
        assertThat(call.payload().bytes()).asString().isEqualTo("{\"a\":2}");
        assertThat(call.meaning()).isEqualTo(Meaning.CONFLICT);
    }

    @Test
    void twoDifferentEditsAreRefused() throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(writer.write(DeadLetterRecordSamples.record("{\"a\": 1}")));
        ((ObjectNode) json.get("payload")).put("a", 2);
        json.put("payloadBytes", "e30=");
        assertProblem(json, Problem.CHANGED_PAYLOAD, "edit payload and remove payloadBytes");
    }

    @Test
    void thePayloadCanBeProtected() throws IOException {
        DeadLetterRecordProtection flip = new FlippingProtection();
        byte[] document = new DeadLetterRecordWriter(flip, 10_000).write(DeadLetterRecordSamples.record());
        assertThat(new String(document, StandardCharsets.UTF_8)).doesNotContain("Gr", "+1555", "5550001111");
        assertThat(schemaErrors(JSON.readTree(document))).isEmpty();

        DeadLetterRecord back = new DeadLetterRecordReader(flip, 10_000).read(document);
        assertThat(back.call().payload().bytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(DeadLetterRecordSamples.PAYLOAD);
        assertThat(back.call().recipient()).isEqualTo("+15550001111");
        assertThat(back.call().meaning()).isEqualTo(Meaning.SAME_MESSAGE);
    }

    @Test
    void whoCannotRevealAPayloadStillHandsItOnUnharmed() {
        DeadLetterRecordProtection flip = new FlippingProtection();
        byte[] document = new DeadLetterRecordWriter(flip, 10_000).write(DeadLetterRecordSamples.record());
        DeadLetterRecord unread = reader.read(document);
        assertThat(unread.call().payload().isAvailable()).isFalse();
        assertThat(writer.write(unread)).isEqualTo(document);
    }

    @Test
    void thePayloadCanBeLeftOut() throws IOException {
        byte[] document = new DeadLetterRecordWriter(DeadLetterRecordProtection.LEAVE_OUT, 10_000)
                .write(DeadLetterRecordSamples.record());
        assertThat(new String(document, StandardCharsets.UTF_8)).doesNotContain("Gr", "5550001111");
        assertThat(schemaErrors(JSON.readTree(document))).isEmpty();
        DeadLetterRecord back = reader.read(document);
        assertThat(back.call().payload().isAvailable()).isFalse();
        assertThat(back.call().payload().size())
                .isEqualTo(DeadLetterRecordSamples.PAYLOAD.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void aHundredFailuresDoNotGrowTheRecordWithoutBound() {
        DeadLetterRecord record = DeadLetterRecordSamples.record();
        for (int i = 0; i < 100; i++) {
            record = record.failedAgain(DeadLetterRecordSamples.record(), "replayed");
        }
        assertThat(record.history()).hasSize(DeadLetterRecord.MAX_ENTRIES);
        assertThat(record.history().get(0).what()).isEqualTo("failed");
        assertThat(record.attempts()).isEqualTo(303);
        assertThat(record.firstAt()).isEqualTo(DeadLetterRecordSamples.FIRST);
        assertThat(writer.write(record).length).isLessThan(20_000);
        assertThat(reader.read(writer.write(record))).isEqualTo(record);
    }

    @Test
    void nothingPrintsTheRecipientOrTheText() {
        DeadLetterRecord record = DeadLetterRecordSamples.record();
        assertThat(record.toString() + record.call() + record.call().payload())
                .doesNotContain("5550001111", "Gr", "key-1");
    }

    private ObjectNode document() throws IOException {
        return (ObjectNode) JSON.readTree(writer.write(DeadLetterRecordSamples.record()));
    }

    private void assertProblem(JsonNode json, Problem problem, String text) throws IOException {
        byte[] document = JSON.writeValueAsBytes(json);
        assertThatThrownBy(() -> reader.read(document))
                .isInstanceOfSatisfying(DeadLetterRecordException.class, e -> assertThat(e.getProblem())
                        .isEqualTo(problem))
                .hasMessageContaining(text);
    }

    private static Set<ValidationMessage> schemaErrors(JsonNode json) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/reference/dead-letter-record.schema.json")));
        return schema.validate(json, c -> c.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    /** No encryption, but enough to see that the bytes in the document are others. */
    private static final class FlippingProtection implements DeadLetterRecordProtection {
        @Override
        public byte[] protect(byte[] payload) {
            byte[] flipped = new byte[payload.length];
            for (int i = 0; i < payload.length; i++) {
                flipped[i] = (byte) (payload[i] ^ 0x5a);
            }
            return flipped;
        }

        @Override
        public byte[] reveal(byte[] stored) {
            return protect(stored);
        }
    }
}

package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

class BodyFormsTest extends ComponentTest {
    private static final String PAYLOAD = "{\"text\":{\"body\":\"" + TEXT + "\"}}";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void aTextIsATextMessage() throws IOException {
        assertSent(TEXT, json(Map.of("body", TEXT)));
    }

    @Test
    void aTextKeepsItsBlanksLinesAndSigns() {
        String text = " " + TEXT + "\r\n\ttab \"quoted\" \\ \u20ac \ud83d\ude00 {not json} \u2028 ";
        camel.send("waping", text).succeeded();

        assertThat(onlyRequest().text()).isEqualTo(text);
    }

    static Stream<Object> texts() {
        return Stream.of(
                4711, 17L, new BigDecimal("12.50"), true, 'x', UUID.randomUUID(), LocalDate.of(2026, 1, 2), Color.RED);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aNumberOrAnotherSimpleValueIsItsText(Object value) {
        camel.send("waping", value).succeeded();

        assertThat(onlyRequest().text()).isEqualTo(value.toString());
    }

    @Test
    void bytesOfATextAreATextMessage() throws IOException {
        assertSent(TEXT.getBytes(StandardCharsets.UTF_8), json(Map.of("body", TEXT)));
    }

    static Stream<Object> payloads() {
        byte[] bytes = PAYLOAD.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                PAYLOAD,
                "\n  " + PAYLOAD,
                new StringBuilder(PAYLOAD),
                bytes,
                ByteBuffer.wrap(bytes),
                new ByteArrayInputStream(bytes),
                new InputStreamCache(bytes),
                new StringReader(PAYLOAD),
                Map.of("text", Map.of("body", TEXT)),
                JsonNodeFactory.instance
                        .objectNode()
                        .set("text", JsonNodeFactory.instance.objectNode().put("body", TEXT)),
                new Message(new Text(TEXT)),
                new MessageRecord(new Text(TEXT)));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void aPayloadInAnyFormIsCompletedAndSent(Object body) throws IOException {
        assertSent(body, json(Map.of("body", TEXT)));
    }

    @Test
    void filesAreReadAndMayHoldTextOrAPayload() throws IOException {
        Path text = Files.writeString(directory.resolve("text.txt"), TEXT);
        Path payload = Files.writeString(directory.resolve("payload.json"), PAYLOAD);
        GenericFile<File> generic = new GenericFile<>();
        generic.setFile(payload.toFile());
        generic.setBody(payload.toFile());

        for (Object body : new Object[] {text.toFile(), text, payload.toFile(), payload, generic}) {
            camel.send("waping", body).succeeded();
        }

        assertThat(stub.journal().accepted())
                .extracting(JournalEntry::text)
                .hasSize(5)
                .containsOnly(TEXT);
    }

    @Test
    void aStreamCacheCanBeReadAgainAfterwards() throws IOException {
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:twice")
                        .streamCache(true)
                        .multicast()
                        .to("waping", "waping")
                        .end();
            }
        });

        camel.send("direct:twice", new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)))
                .succeeded();

        assertThat(stub.journal().accepted()).extracting(JournalEntry::text).containsExactly(TEXT, TEXT);
    }

    @Test
    void deviceRecipientAndTypeAreFilledInWhereTheyAreMissing() {
        camel.send("waping", Map.of("text", Map.of("body", TEXT))).succeeded();

        JsonNode sent = onlyRequest().request().json();
        assertThat(sent.path("deviceId").textValue()).isEqualTo(WapingStub.DEVICE);
        assertThat(sent.path("to").textValue()).isEqualTo(TestTexts.RECIPIENT);
        assertThat(sent.path("type").textValue()).isEqualTo("text");
    }

    @Test
    void headersWinOverOptionsAndThePayloadWinsOverHeaders() {
        stub.device("dev_header");
        stub.device("dev_payload");
        Map<String, Object> headers = Map.of(
                WapingConstants.DEVICE_ID,
                "dev_header",
                WapingConstants.TO,
                TestTexts.OTHER_RECIPIENT,
                WapingConstants.TYPE,
                "image");

        camel.send("waping", Map.of("image", Map.of("url", "https://example.com/a.png")), headers)
                .succeeded();
        camel.send(
                        "waping",
                        Map.of(
                                "deviceId", "dev_payload",
                                "to", "+15550100001",
                                "type", "text",
                                "text", Map.of("body", TEXT)),
                        headers)
                .succeeded();

        JournalEntry first = stub.journal().entries().get(0);
        assertThat(first.deviceId()).isEqualTo("dev_header");
        assertThat(first.to()).isEqualTo(TestTexts.OTHER_RECIPIENT);
        assertThat(first.request().json().path("type").textValue()).isEqualTo("image");
        JournalEntry second = stub.journal().entries().get(1);
        assertThat(second.deviceId()).isEqualTo("dev_payload");
        assertThat(second.to()).isEqualTo("+15550100001");
        assertThat(second.request().json().path("type").textValue()).isEqualTo("text");
    }

    @Test
    void anotherTypeOfTextMessageHasItsTextUnderThatType() {
        camel.send("waping", TEXT, WapingConstants.TYPE, "note").succeeded();

        JsonNode sent = onlyRequest().request().json();
        assertThat(sent.path("type").textValue()).isEqualTo("note");
        assertThat(sent.path("note").path("body").textValue()).isEqualTo(TEXT);
        assertThat(sent.has("text")).isFalse();
    }

    @Test
    void fieldsThatNobodyKnowsPassUntouched() throws IOException {
        String payload = "{\"type\":\"hologram\",\"hologram\":{\"depth\":12345678901234567890.125,\"none\":null,"
                + "\"list\":[1,\"\u20ac\",{}],\"\":false},\"scheduledAt\":\"2026-12-01T00:00:00Z\",\"big\":1e2}";

        camel.send("waping", payload).succeeded();

        ObjectNode sent = (ObjectNode) onlyRequest().request().json();
        sent.remove("deviceId");
        sent.remove("to");
        assertThat(JSON.writeValueAsString(sent)).isEqualTo(JSON.writeValueAsString(JSON.readTree(payload)));
        assertThat(new String(onlyRequest().request().body(), StandardCharsets.UTF_8))
                .contains("12345678901234567890.125");
    }

    @Test
    void theUsersOwnTreeOrMapIsNotChanged() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.putObject("text").put("body", TEXT);
        ObjectNode before = tree.deepCopy();

        Exchange exchange = camel.send("waping", tree).succeeded();

        assertThat(tree).isEqualTo(before);
        assertThat(exchange.getIn().getBody()).isNotSameAs(tree);
    }

    @Test
    void aBlankBeforeTheNumberIsThePlusThatAUriLost() {
        camel.send("waping?to=" + TestTexts.RECIPIENT, TEXT).succeeded();
        camel.send("waping?to=%2B15550107788", TEXT).succeeded();
        camel.send("waping?to=RAW(+15550107788)", TEXT).succeeded();
        camel.send("waping", TEXT, WapingConstants.TO, " 15550107788").succeeded();
        camel.send("waping", Map.of("to", " 15550107788", "text", Map.of("body", TEXT)))
                .succeeded();

        assertThat(stub.journal().accepted())
                .extracting(JournalEntry::to)
                .hasSize(5)
                .containsOnly(TestTexts.RECIPIENT);
    }

    @Test
    void theAnswerIsTheBodyAndItsIdAndStatusAreHeaders() {
        stub.next(StubAnswer.json(201, "{\"id\":\"msg_7\",\"status\":\"scheduled\",\"extra\":{\"cost\":0.05}}")
                .withHeader("X-Request-Id", "req-77"));

        SentExchange sent = camel.send("waping", TEXT);
        Exchange exchange = sent.succeeded();

        assertThat(sent.answer())
                .containsEntry("id", "msg_7")
                .containsEntry("extra", Map.of("cost", new BigDecimal("0.05")));
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(WapingConstants.MESSAGE_ID, "msg_7")
                .containsEntry(WapingConstants.MESSAGE_STATUS, "scheduled")
                .containsEntry(WapingConstants.REQUEST_ID, "req-77");
    }

    @Test
    void whatALaterAnswerLeavesOutIsNotKeptFromAnEarlierOne() {
        stub.next(StubAnswer.json(200, "{\"id\":17}").withHeader("X-Request-Id", ""));

        Exchange exchange = camel.send(
                        "waping",
                        TEXT,
                        Map.of(WapingConstants.MESSAGE_STATUS, "old", WapingConstants.REQUEST_ID, "old"))
                .succeeded();

        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(WapingConstants.MESSAGE_ID, "17")
                .doesNotContainKeys(WapingConstants.MESSAGE_STATUS, WapingConstants.REQUEST_ID);
    }

    @Test
    void headersAndPropertiesOfTheUsersExchangeSurvive() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("orderId", 4711);
        headers.put("CamelFileName", "a.txt");
        headers.put(WapingConstants.TO, TestTexts.OTHER_RECIPIENT);

        Exchange exchange = camel.send("waping", TEXT, headers).succeeded();

        assertThat(exchange.getMessage().getHeaders()).containsAllEntriesOf(headers);
    }

    private void assertSent(Object body, JsonNode text) {
        Map<?, ?> answer = camel.send("waping", body).answer();

        assertThat(answer.get("status")).isEqualTo("queued");
        JsonNode sent = onlyRequest().request().json();
        assertThat(sent.path("text")).isEqualTo(text);
        assertThat(sent.path("type").textValue()).isEqualTo("text");
        assertThat(onlyRequest().request().header("Content-Type")).startsWith("application/json");
    }

    private static JsonNode json(Map<String, ?> value) throws IOException {
        return JSON.valueToTree(value);
    }

    private enum Color {
        RED
    }

    /** A bean. */
    public static final class Message {
        private final Text text;

        Message(Text text) {
            this.text = text;
        }

        public Text getText() {
            return text;
        }
    }

    /** A record. */
    public record MessageRecord(Text text) {}

    /** A part of both. */
    public record Text(String body) {}
}

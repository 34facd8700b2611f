package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.error.WapingUnauthorizedException;
import app.waping.camel.error.WapingValidationException;

class BadInputTest extends ComponentTest {
    @Test
    void withoutAnApiKeyNothingIsSent() {
        camel.configure(options -> options.setApiKey(null));

        assertNotAuthorized(camel.send("waping", TEXT)).hasMessageContaining("apiKey");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "two words", "line\r\nX-Other: 1", "sch\u00fcssel"})
    void anApiKeyThatNoHeaderCanCarryIsNotSent(String key) {
        camel.configure(options -> options.setApiKey(key));

        assertNotAuthorized(camel.send("waping", TEXT)).hasMessageNotContaining(key.strip() + "!");
    }

    @Test
    void anUnknownOperationIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> camel.send("waping:mesages", TEXT))
                .hasMessageContaining("mesages")
                .hasMessageContaining("Did you mean messages?");
        assertThatThrownBy(() -> camel.send("waping:device", TEXT)).hasMessageContaining("Did you mean devices?");
        assertThatThrownBy(() -> camel.send("waping:REQUESTS", TEXT)).hasMessageContaining("Did you mean request?");
        assertNothingSent();
    }

    @Test
    void withoutADeviceNothingIsSent() {
        camel.configure(options -> options.setDeviceId(null));

        assertInvalid(camel.send("waping", TEXT))
                .hasMessageContaining("deviceId")
                .hasMessageContaining("CamelWapingDeviceId");
    }

    @Test
    void withoutARecipientNothingIsSent() {
        camel.configure(options -> options.setTo(null));

        assertInvalid(camel.send("waping", TEXT)).hasMessageContaining("CamelWapingTo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "15550107788",
                "+0550107788",
                "+1555",
                "+1555010778800001",
                "+1 555 010 7788",
                "+1555010778x",
                "  +15550107788",
                "+\u0661\u0665\u0665\u0665\u0660\u0661\u0660\u0667\u0667\u0668\u0668",
                "somebody@example.com"
            })
    void aRecipientThatIsNotInE164FormIsNotSent(String to) {
        assertInvalid(camel.send("waping", TEXT, WapingConstants.TO, to))
                .hasMessageContaining("E.164")
                .hasMessageContaining("validateRecipient")
                .hasMessageNotContaining(to.strip() + " ");
    }

    @Test
    void theCheckOfTheRecipientCanBeSwitchedOff() {
        camel.configure(options -> options.setValidateRecipient(false));

        // The API has the last word then.
        camel.send("waping", TEXT, WapingConstants.TO, "12025550123@g.us")
                .failed(WapingValidationException.class, WapingErrorCategory.VALIDATION_ERROR, 400);
        assertThat(stub.journal().messages()).singleElement().satisfies(message -> assertThat(message.to())
                .isEqualTo("12025550123@g.us"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n"})
    void anEmptyBodyIsNotSent(String body) {
        assertInvalid(camel.send("waping", body)).hasMessageContaining("empty");
        assertInvalid(camel.send("waping", body.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("empty");
    }

    @Test
    void aNullBodyIsNotSent() {
        assertInvalid(camel.send("waping", null)).hasMessageContaining("empty");
    }

    static Stream<byte[]> binaryBodies() {
        return Stream.of(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10},
                new byte[] {0, 1, 2, 3},
                new byte[] {'a', 0, 'b'},
                new byte[] {(byte) 0xc3},
                TEXT.getBytes(StandardCharsets.UTF_16));
    }

    @ParameterizedTest
    @MethodSource("binaryBodies")
    void aBinaryBodyIsNotSent(byte[] body) {
        assertInvalid(camel.send("waping", body)).hasMessageContaining("binary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"to\":", "{} trailing", "{\"a\":1,}", "{'to':'x'}"})
    void aBodyThatBeginsAsJsonAndIsNoneIsNotSent(String body) {
        assertInvalid(camel.send("waping", body)).hasMessageContaining("brace");
    }

    @Test
    void aListOrAnotherJsonValueIsNoMessage() {
        assertInvalid(camel.send("waping", List.of(TEXT))).hasMessageContaining("array");
        assertInvalid(camel.send("waping", JsonNodeFactory.instance.arrayNode()))
                .hasMessageContaining("array");
        assertInvalid(camel.send("waping", JsonNodeFactory.instance.nullNode())).hasMessageContaining("null");
    }

    @Test
    void aCyclicMapIsNotSent() {
        Map<String, Object> body = new HashMap<>();
        body.put("text", Map.of("body", TEXT));
        body.put("self", body);

        assertInvalid(camel.send("waping", body));
    }

    @Test
    void aCyclicListInAMapIsNotSent() {
        List<Object> list = new ArrayList<>();
        list.add(list);

        assertInvalid(camel.send("waping", Map.of("list", list)));
    }

    @Test
    void aCyclicJsonTreeIsNotSent() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("self", body);

        assertInvalid(camel.send("waping", body));
    }

    @Test
    void aJsonTreeAroundACyclicBeanIsNotSent() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putPOJO("node", new Node());

        assertInvalid(camel.send("waping", body));
    }

    @Test
    void aCyclicBeanIsNotSent() {
        assertInvalid(camel.send("waping", new Node())).hasMessageContaining(Node.class.getName());
    }

    @Test
    void aBeanThatFailsWhenReadIsNotSentAndItsFailureNotQuoted() {
        assertInvalid(camel.send("waping", new FailingBean())).hasMessageContaining(FailingBean.class.getName());
    }

    @Test
    void anObjectThatIsNoBeanIsNotSent() {
        assertInvalid(camel.send("waping", new Object())).hasMessageContaining("java.lang.Object");
    }

    @Test
    void aBodyOfTenMegabytesIsNotSent() {
        String large = "x".repeat(10 * 1024 * 1024);

        assertInvalid(camel.send("waping", large)).hasMessageContaining("maxRequestBody");
        assertInvalid(camel.send("waping", large.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("maxRequestBody");
        assertInvalid(camel.send("waping", Map.of("text", Map.of("body", large))))
                .hasMessageContaining("maxRequestBody");
    }

    @Test
    void aBodyThatGrowsOverTheLimitOnlyAsJsonIsNotSent() {
        camel.configure(options -> options.setMaxRequestBody(1000));

        assertInvalid(camel.send("waping", "\"".repeat(900))).hasMessageContaining("maxRequestBody");
    }

    @Test
    void halfASurrogatePairIsLeftToTheApi() {
        camel.send("waping", TEXT + "\ud83d").succeeded();

        assertThat(stub.journal().accepted()).singleElement().satisfies(message -> assertThat(message.text())
                .isEqualTo(TEXT + "\ud83d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {WapingConstants.DEVICE_ID, WapingConstants.TO, WapingConstants.TYPE})
    void aHeaderOfAWrongTypeIsRefused(String header) {
        assertInvalid(camel.send("waping", TEXT, header, List.of(TestTexts.RECIPIENT)))
                .hasMessageContaining(header);
        assertInvalid(camel.send("waping", TEXT, header, new byte[] {1, 2})).hasMessageContaining(header);
        assertInvalid(camel.send("waping", TEXT, header, new Object())).hasMessageContaining(header);
    }

    @ParameterizedTest
    @ValueSource(strings = {WapingConstants.DEVICE_ID, WapingConstants.TO, WapingConstants.TYPE})
    void aHeaderWithALineBreakIsRefused(String header) {
        assertInvalid(camel.send("waping", TEXT, header, "text\r\nX-Other: 1")).hasMessageContaining(header);
        assertInvalid(camel.send("waping", TEXT, header, "x".repeat(5000))).hasMessageContaining(header);
    }

    static Stream<Object> badTimesToLive() {
        return Stream.of("soon", -1, 0L, Duration.ZERO, Duration.ofSeconds(-3), new Object(), List.of(), Double.NaN);
    }

    @ParameterizedTest
    @MethodSource("badTimesToLive")
    void aTimeToLiveThatIsNoneIsRefused(Object value) {
        assertInvalid(camel.send("waping", TEXT, WapingConstants.TIME_TO_LIVE, value))
                .hasMessageContaining(WapingConstants.TIME_TO_LIVE);
    }

    static Stream<Object> badKeys() {
        return Stream.of(
                "",
                " ",
                "two words",
                "k".repeat(256),
                "schl\u00fcssel",
                "key\r\nX-Other: 1",
                "key\n",
                "tab\tkey",
                "\u0000",
                "key\u007f",
                new byte[] {'k', 'e', 'y'},
                List.of("key"),
                Map.of("key", "value"),
                new Object());
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void aBadIdempotencyKeyIsRefused(Object key) {
        assertInvalid(camel.send("waping", TEXT, WapingConstants.IDEMPOTENCY_KEY, key))
                .hasMessageContaining("CamelWapingIdempotencyKey");
    }

    @Test
    void anExpressionThatGivesABadKeyIsRefused() {
        String uri = "waping?idempotencyKey=RAW(${header.order})";

        assertInvalid(camel.send(uri, TEXT)).hasMessageContaining("idempotencyKey");
        assertInvalid(camel.send(uri, TEXT, "order", "no 1")).hasMessageContaining("idempotencyKey");
        assertInvalid(camel.send(uri, TEXT, "order", "k".repeat(256))).hasMessageContaining("256 characters");
    }

    @Test
    void anExpressionThatFailsIsRefused() {
        assertInvalid(camel.send("waping?idempotencyKey=RAW(${bodyAs(java.time.Duration).toMillis()})", TEXT))
                .hasMessageContaining("idempotencyKey");
    }

    @Test
    void keysOfOneAndOf255CharactersAreSent() {
        camel.send("waping", TEXT, WapingConstants.IDEMPOTENCY_KEY, "k").succeeded();
        camel.send("waping", TEXT, WapingConstants.IDEMPOTENCY_KEY, "~".repeat(255))
                .succeeded();

        assertThat(stub.journal().accepted())
                .extracting(message -> message.idempotencyKey())
                .containsExactly("k", "~".repeat(255));
    }

    @Test
    void aTypeThatWouldReplaceAnotherMemberIsRefused() {
        for (String type : new String[] {"to", "deviceId", "type"}) {
            assertInvalid(camel.send("waping", TEXT, WapingConstants.TYPE, type))
                    .hasMessageContaining(WapingConstants.TYPE);
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertInvalid(SentExchange sending) {
        WapingException failure =
                sending.failed(WapingValidationException.class, WapingErrorCategory.VALIDATION_ERROR, 0);
        assertNothingSent();
        return assertThat(failure).hasNoCause();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertNotAuthorized(SentExchange sending) {
        WapingException failure =
                sending.failed(WapingUnauthorizedException.class, WapingErrorCategory.UNAUTHORIZED, 0);
        assertNothingSent();
        return assertThat(failure).hasNoCause();
    }

    /** A bean that holds itself. */
    public static final class Node {
        private final Map<String, Node> nodes = Map.of("self", this);

        public Map<String, Node> getNodes() {
            return nodes;
        }
    }

    /** A bean with a getter that fails. */
    public static final class FailingBean {
        public String getText() {
            throw new IllegalStateException(TEXT);
        }
    }
}

package app.waping.camel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import app.waping.camel.SentAttempt;
import app.waping.camel.WapingConstants;
import app.waping.camel.error.WapingException;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

class DeadLetterReplayTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final WapingStubExtension STUB = new WapingStubExtension();

    private final DeadLetterRecordReader reader = new DeadLetterRecordReader();
    private CamelContext context;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(WapingException.class).handled(true).process(DeadLetterReplayTest::handOn);
                String options = "?baseUrl=" + STUB.stub().baseUrl() + "&apiKey=" + WapingStub.API_KEY;
                from("direct:send").routeId("send").to("waping:messages" + options + "&deviceId=" + WapingStub.DEVICE);
                from("direct:impatient")
                        .to("waping:messages" + options + "&maxRetryAfter=100&deviceId=" + WapingStub.DEVICE);
                from("direct:replay").routeId("replay").to("waping:replay" + options);
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    private static void handOn(Exchange exchange) {
        WapingException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, WapingException.class);
        String document = new DeadLetterRecorder(exchange.getContext()).document(exchange, failure, null);
        if (document != null) {
            exchange.getMessage().setBody(document);
        }
        exchange.getMessage().setHeader(WapingConstants.ERROR_CATEGORY, failure.getCategory());
        exchange.getMessage().setHeader(WapingConstants.ERROR_MESSAGE, failure.getMessage());
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void aReplaySendsTheSameBytesUnderTheSameKey() {
        STUB.stub().next(StubAnswer.error(500, "SERVER_ERROR", "broken"));
        String document = deadLetter("Grüße");
        DeadLetterRecord record = reader.read(document);
        assertThat(record.failure().category()).isEqualTo("SERVER_ERROR");
        assertThat(record.attempts()).isEqualTo(1);
        assertThat(record.origin().routeId()).isEqualTo("send");

        Exchange replayed = replay(document);

        assertThat(replayed.getMessage().getHeader(WapingConstants.MESSAGE_ID)).isNotNull();
        var requests = STUB.stub().journal().entries();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1).request().body())
                .isEqualTo(requests.get(0).request().body());
        assertThat(requests.get(1).idempotencyKey()).isEqualTo(requests.get(0).idempotencyKey());
    }

    @Test
    void aFurtherFailureKeepsTheRecordAndItsHistory() {
        STUB.stub().next(2, StubAnswer.error(500, "SERVER_ERROR", "broken"));
        String first = deadLetter("x");

        String second = body(replay(first));

        DeadLetterRecord record = reader.read(second);
        assertThat(record.attempts()).isEqualTo(2);
        assertThat(record.attemptLog())
                .extracting(SentAttempt::category, SentAttempt::status)
                .containsExactly(tuple("SERVER_ERROR", 500), tuple("SERVER_ERROR", 500));
        assertThat(record.attemptLog().get(1).at()).isEqualTo(record.lastAt());
        assertThat(record.firstAt()).isEqualTo(reader.read(first).firstAt());
        assertThat(record.call()).isEqualTo(reader.read(first).call());
        assertThat(record.origin().routeId()).isEqualTo("send");
        assertThat(record.history()).extracting(DeadLetterRecord.Event::what).containsExactly("failed", "replayed");
        assertThat(replay(second).getMessage().getHeader(WapingConstants.MESSAGE_ID))
                .isNotNull();
    }

    @Test
    void anEditUnderTheOldKeyIsRefusedHereWithoutARequest() throws Exception {
        ObjectNode json = edited(failedOnce("x"), "y");
        STUB.stub().journal().clear();

        Exchange refused = replay(json.toString());

        assertRefused(refused, "IDEMPOTENCY_CONFLICT", "remove idempotencyKey");
        DeadLetterRecord back = reader.read(body(refused));
        assertThat(back.history()).extracting(DeadLetterRecord.Event::what).containsExactly("failed", "refused");
        assertThat(back.call().meaning()).isEqualTo(DeadLetterRecordCall.Meaning.CONFLICT);
    }

    @Test
    void anEditWithoutAKeyGoesOutAsANewMessage() throws Exception {
        ObjectNode json = edited(failedOnce("x"), "y");
        String oldKey = json.remove("idempotencyKey").asText();

        assertThat(replay(json.toString()).getMessage().getHeader(WapingConstants.MESSAGE_ID))
                .isNotNull();

        var accepted = STUB.stub().journal().accepted();
        assertThat(accepted).hasSize(1);
        assertThat(accepted.get(0).text()).isEqualTo("y");
        assertThat(accepted.get(0).idempotencyKey()).isNotEqualTo(oldKey);
    }

    @Test
    void theNewKeyOfAnEditIsKeptOverAFurtherFailure() throws Exception {
        ObjectNode json = edited(failedOnce("x"), "y");
        json.remove("idempotencyKey");
        STUB.stub().next(StubAnswer.serverError());

        String second = body(replay(json.toString()));
        replay(second);

        DeadLetterRecord record = reader.read(second);
        assertThat(record.history()).extracting(DeadLetterRecord.Event::what).contains("new-key", "replayed");
        assertThat(STUB.stub().journal().accepted()).singleElement().satisfies(sent -> assertThat(sent.idempotencyKey())
                .isEqualTo(record.call().idempotencyKey()));
    }

    @Test
    void aChangedHashIsRefused() throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(failedOnce("x"));
        ((ObjectNode) json.get("seal")).put("sha256", "0".repeat(64));
        STUB.stub().journal().clear();
        assertRefused(replay(json.toString()), "IDEMPOTENCY_CONFLICT", "was changed");
    }

    @Test
    void anExpiredMessageIsRefused() throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(failedOnce("x"));
        json.put("expiresAt", "2020-01-01T00:00:00Z");
        STUB.stub().journal().clear();
        Exchange refused = replay(json.toString());
        assertRefused(refused, "EXPIRED", "expired at 2020-01-01");
        assertThat(reader.read(body(refused)).failure().category()).isEqualTo("EXPIRED");
    }

    @Test
    void whatCannotBeReadComesBackAsItWas() throws Exception {
        ObjectNode future = (ObjectNode) JSON.readTree(failedOnce("x"));
        future.put("version", 3);
        String truncated = failedOnce("x").substring(0, 200);
        STUB.stub().journal().clear();
        for (String body : List.of(future.toString(), truncated, "hello", "", "{}")) {
            Exchange refused = replay(body);
            assertRefused(refused, "VALIDATION_ERROR", "record");
            assertThat(body(refused)).isEqualTo(body);
        }
    }

    @Test
    void fiftyMegabytesComeBackAsTheyWere() {
        byte[] huge = new byte[50 * 1024 * 1024];
        Exchange refused = replay(huge);
        assertRefused(refused, "VALIDATION_ERROR", "larger than the bound");
        assertThat(refused.getMessage().getBody()).isSameAs(huge);
    }

    @Test
    void theSameRecordTwiceAtOnceIsSentOnce() throws Exception {
        String document = failedOnce("x");
        STUB.stub().journal().clear();
        STUB.stub().latency(Duration.ofMillis(300));
        CompletableFuture<Exchange> first = CompletableFuture.supplyAsync(() -> replay(document));
        CompletableFuture<Exchange> second = CompletableFuture.supplyAsync(() -> replay(document));

        List<Exchange> both = List.of(first.get(), second.get());

        assertThat(STUB.stub().journal().entries()).hasSize(1);
        assertThat(both)
                .filteredOn(exchange -> exchange.getMessage().getHeader(WapingConstants.ERROR_CATEGORY) != null)
                .singleElement()
                .satisfies(exchange -> assertThat(
                                exchange.getMessage().getHeader(WapingConstants.ERROR_MESSAGE, String.class))
                        .contains("is being sent at this moment"));
        assertThat(replay(document).getMessage().getHeader(WapingConstants.MESSAGE_ID))
                .isNotNull();
        assertThat(STUB.stub().journal().accepted()).hasSize(1);
    }

    @Test
    void aRecordCannotLeadToAnotherHost() throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(failedOnce("x"));
        json.put("operation", "request").put("method", "POST");
        STUB.stub().journal().clear();
        for (String path : List.of("https://evil.example/x", "//evil.example", "../x", "a/../../x")) {
            json.put("path", path);
            assertRefused(replay(json.toString()), "VALIDATION_ERROR", "below baseUrl");
        }
        json.put("operation", "messages").put("idempotencyKey", "a\r\nX: y");
        assertRefused(replay(json.toString()), "VALIDATION_ERROR", "visible ASCII");
    }

    @Test
    void aCallThatWasNeverComposedCanBeCompletedAndSent() throws Exception {
        Exchange failed = template.request("direct:send", exchange -> {
            exchange.getIn().setBody("hello");
            exchange.getIn().setHeader(WapingConstants.TO, "0151");
        });
        ObjectNode json = (ObjectNode) JSON.readTree(body(failed));
        assertThat(json.at("/payload/text/body").asText()).isEqualTo("hello");
        assertThat(json.path("idempotencyKey").isNull()).isTrue();
        ((ObjectNode) json.get("payload")).put("to", "+15550001111").put("deviceId", WapingStub.DEVICE);

        assertThat(replay(json.toString()).getMessage().getHeader(WapingConstants.MESSAGE_ID))
                .isNotNull();
    }

    @Test
    void aProtectedPayloadIsReplayedWhereItsBeanIsThere() {
        context.getRegistry().bind("protection", new DeadLetterRecordProtection() {
            @Override
            public byte[] protect(byte[] payload) {
                byte[] mirrored = payload.clone();
                for (int i = 0; i < mirrored.length; i++) {
                    mirrored[i] = (byte) ~payload[i];
                }
                return mirrored;
            }

            @Override
            public byte[] reveal(byte[] stored) {
                return protect(stored);
            }
        });
        String document = failedOnce("secret text");
        assertThat(document).doesNotContain("secret text", "+15550001111", WapingStub.API_KEY);
        assertThat(replay(document).getMessage().getHeader(WapingConstants.MESSAGE_ID))
                .isNotNull();
    }

    @Test
    void aRecordWithoutItsPayloadIsRefused() {
        context.getRegistry().bind("protection", new DeadLetterRecordWithoutPayload());
        Exchange refused = replay(failedOnce("x"));
        assertThat(refused.getMessage().getHeader(WapingConstants.ERROR_MESSAGE, String.class))
                .contains("left out");
    }

    @Test
    void aRecordThatIsNotDueYetWaitsForItsTime() throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(failedOnce("x"));
        Instant due = Instant.now().plusMillis(700);
        json.put("notBefore", due.toString());

        assertThat(replay(json.toString()).getMessage().getHeader(WapingConstants.MESSAGE_ID))
                .isNotNull();

        assertThat(STUB.stub().journal().accepted()).singleElement().satisfies(sent -> assertThat(sent.at())
                .isAfterOrEqualTo(due));
    }

    @Test
    void aReplayWaitsForADisconnectedDeviceInsteadOfFailingAgain() throws Exception {
        String document = failedOnce("x");
        STUB.stub().device().disconnect();
        Exchange live = template.request("direct:send", exchange -> {
            exchange.getIn().setBody("live");
            exchange.getIn().setHeader(WapingConstants.TO, "+15550002222");
        });
        assertThat(live.getMessage().getHeader(WapingConstants.ERROR_CATEGORY)).hasToString("SESSION_DISCONNECTED");
        CompletableFuture<Exchange> replayed = CompletableFuture.supplyAsync(() -> replay(document));
        assertThat(replayed).isNotDone();
        STUB.stub().device().connect();

        assertThat(replayed.get(20, TimeUnit.SECONDS).getMessage().getHeader(WapingConstants.MESSAGE_ID))
                .isNotNull();
    }

    @Test
    void aRecordForThePhoneThatIsLinkedNowIsSent() throws Exception {
        String document = failedInAnOutage();
        STUB.stub().device().connect();
        restart();

        assertThat(replay(document).getMessage().getHeader(WapingConstants.MESSAGE_ID))
                .isNotNull();
    }

    @Test
    void aRecordForAnotherPhoneIsRefusedUntilItsLinkIsTakenOut() throws Exception {
        String document = failedInAnOutage();
        STUB.stub().device().connect("+15550103333");
        restart();
        STUB.stub().journal().clear();

        Exchange refused = replay(document);

        assertThat(refused.getMessage().getHeader(WapingConstants.ERROR_CATEGORY))
                .hasToString("VALIDATION_ERROR");
        assertThat(STUB.stub().journal().messages()).isEmpty();
        DeadLetterRecord record = reader.read(body(refused));
        assertThat(record.failure().reason()).contains("linked to another phone");
        assertThat(record.history()).extracting(DeadLetterRecord.Event::what).endsWith("refused");
        assertThat(record.call().linkGeneration()).isNotNull();
        ObjectNode json = (ObjectNode) JSON.readTree(body(refused));
        json.remove("linkGeneration");
        assertThat(replay(json.toString()).getMessage().getHeader(WapingConstants.MESSAGE_ID))
                .isNotNull();
    }

    /** The dead letter of a message that met a lost session after the gate had been told which phone it was. */
    private String failedInAnOutage() {
        STUB.stub().device().disconnect();
        await().atMost(20, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> reader.read(refusedSoon()).call().linkGeneration() != null);
        return refusedSoon();
    }

    private String refusedSoon() {
        return deadLetter("direct:impatient", "x");
    }

    private void restart() throws Exception {
        context.close();
        start();
    }

    private void assertRefused(Exchange exchange, String category, String text) {
        assertThat(exchange.getMessage().getHeader(WapingConstants.ERROR_CATEGORY))
                .hasToString(category);
        assertThat(exchange.getMessage().getHeader(WapingConstants.ERROR_MESSAGE, String.class))
                .contains(text)
                .doesNotContain("+1555");
        assertThat(STUB.stub().journal().entries()).isEmpty();
    }

    /** The dead letter of a message that the API answered with a server error. */
    private String failedOnce(String text) {
        STUB.stub().next(StubAnswer.serverError());
        return deadLetter(text);
    }

    private String deadLetter(String text) {
        return deadLetter("direct:send", text);
    }

    private String deadLetter(String route, String text) {
        return body(template.request(route, exchange -> {
            exchange.getIn().setBody(text);
            exchange.getIn().setHeader(WapingConstants.TO, "+15550001111");
        }));
    }

    private static ObjectNode edited(String document, String text) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(document);
        ((ObjectNode) json.at("/payload/text")).put("body", text);
        return json;
    }

    private Exchange replay(Object document) {
        return template.request("direct:replay", exchange -> exchange.getIn().setBody(document));
    }

    private static String body(Exchange exchange) {
        return exchange.getMessage().getBody(String.class);
    }
}

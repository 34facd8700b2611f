package app.waping.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import app.waping.camel.error.WapingNotFoundException;
import app.waping.camel.error.WapingRateLimitedException;
import app.waping.camel.stub.Limit;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** Runs what the pages about sending, pausing, waiting, threads and plain https tell their readers to write. */
@ExtendWith(WapingStubExtension.class)
class SendingPagesTest {
    private WapingStub stub;

    private DocumentedCamel page(String page) throws Exception {
        return new DocumentedCamel(stub, "how-to/" + page);
    }

    @Test
    void aTextIsSentToTheRecipientOfTheHeader() throws Exception {
        try (DocumentedCamel camel = page("send-a-message.md").with("text")) {
            Exchange sent = request(camel, "direct:shipped", Map.of("phone", "+15550000001", "number", 17), Map.of());

            assertThat(sent.getException()).isNull();
            assertThat(sent.getMessage().getBody()).isInstanceOf(Map.class);
            assertThat(sent.getMessage().getHeader("CamelWapingMessageStatus")).isEqualTo("queued");
            assertThat(stub.journal().ofRecipient("+15550000001")).hasSize(1);
            assertThat(stub.journal().accepted().get(0).text()).isEqualTo("Your order 17 is on its way.");
        }
    }

    @Test
    void aPayloadPassesThroughUntouched() throws Exception {
        try (DocumentedCamel camel = page("send-a-message.md").with("payload")) {
            assertThat(request(camel, "direct:invoices", "", Map.of()).getException())
                    .isNull();

            assertThat(stub.journal().accepted()).hasSize(1);
            assertThat(new String(stub.journal().accepted().get(0).request().body()))
                    .contains("invoice-17.pdf", "\"deviceId\":\"dev_123\"");
        }
    }

    @Test
    void anOrderThatComesTwiceIsSentOnce() throws Exception {
        try (DocumentedCamel camel = page("send-a-message.md").with("key")) {
            request(camel, "direct:paid", "paid", Map.of("orderNumber", "17"));
            request(camel, "direct:paid", "paid", Map.of("orderNumber", "17"));

            assertThat(stub.journal().messages()).hasSize(2);
            assertThat(stub.journal().accepted()).hasSize(1);
            assertThat(stub.journal().accepted().get(0).idempotencyKey()).isEqualTo("paid-17");
        }
    }

    @Test
    void twoSendsHaveTwoKeysWhereTheHeaderIsRemoved() throws Exception {
        try (DocumentedCamel camel = page("send-a-message.md").with("two-sends")) {
            Exchange sent = request(camel, "direct:both", "hello", Map.of("orderNumber", "17"));

            assertThat(sent.getException()).isNull();
            assertThat(stub.journal().accepted()).hasSize(2);
            assertThat(stub.journal().ofRecipient("+15557654321")).hasSize(1);
        }
    }

    @Test
    void anyOtherCallGoesToThePathOfTheHeader() throws Exception {
        try (DocumentedCamel camel = page("send-a-message.md").with("request")) {
            stub.when(request -> request.path().endsWith("/messages/msg_9"))
                    .then(StubAnswer.of(200, "application/json", "{\"id\":\"msg_9\",\"status\":\"read\"}"));

            Exchange answer = request(camel, "direct:lookup", "", Map.of("CamelWapingMessageId", "msg_9"));

            Map<?, ?> body = answer.getMessage().getBody(Map.class);
            assertThat(body.get("status")).isEqualTo("read");
        }
    }

    @Test
    void aControlMessageHoldsADeviceAndTellsHowItIs() throws Exception {
        try (DocumentedCamel camel = page("hold-and-pause.md").with("control")) {
            Map<String, Object> pause = Map.of("CamelWapingAction", "pause");
            Map<?, ?> paused = request(camel, "direct:device-control", null, pause)
                    .getMessage()
                    .getBody(Map.class);
            Map<?, ?> resumed = request(camel, "direct:device-control", "resume", Map.of())
                    .getMessage()
                    .getBody(Map.class);

            assertThat(paused.get("operator")).isEqualTo("paused");
            assertThat(resumed.get("operator")).isEqualTo("open");
            for (Object member : paused.keySet()) {
                if (!member.equals("deviceId")) {
                    assertThat(Pages.read(Path.of("docs/how-to/hold-and-pause.md")))
                            .contains("`" + member + "`");
                }
            }
        }
    }

    @Test
    void aSedaSourceWaitsForAFullGate() throws Exception {
        try (DocumentedCamel camel = page("let-the-source-wait.md")) {
            camel.load(camel.page
                    .text("seda")
                    .replace("1000", "10")
                    .replace("\"20\"", "\"3\"")
                    .replace("deviceId: dev_123", "deviceId: dev_123\n              maxWaiting: \"3\""));
            camel.set("waping.errors.dead-letter", "mock:dead");
            stub.limit(Limit.fixedWindow(5, Duration.ofMillis(500)));
            camel.context.start();

            for (int i = 0; i < 20; i++) {
                camel.context
                        .createProducerTemplate()
                        .sendBodyAndHeader("direct:writer", "Order " + i, "CamelWapingTo", "+1555000000" + i % 10);
            }

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> stub.journal().accepted().size() == 20);
            assertThat(camel.at("dead").getReceivedCounter()).isZero();
        }
    }

    /** The brokers are not here: that the snippets "jms" and "kafka" name options which exist is checked all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"jms", "kafka"})
    void theOptionsOfBrokersExist(String source) throws Exception {
        String yaml = Snippets.of("how-to/let-the-source-wait.md").text(source);
        List<?> routes = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
        Map<?, ?> route = (Map<?, ?>) ((Map<?, ?>) routes.get(0)).get("route");
        Map<?, ?> from = (Map<?, ?>) route.get("from");
        Map<String, String> options = new HashMap<>();
        ((Map<?, ?>) from.get("parameters")).forEach((key, value) -> options.put(key.toString(), value.toString()));

        assertThat(from.get("uri")).isEqualTo(source);
        var result = new DefaultCamelCatalog().validateProperties(source, options);
        assertThat(result.isSuccess()).as("%s", result).isTrue();
        try (DocumentedCamel camel = page("let-the-source-wait.md")) {
            camel.load(yaml.replaceFirst("(?s)uri: " + source + "\n.*?steps:", "uri: direct:in\n      steps:"));
            assertThat(request(camel, "direct:in", "hello", Map.of("orderNumber", "17"))
                            .getException())
                    .isNull();
            assertThat(stub.journal().accepted()).hasSize(1);
        }
    }

    @Test
    void thePropertiesForManyDevicesAreOnesThatExist() throws Exception {
        Main main = new Main();
        Snippets.of("how-to/threads.md")
                .properties("many-devices")
                .forEach((key, value) -> main.addInitialProperty(key.toString(), value.toString()));
        main.configure().setAutoConfigurationFailFast(true);
        main.start();
        try {
            assertThat(main.getCamelContext()
                            .getComponent("https", HttpComponent.class)
                            .getConnectionsPerRoute())
                    .isEqualTo(100);
        } finally {
            main.stop();
        }
    }

    @Test
    void theAnswerOfAPlainCallBecomesATypedException() throws Exception {
        try (DocumentedCamel camel = plainHttps("answer")) {
            stub.next(StubAnswer.error(404, "NOT_FOUND", "no such device"));

            Exchange failed = request(camel, "direct:calls", payload(), Map.of());
            Exchange sent = request(camel, "direct:calls", payload(), Map.of());

            assertThat(failed.getException()).isInstanceOf(WapingNotFoundException.class);
            assertThat(sent.getException()).isNull();
            assertThat(stub.journal().accepted()).hasSize(1);
        }
    }

    @Test
    void aPlainCallInARouteOfItsOwnIsTriedAgain() throws Exception {
        try (DocumentedCamel camel = plainHttps("redelivered")) {
            stub.next(StubAnswer.rateLimited(Duration.ofSeconds(1)));

            assertThat(request(camel, "direct:offers", payload(), Map.of("offerId", "o-1"))
                            .getException())
                    .isNull();

            assertThat(stub.journal().accepted()).hasSize(1);
            assertThat(stub.journal().accepted().get(0).idempotencyKey()).isEqualTo("o-1");
            assertThat(stub.journal().earlyRequests()).isEmpty();
        }
    }

    @Test
    void whatAPlainCallThrewBecomesATypedException() throws Exception {
        try (DocumentedCamel camel = plainHttps("caught")) {
            camel.set("waping.errors.rate-limited.max-redeliveries", "0");
            stub.next(StubAnswer.rateLimited(Duration.ofMinutes(5)));

            assertThat(request(camel, "direct:caught", payload(), Map.of()).getException())
                    .isInstanceOf(WapingRateLimitedException.class);
        }
    }

    /** The API of the page is the stub, which speaks no TLS. */
    private DocumentedCamel plainHttps(String snippet) throws Exception {
        DocumentedCamel camel = page("plain-https.md").set("waping.apiKey", stub.apiKey());
        // HttpClient would sleep on a 429 and repeat it below the route.
        camel.context
                .getComponent("http", HttpComponent.class)
                .setHttpClientConfigurer(client -> client.disableAutomaticRetries());
        String text = camel.page.text(snippet);
        if (camel.page.get(snippet).language().equals("yaml")) {
            return camel.load(text.replace("uri: https", "uri: http")
                    .replace("api.waping.app/v1", stub.baseUrl().substring("http://".length())));
        }
        camel.context.addRoutes(JavaSnippet.routes(text.replace("https://api.waping.app/v1", stub.baseUrl())));
        return camel;
    }

    private static String payload() {
        return "{\"deviceId\":\"dev_123\",\"to\":\"+15551234567\",\"type\":\"text\",\"text\":{\"body\":\"hello\"}}";
    }

    private static Exchange request(DocumentedCamel camel, String uri, Object body, Map<String, Object> headers) {
        camel.context.start();
        return camel.context.createProducerTemplate().request(uri, exchange -> {
            exchange.getIn().setBody(body);
            exchange.getIn().setHeaders(new HashMap<>(headers));
        });
    }
}

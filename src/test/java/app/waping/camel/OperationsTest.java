package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingNotFoundException;
import app.waping.camel.error.WapingUnauthorizedException;
import app.waping.camel.error.WapingUnexpectedResponseException;
import app.waping.camel.error.WapingValidationException;
import app.waping.camel.stub.Faults;
import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.Match;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

class OperationsTest extends ComponentTest {
    @Test
    void devicesAreListed() {
        camel.configure(options -> options.setDeviceId(null));
        stub.device("dev_456").disconnect();

        Map<String, Object> answer = camel.send("waping:devices", null).answer();

        assertThat((List<?>) answer.get("devices"))
                .extracting(device -> ((Map<?, ?>) device).get("id") + " " + ((Map<?, ?>) device).get("status"))
                .containsExactly("dev_123 connected", "dev_456 disconnected");
        assertThat(onlyRequest().method()).isEqualTo("GET");
        assertThat(onlyRequest().request().target()).isEqualTo("/v1/devices");
        assertThat(onlyRequest().idempotencyKey()).isNull();
        assertThat(onlyRequest().request().body()).isEmpty();
    }

    @Test
    void oneDeviceIsPickedByHeaderOrOption() {
        stub.device("dev_456").disconnect();

        assertThat(camel.send("waping:devices", null).answer()).containsEntry("id", WapingStub.DEVICE);
        assertThat(camel.send("waping:devices", TEXT, WapingConstants.DEVICE_ID, "dev_456")
                        .answer())
                .containsEntry("id", "dev_456")
                .containsEntry("status", "disconnected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":\"dev_1\"},{\"id\":\"dev_123\",\"a\":1}]",
                "{\"data\":[{\"deviceId\":\"dev_123\",\"a\":1}],\"next\":null}"
            })
    void oneDeviceIsFoundWhereverTheListStands(String list) {
        stub.when(Match.path("/v1/devices")).always(StubAnswer.json(200, list));

        assertThat(camel.send("waping:devices", null).answer()).containsEntry("a", 1);
    }

    @Test
    void aDeviceThatIsNotListedIsNotFound() {
        camel.send("waping:devices", null, WapingConstants.DEVICE_ID, "dev_999")
                .failed(WapingNotFoundException.class, WapingErrorCategory.NOT_FOUND, 0);
    }

    @Test
    void devicesFailAsMessagesDo() {
        camel.configure(options -> options.setPacing(false));
        stub.when(Match.path("/v1/devices"))
                .then(Faults.html())
                .then(StubAnswer.status(204))
                .then(StubAnswer.json(200, "\"connected\""))
                .then(StubAnswer.error(401, "UNAUTHORIZED", "no"));
        for (int status : new int[] {200, 204, 200}) {
            camel.send("waping:devices", null)
                    .failed(WapingUnexpectedResponseException.class, WapingErrorCategory.UNEXPECTED_RESPONSE, status);
        }
        camel.send("waping:devices", null)
                .failed(WapingUnauthorizedException.class, WapingErrorCategory.UNAUTHORIZED, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "post"})
    void aRequestThatChangesSomethingCarriesBodyAndKey(String method) {
        stub.when(Match.path("/v1/contacts/1")).always(StubAnswer.json(200, "{\"done\":true}"));

        assertThat(camel.send("waping:request", Map.of("name", TEXT), request(method, "contacts/1"))
                        .answer())
                .containsEntry("done", true);

        assertThat(onlyRequest().method()).isEqualToIgnoringCase(method);
        assertThat(onlyRequest().request().json().path("name").textValue()).isEqualTo(TEXT);
        assertThat(onlyRequest().idempotencyKey()).hasSize(36);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aRequestThatReadsCarriesNeither(String method) {
        stub.when(Match.path("/v1/contacts"))
                .always(method.equals("HEAD") ? StubAnswer.status(200) : StubAnswer.json(200, "[1,{\"a\":2}]"));

        Exchange exchange = camel.send("waping:request", TEXT, request(method, "contacts?page=2"))
                .succeeded();

        assertThat(exchange.getMessage().getBody())
                .isEqualTo(method.equals("HEAD") ? null : List.of(1, Map.of("a", 2)));
        assertThat(onlyRequest().request().target()).isEqualTo("/v1/contacts?page=2");
        assertThat(onlyRequest().request().body()).isEmpty();
        assertThat(onlyRequest().idempotencyKey()).isNull();
    }

    @Test
    void withoutAMethodAnEmptyBodyIsReadAndAnyOtherSent() {
        stub.when(Match.path("/v1/contacts")).always(StubAnswer.json(200, "{}"));
        for (Object body : new Object[] {null, "", new byte[0], Map.of("a", 1), "{\"a\":1}"}) {
            camel.send("waping:request", body, WapingConstants.PATH, "contacts").succeeded();
        }

        assertThat(stub.journal().entries())
                .extracting(JournalEntry::method)
                .containsExactly("GET", "GET", "GET", "POST", "POST");
    }

    @Test
    void aListIsABodyOfARequestToo() {
        stub.when(Match.path("/v1/tags")).always(StubAnswer.json(200, "{}"));

        camel.send("waping:request", List.of("a", 1), request("PUT", "tags")).succeeded();
        camel.send("waping:request", "[\"a\",1]", request("PUT", "tags")).succeeded();

        assertThat(stub.journal().entries()).hasSize(2).allSatisfy(entry -> assertThat(
                        entry.request().json().toString())
                .isEqualTo("[\"a\",1]"));
    }

    @Test
    void anEmptyAnswerOfARequestIsASuccessWithoutABody() {
        stub.when(Match.path("/v1/contacts/1")).then(StubAnswer.status(204)).then(StubAnswer.status(200));

        for (int i = 0; i < 2; i++) {
            Exchange exchange = camel.send("waping:request", null, request("DELETE", "contacts/1"))
                    .succeeded();
            assertThat(exchange.getMessage().getBody()).isNull();
        }
    }

    @Test
    void aRequestThatFailsIsTyped() {
        camel.send("waping:request", null, request("GET", "nothing"))
                .failed(WapingNotFoundException.class, WapingErrorCategory.NOT_FOUND, 404);
        camel.send("waping:request", TEXT, request("POST", "contacts"))
                .failed(WapingValidationException.class, WapingErrorCategory.VALIDATION_ERROR, 0);
        camel.send("waping:request", null)
                .failed(WapingValidationException.class, WapingErrorCategory.VALIDATION_ERROR, 0);
    }

    @Test
    void eventsAreRefusedAsNotYetSupported() {
        assertThatThrownBy(() -> camel.routes(new RouteBuilder() {
                            @Override
                            public void configure() {
                                from("waping:events").to("mock:events");
                            }
                        })
                        .start())
                .hasStackTraceContaining("waping:events is not supported yet");
    }

    @Test
    void eventsAreNotSentTo() {
        assertThatThrownBy(() -> camel.send("waping:events", TEXT)).hasMessageContaining("waping:messages to send");
    }

    @Test
    void whatSendsDoesNotReceive() {
        assertThatThrownBy(() -> camel.routes(new RouteBuilder() {
                            @Override
                            public void configure() {
                                from("waping:messages").to("mock:events");
                            }
                        })
                        .start())
                .hasStackTraceContaining("stands in to");
    }

    @Test
    void componentOptionsAreBoundFromProperties() throws Exception {
        Main main = new Main();
        main.addInitialProperty("camel.component.waping.base-url", stub.baseUrl());
        main.addInitialProperty("camel.component.waping.api-key", TestTexts.API_KEY);
        main.addInitialProperty("camel.component.waping.deviceId", WapingStub.DEVICE);
        main.addInitialProperty("camel.component.waping.to", TestTexts.RECIPIENT);
        main.addInitialProperty("camel.component.waping.response-timeout", "3s");
        main.addInitialProperty("camel.component.waping.max-retry-after", "2m");
        main.addInitialProperty("camel.component.waping.time-to-live", "1h");
        main.addInitialProperty("camel.component.waping.pacing", "false");
        main.addInitialProperty("camel.main.jmx-enabled", "false");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to("waping");
            }
        });
        try {
            main.start();
            main.getCamelTemplate().sendBody("direct:send", TEXT);

            WapingConfiguration options = main.getCamelContext()
                    .getEndpoint("waping", WapingEndpoint.class)
                    .getConfiguration();
            assertThat(options.getResponseTimeout()).isEqualTo(3_000);
            assertThat(options.getMaxRetryAfter()).isEqualTo(120_000);
            assertThat(options.getTimeToLive()).isEqualTo(3_600_000);
            assertThat(options.isPacing()).isFalse();
            assertThat(stub.journal().accepted()).singleElement().satisfies(message -> assertThat(message.to())
                    .isEqualTo(TestTexts.RECIPIENT));
        } finally {
            main.stop();
        }
    }

    @Test
    void aDynamicEndpointSends() {
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").toD("waping:${header.operation}?deviceId=${header.device}");
            }
        });

        camel.send("direct:send", TEXT, Map.of("operation", "messages", "device", WapingStub.DEVICE))
                .succeeded();

        assertThat(onlyRequest().deviceId()).isEqualTo(WapingStub.DEVICE);
    }

    private static Map<String, Object> request(String method, String path) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(WapingConstants.METHOD, method);
        headers.put(WapingConstants.PATH, path);
        return headers;
    }
}

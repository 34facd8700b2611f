package app.waping.camel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/**
 * One way to write a route that sends through {@code waping:} and names the error rules. Whatever the way, each of the
 * API's codes ends where the table says.
 */
@ExtendWith(WapingStubExtension.class)
abstract class ErrorRulesDoor {
    WapingStub stub;
    private CamelContext context;

    /**
     * A started context with the route {@code direct:send} to {@code waping} to {@code mock:sent}, under the rules
     * {@code waping}.
     */
    abstract CamelContext start(Map<String, String> properties) throws Exception;

    /** Ends what {@link #start} began. */
    void end() throws Exception {
        context.stop();
    }

    @AfterEach
    void stop() throws Exception {
        end();
    }

    private Exchange send() throws Exception {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("stub.url", stub.baseUrl());
        properties.put("stub.api-key", stub.apiKey());
        properties.put("waping.errors.dead-letter", "mock:dead");
        properties.put("waping.errors.park", "mock:parked");
        properties.put("waping.errors.alert", "mock:alerts");
        properties.put("waping.errors.record", "original");
        properties.put("waping.alerts.flap", "0");
        properties.put("waping.errors.server-error.delay", "10ms");
        properties.put("waping.errors.transport.delay", "10");
        context = start(properties);
        return context.createProducerTemplate()
                .request("direct:send", exchange -> exchange.getIn().setBody("Your code is 123456"));
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    private void alerts(int count) throws InterruptedException {
        mock("alerts").expectedMessageCount(count);
        mock("alerts").assertIsSatisfied(count == 0 ? 100 : 5000);
    }

    private Exchange only(String name) {
        assertThat(mock(name).getExchanges()).hasSize(1);
        return mock(name).getExchanges().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "400, VALIDATION_ERROR, 0",
        "401, UNAUTHORIZED, 1",
        "403, FORBIDDEN, 1",
        "404, NOT_FOUND, 0",
        "409, IDEMPOTENCY_CONFLICT, 1"
    })
    void aFailureForGoodIsSentOnceAndEndsInTheDeadLetter(int status, String code, int alerts) throws Exception {
        stub.next(10, StubAnswer.error(status, code, "refused"));

        Exchange done = send();

        assertThat(done.getException()).isNull();
        assertThat(stub.journal().messages()).hasSize(1);
        assertThat(only("dead").getIn().getHeaders())
                .containsEntry("CamelWapingErrorCategory", code)
                .containsEntry("CamelWapingErrorStatus", status)
                .containsEntry("CamelWapingErrorAttempts", 1);
        assertThat(mock("sent").getReceivedCounter()).isZero();
        alerts(alerts);
    }

    @Test
    void aRateLimitedMessageArrivesOnceAndNotBeforeRetryAfter() throws Exception {
        stub.next(2, StubAnswer.rateLimited(Duration.ofSeconds(1)));

        Exchange done = send();

        assertThat(done.getException()).isNull();
        assertThat(mock("sent").getReceivedCounter()).isEqualTo(1);
        assertThat(stub.journal().messages()).hasSize(3);
        assertThat(stub.journal().accepted()).hasSize(1);
        assertThat(stub.journal().earlyRequests()).isEmpty();
        assertThat(stub.journal().messages())
                .extracting(JournalEntry::idempotencyKey)
                .doesNotContainNull()
                .containsOnly(stub.journal().messages().get(0).idempotencyKey());
        alerts(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 409, 422, 503})
    void aLostSessionIsParkedUnderEachStatusAndNeverAnAuthFault(int status) throws Exception {
        stub.next(10, StubAnswer.sessionDisconnected(status));

        Exchange done = send();

        assertThat(done.getException()).isNull();
        assertThat(stub.journal().messages()).hasSize(1);
        assertThat(only("parked").getIn().getHeaders())
                .containsEntry("CamelWapingErrorCategory", "SESSION_DISCONNECTED")
                .containsEntry("CamelWapingErrorStatus", status);
        assertThat(mock("dead").getReceivedCounter()).isZero();
        alerts(1);
        assertThat(only("alerts").getIn().getBody(String.class)).contains("SESSION_DISCONNECTED", "QR code");
    }

    @Test
    void aServerErrorIsTriedAFewTimesThenDeadLetteredAndTold() throws Exception {
        stub.next(10, StubAnswer.error(500, "SERVER_ERROR", "upstream"));

        Exchange done = send();

        assertThat(done.getException()).isNull();
        assertThat(stub.journal().messages()).hasSize(5);
        assertThat(only("dead").getIn().getHeaders())
                .containsEntry("CamelWapingErrorCategory", "SERVER_ERROR")
                .containsEntry("CamelWapingErrorAttempts", 5);
        alerts(1);
    }

    @Test
    void aServerErrorThatPassesIsNoticedByNobody() throws Exception {
        stub.next(1, StubAnswer.error(503, "SERVER_ERROR", "upstream"));

        assertThat(send().getException()).isNull();

        assertThat(mock("sent").getReceivedCounter()).isEqualTo(1);
        assertThat(stub.journal().accepted()).hasSize(1);
        alerts(0);
    }

    static String resource(String name) throws IOException {
        try (var in = ErrorRulesDoor.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}

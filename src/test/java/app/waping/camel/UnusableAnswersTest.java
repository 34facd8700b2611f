package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.error.WapingForbiddenException;
import app.waping.camel.error.WapingRateLimitedException;
import app.waping.camel.error.WapingServerException;
import app.waping.camel.error.WapingSessionDisconnectedException;
import app.waping.camel.error.WapingTransportException;
import app.waping.camel.error.WapingUnauthorizedException;
import app.waping.camel.error.WapingUnexpectedResponseException;
import app.waping.camel.error.WapingUnknownErrorException;
import app.waping.camel.error.WapingValidationException;
import app.waping.camel.stub.Deliveries;
import app.waping.camel.stub.Faults;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

class UnusableAnswersTest extends ComponentTest {
    private static final int MEGABYTE = 1024 * 1024;

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("HTML under 200", 200, Faults.html()),
                Arguments.of("an empty 200", 200, Faults.empty()),
                Arguments.of("204", 204, Faults.noContent()),
                Arguments.of("an array", 200, StubAnswer.json(200, "[{\"id\":\"msg_1\"}]")),
                Arguments.of("no id", 202, StubAnswer.json(202, "{\"status\":\"queued\"}")),
                Arguments.of("a blank id", 202, StubAnswer.json(202, "{\"id\":\" \"}")),
                Arguments.of("an id that is an object", 202, StubAnswer.json(202, "{\"id\":{}}")),
                Arguments.of("a second document", 202, StubAnswer.json(202, "{\"id\":\"msg_1\"}{}")),
                Arguments.of("half of a document", 202, StubAnswer.json(202, "{\"id\":\"msg_1\"")),
                Arguments.of("too short a Content-Length", 202, Faults.tooShortLength()),
                Arguments.of("bytes", 200, StubAnswer.status(200).withBody(new byte[] {0, (byte) 0xff, 7})),
                Arguments.of("deep nesting", 200, Faults.deepJson(200, 100_000)),
                Arguments.of("a gzip bomb", 200, Faults.gzipBomb(200, 100 * MEGABYTE)),
                Arguments.of("2 GB", 200, Faults.twoGigabytes(200)),
                Arguments.of(
                        "an encoding that nobody asked for",
                        200,
                        StubAnswer.json(200, "\u0001").withHeader("Content-Encoding", "br")),
                Arguments.of("101", 101, Faults.switchingProtocols()),
                Arguments.of("300", 300, StubAnswer.json(300, "{\"id\":\"msg_1\"}")),
                Arguments.of("304", 304, StubAnswer.status(304)),
                Arguments.of("an error of an unknown code under 200", 200, StubAnswer.error(200, "NEW_CODE", "no")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void anAnswerThatIsNoneIsUnexpectedAndNotRetryable(String name, int status, StubAnswer answer) {
        stub.next(answer);

        assertFailure(WapingUnexpectedResponseException.class, WapingErrorCategory.UNEXPECTED_RESPONSE, status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowedWithTheKey(int status) {
        try (WapingStub other = new WapingStub().start()) {
            StubAnswer answer = StubAnswer.status(status).withHeader("Location", other.baseUrl() + "/messages");
            stub.next(answer);

            assertFailure(WapingUnexpectedResponseException.class, WapingErrorCategory.UNEXPECTED_RESPONSE, status);
            assertThat(other.journal().entries()).isEmpty();
        }
    }

    @Test
    void aStatusThatNobodyKnows() {
        stub.next(StubAnswer.status(599));
        assertFailure(WapingServerException.class, WapingErrorCategory.SERVER_ERROR, 599);

        stub.next(StubAnswer.status(466));
        assertFailure(WapingUnknownErrorException.class, WapingErrorCategory.UNKNOWN, 466);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103})
    void aProvisionalAnswerBeforeTheFinalOneIsPassedOver(int status) {
        stub.next(StubAnswer.json(202, "{\"id\":\"msg_1\"}").deliveredBy((answer, wire) -> {
            wire.write(("HTTP/1.1 " + status + " Wait\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            wire.write(wire.head(answer));
            wire.write(answer.body());
            return true;
        }));

        assertThat(camel.send("waping", TEXT).answer()).containsEntry("id", "msg_1");
    }

    @Test
    void provisionalAnswersWithoutEndAreBoundedByTheTimeout() {
        camel.configure(options -> options.setResponseTimeout(300));
        stub.next(StubAnswer.json(202, "{\"id\":\"msg_1\"}").deliveredBy((answer, wire) -> {
            while (wire.pause(Duration.ofMillis(10))) {
                wire.write("HTTP/1.1 102 Wait\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            return false;
        }));

        camel.send("waping", TEXT).failed(WapingTransportException.class, WapingErrorCategory.TRANSPORT, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED,app.waping.camel.error.WapingRateLimitedException",
        "SESSION_DISCONNECTED,app.waping.camel.error.WapingSessionDisconnectedException",
        "UNAUTHORIZED,app.waping.camel.error.WapingUnauthorizedException",
        "SERVER_ERROR,app.waping.camel.error.WapingServerException"
    })
    void anErrorEnvelopeUnder200IsTheError(String code, Class<? extends WapingException> type) {
        stub.next(StubAnswer.json(
                200,
                "{\"id\":\"msg_1\",\"error\":{\"code\":\" " + code.toLowerCase(Locale.ROOT)
                        + " \",\"message\":\"no\"}}"));

        assertFailure(type, WapingErrorCategory.valueOf(code), 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 409, 422, 503})
    void aLostSessionIsOneUnderAnyStatus(int status) {
        stub.next(StubAnswer.sessionDisconnected(status));

        assertFailure(WapingSessionDisconnectedException.class, WapingErrorCategory.SESSION_DISCONNECTED, status);
    }

    @Test
    void aBasicChallengeIsNotAnsweredAndStaysUnauthorized() {
        stub.next(2, StubAnswer.status(401).withHeader("WWW-Authenticate", "Basic realm=\"api\""));

        assertFailure(WapingUnauthorizedException.class, WapingErrorCategory.UNAUTHORIZED, 401);
    }

    @Test
    void aCodeIsAdoptedByAnOption() {
        camel.configure(options -> options.setCodeCategories("QUOTA_EXCEEDED=FORBIDDEN, SLOW_DOWN=rate-limited"));
        stub.next(StubAnswer.error(402, "QUOTA_EXCEEDED", "no more this month"));
        assertFailure(WapingForbiddenException.class, WapingErrorCategory.FORBIDDEN, 402);
    }

    @Test
    void aRetryAfterOf429IsNeitherSleptNorRepeatedBelowCamel() {
        stub.next(2, StubAnswer.rateLimited(Duration.ofSeconds(3)));

        long start = System.nanoTime();
        assertFailure(WapingRateLimitedException.class, WapingErrorCategory.RATE_LIMITED, 429);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2500));
    }

    @Test
    void aCompressedAnswerIsRead() {
        stub.next(Faults.gzip());

        assertThat(camel.send("waping", TEXT).answer()).containsEntry("status", "queued");
    }

    @Test
    void anAnswerThatAGatewayUnpackedButStillCallsCompressedIsRead() {
        stub.next(StubAnswer.json(200, "{\"id\":\"msg_1\"}").withHeader("Content-Encoding", "gzip"));

        assertThat(camel.send("waping", TEXT).answer()).containsEntry("id", "msg_1");
    }

    @Test
    void aCompressedErrorIsRead() {
        stub.next(StubAnswer.error(418, "FORBIDDEN", "no").deliveredBy(Deliveries.gzip()));

        assertFailure(WapingForbiddenException.class, WapingErrorCategory.FORBIDDEN, 418);
    }

    @Test
    void anErrorOfTwoGigabytesOrAGzipBombIsWhatItsStatusSays() {
        for (StubAnswer answer : new StubAnswer[] {Faults.twoGigabytes(500), Faults.gzipBomb(500, 100 * MEGABYTE)}) {
            stub.reset().next(answer);

            WapingException failure = assertFailure(WapingServerException.class, WapingErrorCategory.SERVER_ERROR, 500);
            assertThat(failure.getResponseBody()).hasSizeLessThanOrEqualTo(64 * 1024);
        }
    }

    @Test
    void anErrorsBodyIsKeptUpToItsLimit() {
        camel.configure(options -> options.setMaxResponseBody(10));
        stub.next(StubAnswer.of(500, "text/plain", "0123456789abcdef"));

        assertThat(assertFailure(WapingServerException.class, WapingErrorCategory.SERVER_ERROR, 500)
                        .getResponseBody())
                .isEqualTo("0123456789");
    }

    @Test
    void aSuccessMayBeAsLongAsItsLimitAndNoLonger() {
        String answer = "{\"id\":\"msg_1\",\"more\":\"" + "x".repeat(80) + "\"}";
        camel.configure(options -> options.setMaxAnswerBody(answer.length()));
        stub.next(StubAnswer.json(200, answer)).next(StubAnswer.json(200, answer + " "));

        assertThat(camel.send("waping", TEXT).answer()).containsEntry("id", "msg_1");
        camel.send("waping", TEXT)
                .failed(WapingUnexpectedResponseException.class, WapingErrorCategory.UNEXPECTED_RESPONSE, 200);
    }

    @Test
    void cookiesAreNotKept() {
        stub.next(StubAnswer.json(202, "{\"id\":\"msg_1\"}").withHeader("Set-Cookie", "session=1; Path=/"));

        camel.send("waping", TEXT).succeeded();
        camel.send("waping", TEXT).succeeded();

        assertThat(stub.journal().messages()).hasSize(2).allSatisfy(message -> assertThat(
                        message.request().header("Cookie"))
                .isNull());
    }

    @Test
    void whatTheApiEchoesIsMaskedInTheException() {
        String to = TestTexts.RECIPIENT;
        stub.next(StubAnswer.error(
                400, "VALIDATION_ERROR", "cannot send '" + TEXT + "' to " + to + " with " + TestTexts.API_KEY));

        WapingException failure = camel.send("waping", TEXT)
                .failed(WapingValidationException.class, WapingErrorCategory.VALIDATION_ERROR, 400);

        assertThat(failure.getApiMessage())
                .doesNotContain(TEXT, to, TestTexts.API_KEY)
                .startsWith("cannot send");
        assertThat(failure.toString()).doesNotContain(TEXT, to, TestTexts.API_KEY);
    }

    @Test
    void hugeAndManyHeadersOfAnAnswerEndInADefinedWay() {
        StubAnswer answer = StubAnswer.json(202, "{\"id\":\"msg_1\"}");
        for (int i = 0; i < 2000; i++) {
            answer = answer.withHeader("X-Filler-" + i, "x".repeat(200));
        }
        stub.next(answer);

        SentExchange sent = camel.send("waping", TEXT, Map.of());

        assertThat(sent.exchange().getException())
                .satisfiesAnyOf(failure -> assertThat(failure).isNull(), failure -> assertThat(failure)
                        .isInstanceOf(WapingTransportException.class));
    }

    private <T extends WapingException> T assertFailure(Class<T> type, WapingErrorCategory category, int status) {
        int before = stub.journal().messages().size();
        T failure = camel.send("waping", TEXT).failed(type, category, status);
        assertThat(stub.journal().messages()).hasSize(before + 1);
        assertThat(stub.journal().messages())
                .last()
                .satisfies(message -> assertThat(message.request().bearer()).isEqualTo(TestTexts.API_KEY));
        return failure;
    }
}

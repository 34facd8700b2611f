package app.waping.camel.error;

import static app.waping.camel.error.Answers.answer;
import static app.waping.camel.error.Answers.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

class WapingExceptionTest {
    private static final String KEY = "wk_live_7Qm2Zt9XcVb4Lp0Rn6";
    private static final CallFacts FACTS =
            new CallFacts("dev_1", "order-17", List.of(KEY, "+4915112345678", "Hello you"));

    private final ErrorTranslator translator = new ErrorTranslator(TranslatorSettings.defaults());

    @Test
    void theMessageHoldsWhatAReaderNeeds() {
        WapingException exception = translator.translate(
                answer(422, envelope("NEW_CODE", "No such thing."), "X-Request-Id", "req_1"), FACTS);

        assertThat(exception).hasMessage("UNKNOWN code NEW_CODE (HTTP 422): No such thing. [request req_1]");
    }

    @Test
    void theMessageDoesNotRepeatACodeThatNamesItsCategory() {
        assertThat(translator.translate(answer(429, envelope("RATE_LIMITED", "Slower")), FACTS))
                .hasMessage("RATE_LIMITED (HTTP 429): Slower");
    }

    @Test
    void aLocalFailureGivesItsReason() {
        assertThat(WapingException.of(
                        WapingErrorCategory.EXPIRED, WapingError.local("waited 3 s of 2 s", "dev_1", "order-17")))
                .hasMessage("EXPIRED: waited 3 s of 2 s");
    }

    @Test
    void whateverTheApiEchoesIsMaskedInTheMessage() {
        String echo = "Hello you to +49 151 12345678 with " + KEY;

        WapingException exception =
                translator.translate(answer(400, envelope(echo, echo), "X-Request-Id", KEY + "-4915112345678"), FACTS);

        assertThat(exception.getMessage()).doesNotContain(KEY, "Hello", "12345678", KEY.substring(0, 18));
        assertThat(exception.getApiMessage()).isEqualTo("*** to *** with ***");
        assertThat(exception.error()).asString().doesNotContain(KEY, "Hello", "12345678");
        assertThat(exception).asString().doesNotContain(KEY, "Hello", "12345678");
    }

    @Test
    void controlCharactersAreEscapedInTheMessage() {
        WapingException exception =
                translator.translate(answer(400, envelope("A\\nB", "one\\r\\ntwo \\u001b[2J \\u202e")), FACTS);

        assertThat(exception.getMessage())
                .isEqualTo("VALIDATION_ERROR code A\\u000aB (HTTP 400): one\\u000d\\u000atwo \\u001b[2J \\u202e");
    }

    @Test
    void theMessageIsShortWhateverTheApiSays() {
        WapingException exception = translator.translate(
                answer(400, envelope("C".repeat(9000), "m".repeat(9000)), "X-Request-Id", "r".repeat(9000)), FACTS);

        assertThat(exception.getMessage()).hasSizeLessThan(650);
        assertThat(exception.getApiMessage()).hasSize(1000);
    }

    @Test
    void theBodyComesRawAndMasked() {
        String body = envelope("VALIDATION_ERROR", "+4915112345678 is no number");

        WapingException exception = translator.translate(answer(400, body), FACTS);

        assertThat(exception.getResponseBody()).isEqualTo(body);
        assertThat(exception.error().maskedBody()).isEqualTo(envelope("VALIDATION_ERROR", "*** is no number"));
    }

    @Test
    void thereIsNoStackTrace() {
        assertThat(translator.translate(answer(500, ""), FACTS).getStackTrace()).isEmpty();
    }

    @Test
    void theSettersOfCamelChangeNothing() {
        WapingException exception = translator.translate(answer(500, ""), FACTS);

        exception.setHttpResponseCode(200);
        exception.setHttpResponseStatus("fine");

        assertThat(exception.getHttpResponseCode()).isEqualTo(500);
        assertThat(exception.getHttpResponseStatus()).isEqualTo("SERVER_ERROR");
    }

    @Test
    void itSurvivesSerialisationWithoutItsSecrets() throws Exception {
        WapingException exception = translator.translate(
                answer(
                        429,
                        envelope("RATE_LIMITED", "for +4915112345678"),
                        "Retry-After",
                        "7",
                        "X-Request-Id",
                        "req_1"),
                FACTS);

        byte[] bytes = serialise(exception);
        WapingException copy = (WapingException) new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();

        assertThat(copy).isExactlyInstanceOf(WapingRateLimitedException.class).hasMessage(exception.getMessage());
        assertThat(copy.getCode()).isEqualTo("RATE_LIMITED");
        assertThat(copy.getRetryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(copy.getIdempotencyKey()).isEqualTo("order-17");
        assertThat(copy.getResponseBody()).isEqualTo(envelope("RATE_LIMITED", "for ***"));
        assertThat(copy.error().correlationIds()).containsEntry("X-Request-Id", "req_1");
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("12345678", KEY, "Hello");
    }

    @Test
    void theSameFailureCanBeToldOfAnotherMessage() {
        WapingError first = translator
                .translate(answer(401, envelope("UNAUTHORIZED", "bad key"), "X-Request-Id", "req_1"), FACTS)
                .error();

        WapingError other = first.withMessage("dev_2", "order-18", "not sent").withRetryAfter(Duration.ofSeconds(9));

        assertThat(other.code()).isEqualTo("UNAUTHORIZED");
        assertThat(other.deviceId()).isEqualTo("dev_2");
        assertThat(other.idempotencyKey()).isEqualTo("order-18");
        assertThat(other.reason()).isEqualTo("not sent");
        assertThat(other.retryAfter()).isEqualTo(Duration.ofSeconds(9));
        assertThat(other.apiMessage()).isEqualTo("bad key");
        assertThat(other.requestId()).isEqualTo("req_1");
    }

    private static byte[] serialise(WapingException exception) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        return bytes.toByteArray();
    }
}

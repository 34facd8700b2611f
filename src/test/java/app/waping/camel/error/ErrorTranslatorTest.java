package app.waping.camel.error;

import static app.waping.camel.error.Answers.answer;
import static app.waping.camel.error.Answers.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTranslatorTest {
    private final ErrorTranslator translator = new ErrorTranslator(TranslatorSettings.defaults());

    @ParameterizedTest
    @CsvSource({
        "400, VALIDATION_ERROR",
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "409, IDEMPOTENCY_CONFLICT",
        "429, RATE_LIMITED",
        "402, UNKNOWN",
        "418, UNKNOWN",
        "499, UNKNOWN",
        "500, SERVER_ERROR",
        "599, SERVER_ERROR",
        "100, UNEXPECTED_RESPONSE",
        "101, UNEXPECTED_RESPONSE",
        "200, UNEXPECTED_RESPONSE",
        "204, UNEXPECTED_RESPONSE",
        "302, UNEXPECTED_RESPONSE",
        "399, UNEXPECTED_RESPONSE",
        "600, UNEXPECTED_RESPONSE",
        "999, UNEXPECTED_RESPONSE",
        "0, TRANSPORT",
        "-1, TRANSPORT"
    })
    void withoutACodeTheStatusDecides(int status, WapingErrorCategory category) {
        assertThat(translate(answer(status, "")).getCategory()).isEqualTo(category);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 302, 400, 401, 409, 422, 503, 700})
    void aKnownCodeDecidesWhateverTheStatus(int status) {
        WapingException exception = translate(answer(status, envelope("SESSION_DISCONNECTED", "x")));

        assertThat(exception).isExactlyInstanceOf(WapingSessionDisconnectedException.class);
        assertThat(exception.isRetryable()).isFalse();
        assertThat(exception.getHttpResponseCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(WapingErrorCategory.class)
    void eachCategoryHasAClassOfItsOwn(WapingErrorCategory category) {
        WapingException exception = WapingException.of(category, WapingError.local("x", null, null));

        assertThat(exception.getCategory()).isEqualTo(category);
        assertThat(exception.isRetryable()).isEqualTo(category.isRetryable());
        assertThat(exception.getRemedy()).isNotBlank().endsWith(".");
    }

    @Test
    void aCutSuccessIsATransportFailure() {
        assertThat(translate(answer(200, "{\"id\":\"m".getBytes(StandardCharsets.UTF_8), false)))
                .isExactlyInstanceOf(WapingTransportException.class);
    }

    @Test
    void aCutErrorIsClassifiedByItsStatus() {
        byte[] body = envelope("SESSION_DISCONNECTED", "x").getBytes(StandardCharsets.UTF_8);

        WapingException exception = translate(answer(401, body, false));

        assertThat(exception).isExactlyInstanceOf(WapingUnauthorizedException.class);
        assertThat(exception.getCode()).isNull();
        assertThat(exception.getResponseBody()).contains("SESSION_DISCONNECTED");
    }

    @Test
    void anEnvelopeLongerThanTheBoundStillCounts() {
        ErrorTranslator narrow =
                new ErrorTranslator(TranslatorSettings.defaults().withMaxResponseBody(200));

        WapingException exception =
                narrow.translate(answer(401, envelope("SESSION_DISCONNECTED", "x".repeat(500))), CallFacts.none());

        assertThat(exception.getCategory()).isEqualTo(WapingErrorCategory.SESSION_DISCONNECTED);
        assertThat(exception.getResponseBody()).hasSize(200);
    }

    @Test
    void aNewCodeIsAdoptedBySettings() {
        ErrorTranslator adopting = new ErrorTranslator(TranslatorSettings.defaults()
                .withCodeCategories(Map.of("quota_exceeded ", WapingErrorCategory.FORBIDDEN)));

        WapingException exception = adopting.translate(answer(429, envelope(" Quota_Exceeded", "x")), CallFacts.none());

        assertThat(exception).isExactlyInstanceOf(WapingForbiddenException.class);
        assertThat(exception.getCode()).isEqualTo("Quota_Exceeded");
    }

    @Test
    void settingsComeBeforeTheTableAndTheSynonyms() {
        ErrorTranslator adopting = new ErrorTranslator(TranslatorSettings.defaults()
                .withCodeCategories(Map.of(
                        "NOT_FOUND", WapingErrorCategory.SERVER_ERROR,
                        "DEVICE_NOT_CONNECTED", WapingErrorCategory.UNKNOWN)));

        assertThat(adopting.categoryOf("not_found")).isEqualTo(WapingErrorCategory.SERVER_ERROR);
        assertThat(adopting.categoryOf("DEVICE_NOT_CONNECTED")).isEqualTo(WapingErrorCategory.UNKNOWN);
        assertThat(translator.categoryOf("DEVICE_NOT_CONNECTED")).isEqualTo(WapingErrorCategory.SESSION_DISCONNECTED);
    }

    @Test
    void namesOfOurOwnCategoriesAreNoCodesOfTheApi() {
        assertThat(List.of("TRANSPORT", "UNKNOWN", "UNEXPECTED_RESPONSE", "EXPIRED", "INTERRUPTED"))
                .allSatisfy(name -> assertThat(translator.categoryOf(name)).isNull());
    }

    @Test
    void aParsedSuccessIsAnErrorOnlyWithAKnownCode() {
        assertThat(translator.isKnownError(Map.of("error", Map.of("code", "rate_limited"))))
                .isTrue();
        assertThat(translator.isKnownError(Map.of("id", "m1", "error", Map.of("code", "NEW_WARNING"))))
                .isFalse();
        assertThat(translator.isKnownError(Map.of("error", "RATE_LIMITED"))).isFalse();
        assertThat(translator.isKnownError(Map.of("error", Map.of("code", 7)))).isFalse();
    }

    @Test
    void theFactsOfTheCallComeAlong() {
        WapingException exception =
                translator.translate(answer(429, "", "Retry-After", "3"), new CallFacts("dev_1", "key-1", List.of()));

        assertThat(exception.getDeviceId()).isEqualTo("dev_1");
        assertThat(exception.getIdempotencyKey()).isEqualTo("key-1");
        assertThat(exception.getRetryAfter()).hasSeconds(3);
    }

    @Test
    void requestIdHeadersAreOnesOwn() {
        ErrorTranslator own = new ErrorTranslator(
                TranslatorSettings.defaults().withRequestIdHeaders(List.of("X-Trace", "X-Request-Id")));

        WapingException exception =
                own.translate(answer(500, "", "X-Request-Id", "second", "x-trace", "first"), CallFacts.none());

        assertThat(exception.getRequestId()).isEqualTo("first");
    }

    @Test
    void everyIdOfTheAnswerIsKept() {
        WapingException exception = translate(answer(
                500,
                "{\"error\":{\"code\":\"SERVER_ERROR\",\"messageId\":\"msg_7\"},\"eventId\":\"evt_8\",\"request_id\":\"rq\"}",
                "X-Request-Id",
                "req_1",
                "CF-RAY",
                "ray-2"));

        assertThat(exception.error().correlationIds())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "X-Request-Id", "req_1",
                        "CF-RAY", "ray-2",
                        "requestId", "rq",
                        "messageId", "msg_7",
                        "eventId", "evt_8"));
    }

    @Test
    void aBombIsInflatedNoFurtherThanTheBound() throws IOException {
        WapingException exception =
                translate(answer(503, gzip(new byte[50_000_000]), true, "Content-Encoding", "gzip"));

        assertThat(exception.getCategory()).isEqualTo(WapingErrorCategory.SERVER_ERROR);
        assertThat(exception.getResponseBody().length()).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void aCompressedEnvelopeBehindTheBoundOfItsBytesStillCounts() throws IOException {
        String members = ",\"x\":\"" + "y".repeat(100_000) + "\"}";
        byte[] packed =
                gzip(envelope("NOT_FOUND", "x").replaceFirst("}$", members).getBytes(StandardCharsets.UTF_8));

        assertThat(translate(answer(500, packed, true, "Content-Encoding", "gzip"))
                        .getCategory())
                .isEqualTo(WapingErrorCategory.NOT_FOUND);
    }

    @Test
    void nullsWhereNoneShouldBeDoNoHarm() {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(null);
        headers.add(new SimpleEntry<>(null, "x"));
        headers.add(new SimpleEntry<>("Retry-After", null));
        CallFacts facts = new CallFacts(null, null, Arrays.asList("a secret", null));

        WapingException exception = translator.translate(new HttpAnswer(500, headers, null, true), facts);

        assertThat(exception.getCategory()).isEqualTo(WapingErrorCategory.SERVER_ERROR);
        assertThat(exception.error().correlationIds()).isEmpty();
        assertThat(translator.translate(new HttpAnswer(500, null, null, true), new CallFacts(null, null, null)))
                .isNotNull();
    }

    @Test
    void theContentOfASuccessIsDecompressedWithinItsBound() throws IOException {
        byte[] plain = "{\"id\":\"m1\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(translator.content(answer(200, plain, true), 100).body()).isEqualTo(plain);
        assertThat(translator
                        .content(answer(200, gzip(plain), true, "content-encoding", "gzip"), 100)
                        .body())
                .isEqualTo(plain);
        assertThat(translator
                        .content(answer(200, gzip(new byte[5000]), true, "content-encoding", "gzip"), 100)
                        .body())
                .hasSize(100);
    }

    @Test
    void whatIsHandedInShowsNoSecretOfItself() {
        assertThat(new CallFacts("dev_1", "key-1", List.of("wk_secret")))
                .asString()
                .doesNotContain("wk_secret");
        assertThat(answer(500, "wk_secret", "Authorization", "wk_secret"))
                .asString()
                .doesNotContain("wk_secret");
    }

    private WapingException translate(HttpAnswer answer) {
        return translator.translate(answer, CallFacts.none());
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }
}

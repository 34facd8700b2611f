package app.waping.camel.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

/** The corpus of this project; with {@code -Dwaping.corpus=<directory>} also one from outside. */
class ErrorCorpusTest {
    /** Hours away from the date of the samples: a date form must be held against the answer's own. */
    private static final Clock SKEWED = Clock.fixed(Instant.parse("2026-04-03T17:31:07Z"), ZoneOffset.UTC);

    private final ErrorTranslator translator =
            new ErrorTranslator(TranslatorSettings.defaults().withClock(SKEWED));

    static List<CorpusSample> samples() {
        Stream<Path> own = Stream.of(Path.of("src/test/resources/error-corpus"));
        Stream<Path> outside = Stream.ofNullable(System.getProperty("waping.corpus"))
                .filter(directory -> !directory.isBlank())
                .map(Path::of);
        return Stream.concat(own, outside)
                .flatMap(directory -> CorpusSample.in(directory).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eachSampleIsTranslatedAsExpected(CorpusSample sample) {
        WapingException exception = translator.translate(sample.answer(), CallFacts.none());

        JsonNode expected = sample.expected();
        assertThat(exception.getHttpResponseCode())
                .isEqualTo(expected.get("status").asInt());
        assertThat(exception.getCode()).isEqualTo(expected.get("code").textValue());
        assertThat(exception.getCategory()).hasToString(expected.get("category").asText());
        assertThat(exception.isRetryable()).isEqualTo(expected.get("retryable").asBoolean());
        boolean byCode = translator.categoryOf(exception.getCode()) != null;
        assertThat(byCode ? "code" : "status").isEqualTo(expected.get("source").asText());
        JsonNode wait = expected.get("retry_after");
        if (!wait.isTextual()) {
            Long millis = exception.getRetryAfter() == null
                    ? null
                    : Long.valueOf(exception.getRetryAfter().toMillis());
            assertThat(millis).isEqualTo(wait.isNull() ? null : Long.valueOf(wait.asLong()));
        }
        if (expected.has("message")) {
            assertThat(exception.getApiMessage())
                    .isEqualTo(expected.get("message").textValue());
        }
        if (expected.has("request_id")) {
            assertThat(exception.getRequestId())
                    .isEqualTo(expected.get("request_id").textValue());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theMessageOfEachSampleFitsOnOneShortLine(CorpusSample sample) {
        String message = translator.translate(sample.answer(), CallFacts.none()).getMessage();

        assertThat(message).hasSizeLessThan(700).doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029\\u202e]");
    }
}

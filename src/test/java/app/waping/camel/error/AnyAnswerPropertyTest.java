package app.waping.camel.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** Whatever comes off the wire ends in a defined category, and none of its texts shows a secret. */
class AnyAnswerPropertyTest {
    private static final Set<WapingErrorCategory> LOCAL_ONLY =
            Set.of(WapingErrorCategory.EXPIRED, WapingErrorCategory.INTERRUPTED);
    private static final int MAX_BODY = 16 * 1024;
    private static final RandomAnswers ANSWERS =
            new RandomAnswers(CorpusSample.in(Path.of("src/test/resources/error-corpus")));
    private static final CallFacts FACTS =
            new CallFacts("dev_1", "order-17", List.of(RandomAnswers.KEY, RandomAnswers.RECIPIENT, RandomAnswers.TEXT));

    private final ErrorTranslator translator =
            new ErrorTranslator(TranslatorSettings.defaults().withMaxResponseBody(MAX_BODY));

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void anyAnswerEndsInADefinedCategory(@ForAll long seed) {
        check(ANSWERS.answer(seed));
    }

    @Tag("long")
    @Property(tries = 1_000_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void anyOfAMillionAnswersEndsInADefinedCategory(@ForAll long seed) {
        check(ANSWERS.answer(seed));
    }

    private void check(HttpAnswer answer) {
        WapingException exception = translator.translate(answer, FACTS);

        WapingErrorCategory byCode = translator.categoryOf(exception.getCode());
        WapingErrorCategory byStatus = ErrorTranslator.byStatus(answer.status(), answer.complete());
        assertThat(exception.getCategory())
                .isEqualTo(byCode != null ? byCode : byStatus)
                .isNotIn(LOCAL_ONLY);
        assertThat(exception)
                .isExactlyInstanceOf(WapingException.of(exception.getCategory(), exception.error())
                        .getClass());
        assertThat(exception.getHttpResponseCode()).isEqualTo(answer.status());
        assertThat(exception.getResponseBody().length()).isLessThanOrEqualTo(MAX_BODY);
        if (exception.getCode() != null) {
            assertThat(exception.getCode()).isNotBlank().hasSizeLessThanOrEqualTo(256);
        }
        if (exception.getRetryAfter() != null) {
            assertThat(exception.getRetryAfter()).isBetween(Duration.ZERO, Duration.ofSeconds(Integer.MAX_VALUE));
        }
        String line = FailureLog.line(exception, Map.of("exchangeId", "E-1"));
        assertIsSafe(exception.getMessage());
        assertIsSafe(line);
        assertShowsNoSecret(exception.getApiMessage());
        assertShowsNoSecret(exception.error().maskedBody());
        assertThat(exception.error().correlationIds().values()).allSatisfy(AnyAnswerPropertyTest::assertShowsNoSecret);
    }

    private static void assertIsSafe(String line) {
        assertShowsNoSecret(line);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0x202e) {
                throw new AssertionError("control character " + (int) c + " in: " + line);
            }
        }
    }

    private static void assertShowsNoSecret(String text) {
        if (text != null
                && (text.contains(RandomAnswers.KEY)
                        || text.contains(RandomAnswers.RECIPIENT.substring(1))
                        || text.contains(RandomAnswers.TEXT))) {
            throw new AssertionError("a secret shows in: " + text);
        }
    }
}

package app.waping.camel.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TranslatorSettingsTest {
    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "INTERRUPTED"})
    void aCodeOfTheApiCannotMeanThatNothingWasSent(WapingErrorCategory category) {
        TranslatorSettings defaults = TranslatorSettings.defaults();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withCodeCategories(Map.of("SOME_CODE", category)))
                .withMessageContaining("SOME_CODE")
                .withMessageContaining(category.name());
    }

    @Test
    void aBodyOfNoBytesCannotBeRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TranslatorSettings.defaults().withMaxResponseBody(0))
                .withMessageContaining("maxResponseBody");
    }

    @Test
    void theDefaultsAreThoseOfTheOptions() {
        TranslatorSettings defaults = TranslatorSettings.defaults();

        assertThat(defaults.maxResponseBody()).isEqualTo(65536);
        assertThat(defaults.requestIdHeaders()).containsExactly("X-Request-Id", "Request-Id", "X-Correlation-Id");
        assertThat(defaults.codeCategories()).isEmpty();
    }
}

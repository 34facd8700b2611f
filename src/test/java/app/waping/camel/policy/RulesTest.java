package app.waping.camel.policy;

import static app.waping.camel.error.WapingErrorCategory.NOT_FOUND;
import static app.waping.camel.error.WapingErrorCategory.RATE_LIMITED;
import static app.waping.camel.error.WapingErrorCategory.SERVER_ERROR;
import static app.waping.camel.error.WapingErrorCategory.TRANSPORT;
import static app.waping.camel.error.WapingErrorCategory.UNKNOWN;
import static app.waping.camel.policy.Failing.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.waping.camel.error.WapingErrorCategory;

/** The numbers of the rules, from defaults and properties. */
class RulesTest {
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private Rules rules(String... properties) {
        for (int i = 0; i < properties.length; i += 2) {
            context.getPropertiesComponent().addInitialProperty(properties[i], properties[i + 1]);
        }
        return new Rules(ErrorPolicy.nothingSaid(), new PolicyProperties(context).read(""));
    }

    @Test
    void theDefaultsAreThoseOfTheContract() {
        Rules rules = rules();

        for (WapingErrorCategory category : WapingErrorCategory.values()) {
            int expected = category == RATE_LIMITED ? 8 : category == SERVER_ERROR || category == TRANSPORT ? 4 : 0;
            assertThat(rules.of(failure(category)).maxRedeliveries())
                    .as(category.toString())
                    .isEqualTo(expected);
        }
        assertThat(rules.of(failure(RATE_LIMITED)).backOff())
                .isEqualTo(new BackOff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30)));
        assertThat(rules.recordForm()).isEqualTo(RecordForm.ENVELOPE);
        assertThat(rules.endpoints()).isEmpty();
    }

    @Test
    void durationsAreReadInEachOfCamelsForms() {
        Rules rules = rules(
                "waping.errors.rate-limited.delay", "500ms",
                "waping.errors.rate-limited.max-delay", "1m",
                "waping.errors.transport.delay", "250",
                "waping.errors.server-error.delay", "2s",
                "waping.errors.server-error.multiplier", "1.5");

        assertThat(rules.of(failure(RATE_LIMITED)).backOff().delay()).isEqualTo(Duration.ofMillis(500));
        assertThat(rules.of(failure(RATE_LIMITED)).backOff().maxDelay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(rules.of(failure(TRANSPORT)).backOff().delay()).isEqualTo(Duration.ofMillis(250));
        assertThat(rules.of(failure(SERVER_ERROR)).backOff())
                .isEqualTo(new BackOff(Duration.ofSeconds(2), 1.5, Duration.ofSeconds(30)));
    }

    @Test
    void aCodeHasARuleOfItsOwnByPropertiesToo() {
        Rules rules = rules(
                "waping.errors.dead-letter", "mock:dead",
                "waping.errors.code.RECIPIENT_NOT_ON_WHATSAPP.dead-letter", "mock:unreachable");

        assertThat(rules.of(failure(UNKNOWN, "RECIPIENT_NOT_ON_WHATSAPP", null)).deadLetter())
                .isEqualTo("mock:unreachable");
        assertThat(rules.of(failure(UNKNOWN, "SOMETHING_ELSE", null)).deadLetter())
                .isEqualTo("mock:dead");
        assertThat(rules.of(failure(NOT_FOUND)).deadLetter()).isEqualTo("mock:dead");
    }

    @Test
    void ourOwnWaitIsDrawnBetweenZeroAndABoundThatGrowsToItsCap() {
        BackOff backOff = new BackOff(Duration.ofSeconds(1), 2, Duration.ofSeconds(5));

        assertThat(backOff.own(0, 0)).isEqualTo(Duration.ZERO);
        assertThat(backOff.own(0, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backOff.own(1, 1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backOff.own(2, 0.5)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backOff.own(3, 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(backOff.own(5000, 1)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aWaitThatWasAskedForIsNeverCutAndStretchedALittle() {
        assertThat(BackOff.asked(Duration.ofSeconds(2), 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(BackOff.asked(Duration.ofSeconds(2), 1)).isEqualTo(Duration.ofMillis(2200));
        assertThat(BackOff.asked(Duration.ofHours(1), 1)).isEqualTo(Duration.ofSeconds(3601));
    }
}

package app.waping.camel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

class DueTimesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final DueTimes times = new DueTimes(() -> NOW);

    @Test
    void aLaterMessageOfTheDeviceIsNotDueBeforeAnEarlierOne() {
        assertThat(times.next("a", NOW.plusMillis(500))).isEqualTo(NOW.plusMillis(500));
        assertThat(times.next("a", NOW.plusMillis(300))).isEqualTo(NOW.plusMillis(500));
        assertThat(times.next("a", null)).isEqualTo(NOW.plusMillis(500));
        assertThat(times.next("b", null)).isNull();
    }

    @Test
    void aTimeIsRoundedUpSoThatNothingIsDueTooEarly() {
        assertThat(times.next("a", NOW.plusNanos(1))).isEqualTo(NOW.plusMillis(1));
    }

    @Test
    void aTimeThatHasPassedHoldsNobodyBack() {
        times.next("a", NOW.minusSeconds(1));
        assertThat(times.next("a", null)).isNull();
    }
}

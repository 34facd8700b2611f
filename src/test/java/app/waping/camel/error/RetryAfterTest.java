package app.waping.camel.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final String DATE = "Tue, 14 Jul 2026 09:30:00 GMT";
    private static final Clock THREE_HOURS_AHEAD = Clock.fixed(Instant.parse("2026-07-14T12:30:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "7 | 7",
                "' \t8\t ' | 8",
                "0010 | 10",
                "86400 | 86400",
                "5, 10 | 10",
                "10,5 | 10",
                "2147483647 | 2147483647",
                "2147483648 | 2147483647",
                "99999999999999999999999999 | 2147483647",
                "Tue, 14 Jul 2026 09:30:45 GMT | 45",
                "Tuesday, 14-Jul-26 09:31:30 GMT | 90",
                "Tue Jul 14 09:32:00 2026 | 120",
                "Sat Aug  1 09:30:00 2026 | 1555200",
                "tue, 14 JUL 2026 09:30:45 gmt | 45",
                "Tue, 14 Jul 2026 09:29:59 GMT | 0",
                "Thu, 01 Jan 1970 00:00:00 GMT | 0",
                "Tue, 14 Jul 2026 09:30:60 GMT | 59",
                "Fri, 31 Dec 9999 23:59:59 GMT | 2147483647",
                "Sunday, 14-Jul-77 09:30:00 GMT | 0",
                "Wednesday, 14-Jul-27 09:30:00 GMT | 31536000",
            })
    void aUsableFormGivesTheWait(String value, long seconds) {
        assertThat(RetryAfter.parse(value, DATE, THREE_HOURS_AHEAD)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "5,",
                "-1",
                "+1",
                "1.5",
                "1e3",
                "0x1f",
                "30s",
                "PT30S",
                "soon",
                "\u0663\u0660",
                "2026-07-14T09:30:45Z",
                "Tue, 14 Jul 2026 09:30:45",
                "Tue, 14 Jul 2026 09:30:45 EST",
                "Tue, 14 Jul 26 09:30:45 GMT",
                "Tue, 31 Feb 2026 09:30:45 GMT",
                "Tue, 14 Jux 2026 09:30:45 GMT",
                "Tue, 14 anf 2026 09:30:45 GMT",
                "Tue, 14 Jul 2026 25:30:45 GMT",
                "Tue, 14 Jul 2026 09:30:61 GMT",
                "Tue, 14 Jul 2026 9:30:45 GMT",
                "Tue, 00 Jul 2026 09:30:45 GMT",
                "Tuesday, 14-Jul-2026 09:30:45 GMT",
                "Tue Jul 14 09:32:00 26",
                "5, Tue, 14 Jul 2026 09:30:45 GMT"
            })
    void anyOtherFormIsNoHint(String value) {
        assertThat(RetryAfter.parse(value, DATE, THREE_HOURS_AHEAD)).isNull();
    }

    @Test
    void aHugeValueIsNoHint() {
        assertThat(RetryAfter.parse("1".repeat(100_000), DATE, THREE_HOURS_AHEAD))
                .isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "yesterday", "2026-07-14"})
    void aDateIsHeldAgainstTheClockWhereTheAnswerHasNoDate(String date) {
        assertThat(RetryAfter.parse("Tue, 14 Jul 2026 12:30:20 GMT", date, THREE_HOURS_AHEAD))
                .isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void ofTwoWaitsTheLargerCounts() {
        assertThat(RetryAfter.larger(Duration.ofSeconds(3), Duration.ofSeconds(4)))
                .isEqualTo(Duration.ofSeconds(4));
        assertThat(RetryAfter.larger(Duration.ofSeconds(5), Duration.ofSeconds(4)))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(RetryAfter.larger(null, Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(4));
        assertThat(RetryAfter.larger(Duration.ofSeconds(4), null)).isEqualTo(Duration.ofSeconds(4));
        assertThat(RetryAfter.larger(null, null)).isNull();
    }
}

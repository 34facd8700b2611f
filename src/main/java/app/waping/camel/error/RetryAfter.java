package app.waping.camel.error;

import java.time.Clock;
import java.time.Duration;

/**
 * Reads {@code Retry-After}: whole seconds, or one of the three HTTP date forms, held against the answer's own
 * {@code Date} so that a clock that is wrong on either side does no harm. Anything else is no hint.
 */
final class RetryAfter {
    /** The longest wait that is told apart, 2^31-1 seconds: what RFC 9111 takes for "too large to say". */
    static final long MAX_SECONDS = Integer.MAX_VALUE;

    private static final long NO_HINT = -1;

    private RetryAfter() {}

    /**
     * The wait that one header field asks for.
     *
     * @param value the field's value; several numbers with commas between are taken for folded duplicates
     * @param date  the answer's {@code Date} field; may be null or no date at all
     * @param clock stands in for a missing date
     * @return never negative: a date that has passed is zero; null where there is no usable hint
     */
    static Duration parse(String value, String date, Clock clock) {
        if (value == null) {
            return null;
        }
        long seconds = value.isEmpty() || value.length() > 200 ? NO_HINT : seconds(value);
        if (seconds == NO_HINT) {
            seconds = untilDate(value, date, clock);
        }
        return seconds == NO_HINT ? null : Duration.ofSeconds(seconds);
    }

    /** The larger of two waits; null is no hint. */
    static Duration larger(Duration one, Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static long seconds(String value) {
        long largest = NO_HINT;
        int from = 0;
        while (from <= value.length()) {
            int comma = value.indexOf(',', from);
            int to = comma < 0 ? value.length() : comma;
            long one = number(value, from, to);
            if (one == NO_HINT) {
                return NO_HINT;
            }
            largest = Math.max(largest, one);
            from = to + 1;
        }
        return largest;
    }

    private static long number(String value, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(value.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(value.charAt(to - 1))) {
            to--;
        }
        if (from == to) {
            return NO_HINT;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                return NO_HINT;
            }
            number = Math.min(number * 10 + c - '0', MAX_SECONDS);
        }
        return number;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static long untilDate(String value, String date, Clock clock) {
        long clockNow = Math.floorDiv(clock.millis(), 1000L);
        long then = HttpDate.parse(value, clockNow);
        if (then == HttpDate.NONE) {
            return NO_HINT;
        }
        long now = HttpDate.parse(date, clockNow);
        return Math.min(Math.max(then - (now == HttpDate.NONE ? clockNow : now), 0), MAX_SECONDS);
    }
}

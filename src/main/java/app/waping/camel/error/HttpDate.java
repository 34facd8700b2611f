package app.waping.camel.error;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Reads the three date forms of RFC 9110: {@code Sun, 06 Nov 1994 08:49:37 GMT}, {@code Sunday, 06-Nov-94 08:49:37 GMT}
 * and {@code Sun Nov  6 08:49:37 1994}. The name of the weekday is not held against the date.
 */
final class HttpDate {
    /** What {@link #parse} answers for a text that is no date: no date of the three forms comes near it. */
    static final long NONE = Long.MIN_VALUE;

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int LONGEST = 40;

    private HttpDate() {}

    /**
     * Seconds since 1970-01-01T00:00:00Z.
     *
     * @param text what the header field holds; may be null
     * @param now  the present in the same unit; tells the century of a year of two digits
     * @return {@link #NONE} where the text is no HTTP date
     */
    static long parse(String text, long now) {
        if (text == null || text.length() > LONGEST) {
            return NONE;
        }
        String[] parts = text.trim().split(" +");
        return switch (parts.length) {
            case 6 -> imfFixdate(parts);
            case 4 -> rfc850(parts, now);
            case 5 -> asctime(parts);
            default -> NONE;
        };
    }

    private static long imfFixdate(String[] parts) {
        if (!parts[0].endsWith(",") || !isGmt(parts[5])) {
            return NONE;
        }
        return seconds(number(parts[3], 4, 4), month(parts[2]), number(parts[1], 1, 2), parts[4]);
    }

    private static long rfc850(String[] parts, long now) {
        String[] date = parts[1].split("-", -1);
        if (!parts[0].endsWith(",") || !isGmt(parts[3]) || date.length != 3) {
            return NONE;
        }
        int shortYear = number(date[2], 2, 2);
        if (shortYear < 0) {
            return NONE;
        }
        int thisYear = LocalDateTime.ofEpochSecond(now, 0, ZoneOffset.UTC).getYear();
        int year = thisYear - thisYear % 100 + shortYear;
        // More than 50 years ahead means the most recent year in the past with the same last digits (RFC 9110, 5.6.7).
        if (year > thisYear + 50) {
            year -= 100;
        }
        return seconds(year, month(date[1]), number(date[0], 1, 2), parts[2]);
    }

    private static long asctime(String[] parts) {
        return seconds(number(parts[4], 4, 4), month(parts[1]), number(parts[2], 1, 2), parts[3]);
    }

    private static long seconds(int year, int month, int day, String time) {
        if (year < 0 || month < 1 || day < 1 || time.length() != 8 || time.charAt(2) != ':' || time.charAt(5) != ':') {
            return NONE;
        }
        int hour = number(time.substring(0, 2), 2, 2);
        int minute = number(time.substring(3, 5), 2, 2);
        int second = number(time.substring(6, 8), 2, 2);
        if (hour < 0 || minute < 0 || second < 0 || second > 60) {
            return NONE;
        }
        try {
            // A leap second is the last one of its minute here.
            return LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59))
                    .toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException noSuchDay) {
            return NONE;
        }
    }

    private static boolean isGmt(String zone) {
        return zone.equalsIgnoreCase("GMT");
    }

    private static int month(String name) {
        int at = name.length() == 3 ? MONTHS.indexOf(name.toLowerCase(Locale.ROOT)) : -1;
        return at >= 0 && at % 3 == 0 ? at / 3 + 1 : -1;
    }

    private static int number(String digits, int shortest, int longest) {
        if (digits.length() < shortest || digits.length() > longest) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}

package app.waping.camel.stub;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a wait is told in {@code Retry-After}. Each form rounds up to whole seconds. */
public enum RetryAfterForm {
    /** {@code 3}. */
    SECONDS(null),
    /** {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    IMF_FIXDATE("EEE, dd MMM yyyy HH:mm:ss 'GMT'"),
    /** {@code Sunday, 06-Nov-94 08:49:37 GMT}. */
    RFC_850("EEEE, dd-MMM-yy HH:mm:ss 'GMT'"),
    /** {@code Sun Nov  6 08:49:37 1994}. */
    ASCTIME("EEE MMM ppd HH:mm:ss yyyy"),
    /** No header at all. */
    NONE(null);

    private final DateTimeFormatter format;

    RetryAfterForm(String pattern) {
        format = pattern == null
                ? null
                : DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** The header's value; null for {@link #NONE}. {@code now} is the time the server shows in {@code Date}. */
    public String value(Instant now, Duration wait) {
        if (this == NONE) {
            return null;
        }
        return format == null ? Long.toString(ceil(wait)) : format.format(until(now, wait));
    }

    /** The earliest time at which a client that was told so may come again, on the same clock as {@code now}. */
    public Instant until(Instant now, Duration wait) {
        return format == null
                ? now.plusSeconds(ceil(wait))
                : Instant.ofEpochSecond(ceil(
                        Duration.ofSeconds(now.getEpochSecond(), now.getNano()).plus(wait)));
    }

    private static long ceil(Duration duration) {
        return duration.getNano() == 0 ? duration.getSeconds() : duration.getSeconds() + 1;
    }
}

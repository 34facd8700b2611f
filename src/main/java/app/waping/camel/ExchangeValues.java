package app.waping.camel;

import java.time.Duration;
import java.util.UUID;

import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.NoTypeConversionAvailableException;

import app.waping.camel.error.SafeText;
import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/** Reads what a message header, or else an option, says; refuses what is of a wrong kind. */
final class ExchangeValues {
    private static final int MAX_KEY = 255;
    private static final int MAX_TEXT = 512;

    private ExchangeValues() {}

    /** A header as text, else the option; null where neither is set or blank. */
    static String text(Exchange exchange, String header, String option) throws WapingException {
        Object value = exchange.getIn().getHeader(header);
        if (value == null) {
            return blankToNull(option);
        }
        requireText("header " + header, value);
        String text = value.toString();
        if (text.length() > MAX_TEXT || hasControl(text)) {
            throw invalid("header " + header + " must be at most " + MAX_TEXT
                    + " characters without line breaks or other control characters");
        }
        return blankToNull(text);
    }

    /** The time to live: header, else option; null for none. */
    static Duration timeToLive(Exchange exchange, long option) throws WapingException {
        Object value = exchange.getIn().getHeader(WapingConstants.TIME_TO_LIVE);
        Duration duration = option > 0 ? Duration.ofMillis(option) : null;
        if (value instanceof Duration given) {
            duration = given;
        } else if (value instanceof Number millis) {
            duration = Duration.ofMillis(millis.longValue());
        } else if (value != null) {
            try {
                duration = exchange.getContext().getTypeConverter().mandatoryConvertTo(Duration.class, exchange, value);
            } catch (NoTypeConversionAvailableException | RuntimeException e) {
                throw invalid("header " + WapingConstants.TIME_TO_LIVE
                        + " must be a duration such as 5m, milliseconds, or a java.time.Duration");
            }
        }
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            throw invalid(
                    "header " + WapingConstants.TIME_TO_LIVE + " or option timeToLive must be longer than nothing");
        }
        return duration;
    }

    /** The idempotency key: header, else the option's expression, else a random one. */
    static String idempotencyKey(Exchange exchange, Expression expression) throws WapingException {
        Object value = exchange.getIn().getHeader(WapingConstants.IDEMPOTENCY_KEY);
        String source = "header " + WapingConstants.IDEMPOTENCY_KEY;
        if (value == null && expression != null) {
            source = "option idempotencyKey";
            try {
                value = expression.evaluate(exchange, Object.class);
            } catch (RuntimeException e) {
                throw invalid("option idempotencyKey cannot be evaluated: "
                        + e.getClass().getSimpleName());
            }
            if (value == null) {
                throw invalid("option idempotencyKey gives no value for this message");
            }
        }
        if (value == null) {
            return UUID.randomUUID().toString();
        }
        requireText(source, value);
        String key = value.toString();
        if (!isKey(key)) {
            throw invalid(source + " must give 1 to " + MAX_KEY + " visible ASCII characters, but gives "
                    + (key.length() > MAX_KEY ? key.length() + " characters" : "others or none"));
        }
        return key;
    }

    /** Other objects have texts too, such as {@code [B@1b2c3d}, but none that anybody means. */
    private static void requireText(String source, Object value) throws WapingException {
        if (!(value instanceof CharSequence
                || value instanceof Number
                || value instanceof UUID
                || value instanceof Enum<?>)) {
            throw invalid(source + " must be text, but is a " + value.getClass().getName());
        }
    }

    static boolean isKey(String key) {
        if (key.isEmpty() || key.length() > MAX_KEY) {
            return false;
        }
        return isVisibleAscii(key);
    }

    static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= 0x20 || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** The credential, or why there is none that can be sent. */
    static String apiKey(String apiKey) throws WapingException {
        if (apiKey == null || apiKey.isBlank()) {
            throw local(
                    WapingErrorCategory.UNAUTHORIZED,
                    "no API key: set option apiKey, or the property camel.component.waping.api-key; nothing was sent");
        }
        if (!isVisibleAscii(apiKey)) {
            throw local(
                    WapingErrorCategory.UNAUTHORIZED,
                    "option apiKey has blanks, line breaks or characters that no header can carry; nothing was sent");
        }
        return apiKey;
    }

    static WapingException invalid(String reason) {
        return local(WapingErrorCategory.VALIDATION_ERROR, reason + "; nothing was sent");
    }

    private static WapingException local(WapingErrorCategory category, String reason) {
        return WapingException.of(category, WapingError.local(SafeText.oneLine(reason, MAX_TEXT), null, null));
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) == 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}

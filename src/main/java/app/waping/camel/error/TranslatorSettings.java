package app.waping.camel.error;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How an {@link ErrorTranslator} reads answers. Immutable; each {@code with} method answers a changed copy.
 *
 * @param codeCategories   categories of codes beyond the API's table, or in place of it; codes are compared trimmed and
 *                         in any case
 * @param requestIdHeaders header fields that may hold the request id, best first; members of the body come after them
 * @param maxResponseBody  bytes of a body that are read, before and after decompression; at least 1
 * @param clock            the time that HTTP dates are held against where the answer has no usable {@code Date} of its
 *                         own
 */
public record TranslatorSettings(
        Map<String, WapingErrorCategory> codeCategories,
        List<String> requestIdHeaders,
        int maxResponseBody,
        Clock clock) {
    /** Header fields that commonly hold a request id. */
    public static final List<String> DEFAULT_REQUEST_ID_HEADERS =
            List.of("X-Request-Id", "Request-Id", "X-Correlation-Id");

    /** 64 KiB. */
    public static final int DEFAULT_MAX_RESPONSE_BODY = 64 * 1024;

    public TranslatorSettings {
        codeCategories = Map.copyOf(codeCategories);
        requestIdHeaders = List.copyOf(requestIdHeaders);
        if (maxResponseBody < 1) {
            throw new IllegalArgumentException("maxResponseBody must be at least 1 byte, not " + maxResponseBody);
        }
        for (Map.Entry<String, WapingErrorCategory> entry : codeCategories.entrySet()) {
            if (entry.getValue() == WapingErrorCategory.EXPIRED
                    || entry.getValue() == WapingErrorCategory.INTERRUPTED) {
                throw new IllegalArgumentException("codeCategories: " + SafeText.oneLine(entry.getKey(), 64)
                        + " cannot be " + entry.getValue() + ", which says that nothing was sent");
            }
        }
    }

    /** The defaults of the component's options. */
    public static TranslatorSettings defaults() {
        return new TranslatorSettings(
                Map.of(), DEFAULT_REQUEST_ID_HEADERS, DEFAULT_MAX_RESPONSE_BODY, Clock.systemUTC());
    }

    /** With categories of codes beyond the API's table, or in place of it. */
    public TranslatorSettings withCodeCategories(Map<String, WapingErrorCategory> categories) {
        return new TranslatorSettings(categories, requestIdHeaders, maxResponseBody, clock);
    }

    /** With other header fields that may hold the request id, best first. */
    public TranslatorSettings withRequestIdHeaders(List<String> names) {
        return new TranslatorSettings(codeCategories, new ArrayList<>(names), maxResponseBody, clock);
    }

    /** With another bound of the body, in bytes. */
    public TranslatorSettings withMaxResponseBody(int bytes) {
        return new TranslatorSettings(codeCategories, requestIdHeaders, bytes, clock);
    }

    /** With another clock. */
    public TranslatorSettings withClock(Clock other) {
        return new TranslatorSettings(codeCategories, requestIdHeaders, maxResponseBody, other);
    }
}

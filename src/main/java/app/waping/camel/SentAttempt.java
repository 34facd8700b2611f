package app.waping.camel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import app.waping.camel.error.WapingException;

/**
 * A request that went out and failed. Immutable; it keeps nothing of the answer's body.
 *
 * @param at        when it ended
 * @param category  the name of its error category
 * @param code      the API's code, verbatim; null where there was none
 * @param status    the HTTP status; 0 without an answer
 * @param requestId the API's id of the request; null where there was none
 */
public record SentAttempt(Instant at, String category, String code, int status, String requestId) {
    private static final int MOST = 20;

    /** A list with one more: of many the first and the latest are kept. */
    static List<SentAttempt> append(List<SentAttempt> before, Instant at, WapingException failure) {
        List<SentAttempt> longer = new ArrayList<>(before);
        if (longer.size() == MOST) {
            longer.remove(1);
        }
        longer.add(new SentAttempt(
                at,
                failure.getCategory().name(),
                failure.getCode(),
                failure.getHttpResponseCode(),
                failure.getRequestId()));
        return List.copyOf(longer);
    }
}

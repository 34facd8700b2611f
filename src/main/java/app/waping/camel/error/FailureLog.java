package app.waping.camel.error;

import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the one line per failure that a support ticket needs: at WARN, under a logger of its own name, with every id and
 * the body of the answer. API key, phone numbers and message text are masked, control characters escaped, all of it is
 * bounded. Thread-safe.
 */
public final class FailureLog {
    /** The name of the logger. */
    public static final String NAME = "app.waping.camel.failure";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);
    private static final int MAX_FIELD = 256;
    private static final int MAX_BODY = 64 * 1024;

    private FailureLog() {}

    /**
     * Logs one failure.
     *
     * @param ids ids of the caller's own that tie the failure to a message, such as that of the exchange; nulls are passed
     *            over
     */
    public static void log(WapingException failure, Map<String, String> ids) {
        if (LOG.isWarnEnabled()) {
            LOG.warn("{}", line(failure, ids));
        }
    }

    static String line(WapingException failure, Map<String, String> ids) {
        WapingError error = failure.error();
        StringBuilder line = new StringBuilder(256);
        line.append("category=").append(failure.getCategory());
        field(line, error, "code", error.code());
        line.append(" status=").append(error.status());
        field(line, error, "requestId", error.requestId());
        error.correlationIds().forEach((name, id) -> {
            if (!name.equals("requestId") && !id.equals(error.requestId())) {
                field(line, error, name, id);
            }
        });
        field(line, error, "deviceId", error.deviceId());
        field(line, error, "idempotencyKey", error.idempotencyKey());
        ids.forEach((name, id) -> field(line, error, name, id));
        if (error.retryAfter() != null) {
            line.append(" retryAfter=").append(error.retryAfter());
        }
        field(line, error, "reason", error.reason());
        if (failure.getCause() != null) {
            line.append(" cause=").append(failure.getCause().getClass().getName());
        }
        if (error.maskedBody() != null) {
            line.append(" body=").append(SafeText.oneLine(error.maskedBody(), MAX_BODY));
        }
        return line.toString();
    }

    private static void field(StringBuilder line, WapingError error, String name, String value) {
        if (value == null) {
            return;
        }
        String safe = SafeText.oneLine(error.mask(value), MAX_FIELD);
        line.append(' ').append(name).append('=');
        if (isPlain(safe)) {
            line.append(safe);
        } else {
            line.append('"')
                    .append(safe.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
    }

    private static boolean isPlain(String value) {
        return !value.isEmpty() && value.chars().noneMatch(c -> c == ' ' || c == '"' || c == '=');
    }
}

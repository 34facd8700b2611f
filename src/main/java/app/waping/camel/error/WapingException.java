package app.waping.camel.error;

import java.time.Duration;

import org.apache.camel.CamelException;
import org.apache.camel.spi.HttpResponseAware;

/**
 * A call of the WAPing API that failed. One class below this one for each {@link WapingErrorCategory}, so that
 * {@code onException} can name it.
 *
 * <p>The message is safe to log: it holds category, code, status, the API's message (cut, escaped, masked) and the
 * request id. The getters are bean properties, usable from Simple as {@code ${exception.code}}. There is no stack trace:
 * it would always be Camel's own.
 */
public abstract class WapingException extends CamelException implements HttpResponseAware {
    private static final int MAX_MESSAGE = 300;
    private static final int MAX_ID = 128;

    private final WapingErrorCategory category;
    private final WapingError error;
    private String message;

    protected WapingException(WapingErrorCategory category, WapingError error, Throwable cause) {
        super(null, cause);
        this.category = category;
        this.error = error;
    }

    /** The exception of the class that belongs to a category. */
    public static WapingException of(WapingErrorCategory category, WapingError error, Throwable cause) {
        return switch (category) {
            case VALIDATION_ERROR -> new WapingValidationException(error, cause);
            case UNAUTHORIZED -> new WapingUnauthorizedException(error, cause);
            case FORBIDDEN -> new WapingForbiddenException(error, cause);
            case NOT_FOUND -> new WapingNotFoundException(error, cause);
            case IDEMPOTENCY_CONFLICT -> new WapingIdempotencyConflictException(error, cause);
            case RATE_LIMITED -> new WapingRateLimitedException(error, cause);
            case SESSION_DISCONNECTED -> new WapingSessionDisconnectedException(error, cause);
            case SERVER_ERROR -> new WapingServerException(error, cause);
            case TRANSPORT -> new WapingTransportException(error, cause);
            case UNEXPECTED_RESPONSE -> new WapingUnexpectedResponseException(error, cause);
            case UNKNOWN -> new WapingUnknownErrorException(error, cause);
            case EXPIRED -> new WapingExpiredException(error, cause);
            case INTERRUPTED -> new WapingInterruptedException(error, cause);
        };
    }

    /** The class that belongs to a category. */
    public static Class<? extends WapingException> classOf(WapingErrorCategory category) {
        return of(category, WapingError.local(null, null, null)).getClass();
    }

    /** The exception of the class that belongs to a category. */
    public static WapingException of(WapingErrorCategory category, WapingError error) {
        return of(category, error, null);
    }

    private static String describe(WapingErrorCategory category, WapingError error) {
        StringBuilder text = new StringBuilder(category.toString());
        if (error.code() != null && !error.code().equals(category.toString())) {
            text.append(" code ").append(SafeText.oneLine(error.mask(error.code()), MAX_ID));
        }
        if (error.status() > 0) {
            text.append(" (HTTP ").append(error.status()).append(')');
        }
        String message = error.reason() != null ? error.reason() : error.apiMessage();
        if (message != null && !message.isBlank()) {
            text.append(": ").append(SafeText.oneLine(message, MAX_MESSAGE));
        }
        if (error.requestId() != null) {
            text.append(" [request ")
                    .append(SafeText.oneLine(error.mask(error.requestId()), MAX_ID))
                    .append(']');
        }
        return text.toString();
    }

    /** Category, code, status, the API's message and the request id, safe to log. */
    @Override
    public String getMessage() {
        String known = message;
        if (known == null) {
            known = describe(category, error);
            message = known;
        }
        return known;
    }

    @Override
    public final synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** All facts of the failure in one piece. */
    public final WapingError error() {
        return error;
    }

    /** The category, which decides what the error rules do. */
    public WapingErrorCategory getCategory() {
        return category;
    }

    /** The API's code, verbatim; null where the answer held none. */
    public String getCode() {
        return error.code();
    }

    /** The HTTP status; 0 where no answer arrived or nothing was sent. */
    @Override
    public int getHttpResponseCode() {
        return error.status();
    }

    /** Fixed at creation: a call is ignored. */
    @Override
    public void setHttpResponseCode(int code) {
        // The status is a fact of the answer.
    }

    /** The category's name: status lines of the network are not kept. */
    @Override
    public String getHttpResponseStatus() {
        return category.toString();
    }

    /** Fixed at creation: a call is ignored. */
    @Override
    public void setHttpResponseStatus(String status) {
        // The status is a fact of the answer.
    }

    /** The API's message with secrets masked; null where the answer held none. */
    public String getApiMessage() {
        return error.apiMessage();
    }

    /** The raw body of the answer as text, bounded by maxResponseBody; it may hold numbers and texts: do not log it. */
    public String getResponseBody() {
        return error.responseBody();
    }

    /** The API's or a gateway's id of the request; null where none was given. */
    public String getRequestId() {
        return error.requestId();
    }

    /** How long the API asks to wait; null where it gave no usable hint. */
    public Duration getRetryAfter() {
        return error.retryAfter();
    }

    /** Whether the same call may succeed without anybody's doing. */
    public boolean isRetryable() {
        return category.isRetryable();
    }

    /** What to do about it, in one sentence. */
    public String getRemedy() {
        return category.getRemedy();
    }

    /** The device the call was for; may be null. */
    public String getDeviceId() {
        return error.deviceId();
    }

    /** The key the call was sent under; may be null where it failed before one was made. */
    public String getIdempotencyKey() {
        return error.idempotencyKey();
    }
}

package app.waping.camel.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

import app.waping.camel.WapingConstants;
import app.waping.camel.WapingProperties;
import app.waping.camel.error.WapingException;

/** Sets the headers that tell, on whatever a rule hands on, what went wrong; and removes those of Camel's redelivery. */
final class ErrorHeaders {
    private ErrorHeaders() {}

    /** Describes the failure on a message; a header without a value is removed, so that none is left of an older failure. */
    static void describe(Message message, Decision decision, Exchange failed, Instant now) {
        WapingException failure = decision.failure();
        set(message, WapingConstants.ERROR_CODE, failure.getCode());
        set(message, WapingConstants.ERROR_CATEGORY, failure.getCategory().toString());
        set(message, WapingConstants.ERROR_STATUS, failure.getHttpResponseCode());
        set(message, WapingConstants.ERROR_MESSAGE, failure.getMessage());
        set(
                message,
                WapingConstants.ERROR_BODY,
                failure.error() == null ? null : failure.error().maskedBody());
        set(message, WapingConstants.ERROR_REQUEST_ID, failure.getRequestId());
        set(
                message,
                WapingConstants.ERROR_RETRY_AFTER,
                failure.getRetryAfter() == null ? null : failure.getRetryAfter().toMillis());
        set(message, WapingConstants.ERROR_ATTEMPTS, attempts(decision, failed));
        set(message, WapingConstants.ERROR_FIRST_AT, text(decision.firstAt()));
        Instant lastAt = failed.getProperty(WapingProperties.LAST_AT, Instant.class);
        set(message, WapingConstants.ERROR_LAST_AT, text(lastAt == null ? now : lastAt));
        set(message, WapingConstants.ERROR_ROUTE_ID, decision.step().routeId());
        set(message, WapingConstants.ERROR_REMEDY, failure.getRemedy());
    }

    /** Removes what Camel's redelivery left: a replay of the message would start with its counters. */
    static void forgetRedelivery(Message message) {
        message.removeHeaders("CamelRedeliver*");
    }

    /** Requests on the wire, as the producer counted them; behind a plain HTTP call the attempts of the step. */
    static int attempts(Decision decision, Exchange failed) {
        Integer counted = failed.getProperty(WapingProperties.ATTEMPTS, Integer.class);
        return counted != null ? counted : decision.redelivered() + 1;
    }

    private static String text(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static void set(Message message, String name, Object value) {
        if (value == null) {
            message.removeHeader(name);
        } else {
            message.setHeader(name, value);
        }
    }
}

package app.waping.camel.quickstart;

import java.time.Duration;
import java.util.List;

import org.apache.camel.Exchange;

import app.waping.camel.DecisionTrail;
import app.waping.camel.WapingConstants;
import app.waping.camel.WapingProperties;
import app.waping.camel.error.WapingException;

/**
 * What became of one message.
 *
 * @param title     the case
 * @param failure   the last failure; null where there was none
 * @param attempts  requests on the wire
 * @param took      from sending to the end
 * @param delivered whether the API took it
 * @param wentTo    where it went
 * @param trail     what was decided on the way
 */
record Outcome(
        String title,
        WapingException failure,
        int attempts,
        Duration took,
        boolean delivered,
        String wentTo,
        List<String> trail) {

    static Outcome of(Case sent, Exchange exchange, Duration took) {
        boolean handedOn = exchange.getMessage().getHeader(WapingConstants.ERROR_CATEGORY) != null;
        boolean delivered = exchange.getException() == null && !handedOn;
        // A failure before the attempt that succeeded is still a property of the exchange.
        Throwable thrown = delivered ? null : failure(exchange);
        WapingException failure = thrown instanceof WapingException ours ? ours : null;
        int failed = exchange.getProperty(WapingProperties.ATTEMPTS, 0, Integer.class);
        return new Outcome(
                sent.title(),
                failure,
                delivered ? Math.max(1, failed + 1) : failed,
                took,
                delivered,
                wentTo(exchange, delivered),
                DecisionTrail.lines(exchange));
    }

    private static Throwable failure(Exchange exchange) {
        return exchange.getException() != null
                ? exchange.getException()
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }

    private static String wentTo(Exchange exchange, boolean delivered) {
        if (delivered) {
            return "delivered";
        }
        if (exchange.getException() != null) {
            return "left to the source";
        }
        Object endpoint = exchange.getProperty(Exchange.TO_ENDPOINT);
        return String.valueOf(endpoint).contains("parked") ? "parked" : "dead letter";
    }

    String code() {
        return failure == null ? "" : failure.getCode() == null ? "-" : failure.getCode();
    }

    String exception() {
        return failure == null ? "" : failure.getClass().getSimpleName();
    }
}

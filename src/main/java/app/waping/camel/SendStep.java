package app.waping.camel;

import java.time.Instant;

import org.apache.camel.Exchange;

/**
 * One message on its way through one step of a route, kept on the exchange until it is delivered, so that a redelivery of
 * the step sends the same bytes under the same key. Used by one thread at a time: whoever processes the exchange.
 */
final class SendStep {
    private static final String PROPERTY = "CamelWapingStep";

    private final WapingCall call;
    private final Instant firstAt;
    private int attempts;

    SendStep(WapingCall call, Instant firstAt) {
        this.call = call;
        this.firstAt = firstAt;
    }

    /** The message that this step of the exchange failed to deliver, where Camel now redelivers it; else null. */
    static SendStep redelivered(Exchange exchange, String endpointUri) {
        return exchange.getProperty(PROPERTY) instanceof SendStep step
                        && step.call.step().equals(endpointUri)
                        && Boolean.TRUE.equals(exchange.getIn().getHeader(Exchange.REDELIVERED, Boolean.class))
                ? step
                : null;
    }

    /** The message that a step of the exchange failed to deliver last; null where there is none. */
    static SendStep keptOn(Exchange exchange) {
        return exchange.getProperty(PROPERTY, SendStep.class);
    }

    void keepOn(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    void removeFrom(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }

    WapingCall call() {
        return call;
    }

    Instant firstAt() {
        return firstAt;
    }

    int attempts() {
        return attempts;
    }

    void countAttempt() {
        attempts++;
    }

    @Override
    public String toString() {
        return "SendStep[" + call + ", attempts=" + attempts + "]";
    }
}

package app.waping.camel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.apache.camel.Exchange;

import app.waping.camel.error.WapingException;
import app.waping.camel.gate.DeviceGate;

/**
 * One message on its way through one step of a route, kept on the exchange until it is delivered, so that a redelivery of
 * the step sends the same bytes under the same key. Used by one thread at a time: whoever processes the exchange.
 */
final class SendStep {
    private static final String PROPERTY = "CamelWapingStep";

    private final WapingCall call;
    private final Instant firstAt;
    private StepPlace place;
    private int attempts;
    private int logged;
    private List<SentAttempt> attemptLog = List.of();
    private DeviceGate gate;
    private WapingException lastFailure;

    SendStep(WapingCall call, Instant firstAt) {
        this.call = call;
        this.firstAt = firstAt;
    }

    /** The message that this step of the exchange failed to deliver, where Camel now redelivers it; else null. */
    static SendStep redelivered(Exchange exchange, String endpointUri) {
        boolean again = exchange.getProperty(PROPERTY) instanceof SendStep step
                && step.lastFailure != null
                && step.call.step().equals(endpointUri)
                && step.place.isRedeliveredBy(exchange);
        if (!again) {
            return null;
        }
        SendStep step = keptOn(exchange);
        step.place = StepPlace.of(exchange);
        return step;
    }

    /** The message that a step of the exchange failed to deliver last; null where there is none. */
    static SendStep keptOn(Exchange exchange) {
        return exchange.getProperty(PROPERTY, SendStep.class);
    }

    void keepOn(Exchange exchange) {
        place = StepPlace.of(exchange);
        exchange.setProperty(PROPERTY, this);
    }

    /** Drops the message of an earlier step, delivered or not. */
    static void forget(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }

    WapingCall call() {
        return call;
    }

    Instant firstAt() {
        return firstAt;
    }

    /** When the message is of no more use; null for never. */
    Instant expiresAt() {
        Duration timeToLive = call.timeToLive();
        return timeToLive == null ? null : firstAt.plus(timeToLive);
    }

    /** Requests on the wire so far. */
    int attempts() {
        return attempts;
    }

    void countAttempt() {
        attempts++;
    }

    /** Why the last attempt failed; null before the first one. */
    WapingException lastFailure() {
        return lastFailure;
    }

    void failed(WapingException failure, Instant at) {
        lastFailure = failure;
        if (logged < attempts) {
            logged = attempts;
            attemptLog = SentAttempt.append(attemptLog, at, failure);
        }
    }

    /** The requests that failed, oldest first, bounded. */
    List<SentAttempt> attemptLog() {
        return attemptLog;
    }

    /** The gate that it goes through. */
    void through(DeviceGate deviceGate) {
        gate = deviceGate;
    }

    /** The link of the device that it is meant for; null where that is not known. */
    String link() {
        if (call.link() != null) {
            return call.link();
        }
        return gate == null ? null : gate.link();
    }

    @Override
    public String toString() {
        return "SendStep[" + call + ", attempts=" + attempts + "]";
    }
}

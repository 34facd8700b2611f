package app.waping.camel.policy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncCallbackToCompletableFutureAdapter;

import app.waping.camel.policy.Decision.Action;

/**
 * The step of the compiled clause that runs once redeliveries are over: hands the message on to the dead letter or to
 * park, then tells operators. A message that cannot be handed on fails its exchange, so that the source keeps it, and
 * nobody is told that it was. An exception that is none of ours passes by untouched. Thread-safe.
 */
final class Ending implements AsyncProcessor {
    private final String policy;
    private final Decider decider;
    private final Sender sender;
    private final Alerts alerts;
    private final RecordBody body;
    private final InstantSource clock;

    Ending(String policy, Decider decider, Sender sender, Alerts alerts, RecordBody body, InstantSource clock) {
        this.policy = policy;
        this.decider = decider;
        this.sender = sender;
        this.alerts = alerts;
        this.body = body;
        this.clock = clock;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Decision decision = decider.ending(exchange);
        if (decision == null) {
            callback.done(true);
            return true;
        }
        Instant now = clock.instant();
        // Composed first: where the message goes may change the exchange.
        Runnable alert = alerts.prepare(policy, decision, exchange, now);
        Message message = exchange.getIn();
        ErrorHeaders.forgetRedelivery(message);
        if (decision.action() == Action.LEAVE) {
            alert.run();
            callback.done(true);
            return true;
        }
        ErrorHeaders.describe(message, decision, exchange, now);
        try {
            body.write(exchange, decision);
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        return sender.send(decision.target(), exchange, doneSync -> {
            if (exchange.getException() == null) {
                alert.run();
            }
            callback.done(doneSync);
        });
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        processAsync(exchange).get();
    }

    @Override
    public CompletableFuture<Exchange> processAsync(Exchange exchange) {
        AsyncCallbackToCompletableFutureAdapter<Exchange> done =
                new AsyncCallbackToCompletableFutureAdapter<>(exchange);
        process(exchange, done);
        return done.getFuture();
    }

    @Override
    public String toString() {
        return "waping error rules: hand on and alert";
    }
}

package app.waping.camel;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.waping.camel.error.CallFacts;
import app.waping.camel.error.FailureLog;
import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.gate.GateListener;
import app.waping.camel.gate.Permit;
import app.waping.camel.gate.Trail;

/**
 * One attempt of one exchange: waits for leave, sends, puts the outcome on the exchange, and completes it exactly once.
 */
final class Sending implements GateListener {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    private final Exchange exchange;
    private final AsyncCallback callback;
    private final SendStep step;
    private final SendingTools tools;
    private final boolean redelivery;
    private final Trail trail = new Trail();
    private final Thread caller = Thread.currentThread();
    private String credentialId;
    private String observedDevice;

    private boolean completed;

    /** Written and read by the caller's thread alone. */
    private boolean callerLeft;

    private boolean completedByCaller;

    Sending(Exchange exchange, AsyncCallback callback, SendStep step, SendingTools tools, boolean redelivery) {
        this.exchange = exchange;
        this.callback = callback;
        this.step = step;
        this.tools = tools;
        this.redelivery = redelivery;
    }

    /** For whom it sends; to be called before the attempt. @param device null where the call sends nothing */
    void sendsFor(String credential, String device) {
        credentialId = credential;
        observedDevice = device;
    }

    Trail trail() {
        return trail;
    }

    /** To be called last by the caller's thread; answers what {@code AsyncProcessor.process} must. */
    boolean callerLeaves() {
        callerLeft = true;
        return completedByCaller;
    }

    /** Something that should not fail did; the exchange may be complete by then, or be waiting at the gate. */
    void broke(Throwable fault) {
        if (isCompleted()) {
            LOG.warn("Exchange {} is complete, but something behind it failed", exchange.getExchangeId(), fault);
            return;
        }
        exchange.setException(fault);
        complete();
    }

    @Override
    public void go(Permit permit) {
        if (isCompleted()) {
            permit.unused();
            return;
        }
        if (!onCaller() || !redelivery) {
            send(permit);
            return;
        }
        try {
            // A redelivery comes on a thread that Camel shares between routes.
            tools.workers().execute(() -> send(permit));
        } catch (RejectedExecutionException e) {
            if (permit != null) {
                permit.unused();
            }
            refused(interrupted());
        }
    }

    @Override
    public void refused(WapingException failure) {
        if (isCompleted()) {
            return;
        }
        fail(failure);
        complete();
    }

    private boolean onCaller() {
        return Thread.currentThread() == caller && !callerLeft;
    }

    /** Sends on this thread. @param permit null where there is no gate */
    void send(Permit permit) {
        try {
            CallRunner.Result result = tools.runner().run(step);
            if (permit != null) {
                permit.succeeded();
            }
            tellObserver(permit);
            SendStep.forget(exchange);
            DecisionTrail.add(exchange, trail.lines());
            tools.runner().answers(step.call()).apply(result.body(), result.requestId(), exchange.getMessage());
        } catch (WapingException e) {
            if (permit != null) {
                permit.failed(e);
            }
            fail(e);
            FailureLog.log(e, Map.of("exchangeId", exchange.getExchangeId()));
        } catch (RuntimeException | Error e) {
            exchange.setException(e);
            if (permit != null) {
                permit.unused();
            }
        } finally {
            complete();
        }
    }

    /** What was under way when the session was lost may still arrive: it does not end the outage. */
    private void tellObserver(Permit permit) {
        String device = permit == null || permit.deviceOpen() ? observedDevice : null;
        try {
            tools.observer().succeeded(credentialId, device);
        } catch (RuntimeException e) {
            // The message was delivered: no listener's fault may make a failure of it.
            LOG.warn("An observer of successful sends failed", e);
        }
    }

    private void fail(WapingException failure) {
        Instant now = tools.clock().instant();
        step.failed(failure, now);
        DecisionTrail.add(exchange, trail.lines());
        exchange.setProperty(WapingProperties.ATTEMPT_LOG, step.attemptLog());
        tools.failures().put(exchange, failure, step.attempts(), step.firstAt(), now);
        exchange.setProperty(WapingProperties.CREDENTIAL, credentialId);
        if (failure.isRetryable()) {
            ExchangeTurn.of(exchange).giveBackAtTheEnd(exchange);
        }
    }

    WapingException interrupted() {
        CallFacts facts = step.call().facts();
        return WapingException.of(
                WapingErrorCategory.INTERRUPTED,
                WapingError.local(
                        "the application stopped before the message went out; nothing was sent",
                        facts.deviceId(),
                        facts.idempotencyKey()));
    }

    private synchronized boolean isCompleted() {
        return completed;
    }

    private synchronized boolean completesNow() {
        boolean first = !completed;
        completed = true;
        return first;
    }

    private void complete() {
        if (!completesNow()) {
            return;
        }
        boolean sync = onCaller();
        if (sync) {
            completedByCaller = true;
        }
        callback.done(sync);
    }
}

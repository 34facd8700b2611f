package app.waping.camel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.spi.RouteIdAware;
import org.apache.camel.support.DefaultAsyncProducer;

import app.waping.camel.error.FailureLog;
import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.gate.DeviceGate;
import app.waping.camel.gate.Entry;
import app.waping.camel.gate.GateListener;
import app.waping.camel.gate.GateSettings;
import app.waping.camel.gate.Permit;

/**
 * Sends one call for each exchange and completes the exchange exactly once, on every path: on the caller's thread where
 * the call may go out at once, else on a worker thread of the component.
 */
class WapingProducer extends DefaultAsyncProducer implements RouteIdAware {
    private final WapingEndpoint endpoint;
    private final WapingConfiguration options;
    private final Clock clock = Clock.systemUTC();
    private final Failures failures;
    private final GateSettings gateSettings;
    private final InFlight inFlight = new InFlight();
    private String routeId;
    private WapingRuntime runtime;
    private CallComposer composer;
    private CallRunner runner;
    private SendingTools tools;

    WapingProducer(WapingEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.options = endpoint.getConfiguration();
        this.failures = new Failures(options.getMaxRetryAfter(), options.isPacing());
        this.gateSettings = new GateSettings(
                options.getMaxInFlight(),
                options.isOrdered(),
                options.getMaxWaiting(),
                Duration.ofMillis(options.getMaxRetryAfter()));
    }

    @Override
    public String getRouteId() {
        return routeId;
    }

    /** The route that owns this producer; none has it where one sends to an endpoint that is named at run time. */
    @Override
    public void setRouteId(String routeId) {
        this.routeId = routeId;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        runtime = endpoint.getComponent().runtime();
        composer = CallComposers.of(endpoint);
        runner = runtime.runner(endpoint);
        SendObserver listener =
                getEndpoint().getCamelContext().getCamelContextExtension().getContextPlugin(SendObserver.class);
        tools = new SendingTools(
                runner, failures, runtime.workers(), clock, listener == null ? SendObserver.NONE : listener);
        inFlight.atNone(null);
        runtime.started(this);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Sending sending;
        SendStep step;
        String apiKey;
        AsyncCallback done = inFlight.entered(callback);
        try {
            SendStep redelivered = SendStep.redelivered(exchange, endpoint.getEndpointUri());
            step = redelivered;
            if (step == null) {
                SendStep.forget(exchange);
                StepPlace.forgetForeign(exchange);
                step = new SendStep(composer.compose(exchange), clock.instant());
                step.keepOn(exchange);
            }
            // Afterwards: what fails for want of a key is still recorded with its bytes and its idempotency key.
            apiKey = ExchangeValues.apiKey(endpoint.apiKey());
            sending = new Sending(exchange, done, step, tools, redelivered != null);
        } catch (WapingException e) {
            Instant now = clock.instant();
            exchange.removeProperty(WapingProperties.ATTEMPT_LOG);
            failures.put(exchange, e, 0, now, now);
            FailureLog.log(e, Map.of("exchangeId", exchange.getExchangeId()));
            done.done(true);
            return true;
        } catch (RuntimeException | Error e) {
            exchange.setException(e);
            done.done(true);
            return true;
        }
        try {
            enter(exchange, step, sending, apiKey);
        } catch (RuntimeException | Error e) {
            sending.broke(e);
        }
        return sending.callerLeaves();
    }

    private void enter(Exchange exchange, SendStep step, Sending sending, String apiKey) {
        String device = step.call().deviceId();
        String credentialId = endpoint.credentialId(apiKey);
        sending.sendsFor(credentialId, endpoint.operation() == Operation.DEVICES ? null : device);
        if (!options.isPacing()) {
            if (expired(step)) {
                sending.refused(expiredFailure(step));
            } else {
                sending.go(null);
            }
            return;
        }
        runtime.statusQuery().askThrough(credentialId, runner);
        DeviceGate gate = runtime.gates().device(credentialId, device == null ? "" : device);
        step.through(gate);
        Entry entry = entry(exchange, step, sending);
        if (exchange.isTransacted()) {
            waitOnThisThread(gate, entry, sending);
        } else {
            gate.enter(entry, sending);
        }
    }

    private Entry entry(Exchange exchange, SendStep step, Sending sending) {
        Entry.Builder entry = Entry.builder(gateSettings)
                .recipient(step.call().recipient())
                .turn(ExchangeTurn.of(exchange).turn())
                .trail(sending.trail())
                .owner(this)
                .link(step.call().link())
                .idempotencyKey(step.call().request().idempotencyKey())
                .expiresAt(step.expiresAt())
                .drained(endpoint.operation() == Operation.REPLAY
                        || Boolean.TRUE.equals(exchange.getProperty(WapingProperties.DRAINED, Boolean.class)));
        Instant heldUntil = step.call().notBefore();
        if (step.lastFailure() != null) {
            Long notBefore = exchange.getProperty(WapingProperties.NOT_BEFORE, Long.class);
            entry.retryOf(
                    step.lastFailure(),
                    Duration.ofMillis(notBefore == null ? 0 : Math.max(0, notBefore - clock.millis())));
        } else if (heldUntil != null && heldUntil.isAfter(clock.instant())) {
            entry.retryOf(heldBack(step), Duration.between(clock.instant(), heldUntil));
        }
        return entry.build();
    }

    /** A record that is not due yet waits as it would have after the failure that it tells of. */
    private static WapingException heldBack(SendStep step) {
        return WapingException.of(
                WapingErrorCategory.RATE_LIMITED,
                WapingError.local(
                        "the record is not to be sent before " + step.call().notBefore(),
                        step.call().deviceId(),
                        step.call().request().idempotencyKey()));
    }

    /** A transaction belongs to its thread: it waits here and goes on here. */
    private static void waitOnThisThread(DeviceGate gate, Entry entry, Sending sending) {
        CompletableFuture<Runnable> decision = new CompletableFuture<>();
        gate.enter(entry, new GateListener() {
            @Override
            public void go(Permit permit) {
                if (!decision.complete(() -> sending.send(permit))) {
                    permit.unused();
                }
            }

            @Override
            public void refused(WapingException failure) {
                decision.complete(() -> sending.refused(failure));
            }
        });
        Runnable next;
        try {
            next = decision.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            next = decision.cancel(false) ? () -> sending.refused(sending.interrupted()) : decision.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        next.run();
    }

    private boolean expired(SendStep step) {
        return step.expiresAt() != null && !clock.instant().isBefore(step.expiresAt());
    }

    private static WapingException expiredFailure(SendStep step) {
        return WapingException.of(
                WapingErrorCategory.EXPIRED,
                WapingError.local(
                        "waited past its time to live of " + step.call().timeToLive() + "; nothing was sent",
                        step.call().deviceId(),
                        step.call().request().idempotencyKey()));
    }

    /**
     * Its route begins to stop: what waits is refused as INTERRUPTED while the error rules can still hand it on. A forced
     * stop also breaks off what is in flight, and waits until all of it is complete.
     */
    void routeStops(boolean forced) {
        // Only what waits now: a stop that is given up leaves the route running.
        runtime.gates().interrupt(this);
        if (forced) {
            breakOff();
        }
    }

    /**
     * What this producer has taken on goes on, unless the context stops: a cache that holds too many producers stops one
     * while others still send through it.
     */
    @Override
    protected void doStop() throws Exception {
        if (runtime != null) {
            runtime.statusQuery().forget(runner);
            if (endpoint.getCamelContext().isStopping()) {
                runtime.gates().stop(this);
                breakOff();
            }
            inFlight.atNone(() -> runtime.stopped(this));
        }
        super.doStop();
    }

    /** Breaks off what is in flight and waits until it is complete. */
    void breakOff() {
        runner.abort();
        inFlight.awaitNone();
    }
}

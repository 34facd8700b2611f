package app.waping.camel;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.support.DefaultAsyncProducer;

import app.waping.camel.client.AnswerLimits;
import app.waping.camel.client.ApiClient;
import app.waping.camel.client.ApiTimeouts;
import app.waping.camel.client.JsonCodec;
import app.waping.camel.error.CallFacts;
import app.waping.camel.error.ErrorTranslator;
import app.waping.camel.error.HttpAnswer;
import app.waping.camel.error.TranslatorSettings;
import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/**
 * Sends one call for each exchange and completes the exchange exactly once, on every path: on the caller's thread where
 * the call may go out at once, else on a worker thread of the component.
 */
class WapingProducer extends DefaultAsyncProducer implements ShutdownPrepared {
    private final WapingEndpoint endpoint;
    private final WapingConfiguration options;
    private final Clock clock = Clock.systemUTC();
    private final Failures failures;
    private CallComposer composer;
    private ApiClient client;
    private ErrorTranslator translator;
    private AnswerReader answers;
    private AnswerReader requestAnswers;

    WapingProducer(WapingEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.options = endpoint.getConfiguration();
        this.failures = new Failures(options.getMaxRetryAfter(), options.isPacing());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        translator = new ErrorTranslator(translatorSettings());
        answers = answers(endpoint.operation() == Operation.REPLAY ? Operation.MESSAGES : endpoint.operation());
        requestAnswers = answers(Operation.REQUEST);
        composer = composer();
        WapingRuntime runtime = endpoint.getComponent().runtime();
        HttpEndpoint http = runtime.httpEndpoint(options.getHttpComponent(), endpoint.baseUrl());
        client = new ApiClient(
                http.getHttpClient(),
                http.getHttpContext(),
                endpoint.baseUrl(),
                new ApiTimeouts(
                        Duration.ofMillis(options.getConnectTimeout()),
                        Duration.ofMillis(options.getResponseTimeout()),
                        Duration.ofMillis(options.getConnectionRequestTimeout())),
                new AnswerLimits(options.getMaxResponseBody(), options.getMaxAnswerBody()),
                runtime.timer());
    }

    private AnswerReader answers(Operation operation) {
        return new AnswerReader(operation, translator, options.getMaxAnswerBody());
    }

    /** A record that is sent again may be of any other call of the API. */
    private AnswerReader answers(WapingCall call) {
        boolean otherCall = endpoint.operation() == Operation.REPLAY
                && !call.request().path().equals(StoredCall.MESSAGES_PATH);
        return otherCall ? requestAnswers : answers;
    }

    private TranslatorSettings translatorSettings() {
        TranslatorSettings settings = TranslatorSettings.defaults()
                .withCodeCategories(CodeCategories.parse(options.getCodeCategories()))
                .withMaxResponseBody(options.getMaxResponseBody());
        return options.getRequestIdHeaders() == null
                ? settings
                : settings.withRequestIdHeaders(
                        Stream.of(options.getRequestIdHeaders().split(","))
                                .map(String::trim)
                                .filter(name -> !name.isEmpty())
                                .toList());
    }

    private CallComposer composer() {
        Expression key = null;
        if (options.getIdempotencyKey() != null) {
            key = endpoint.getCamelContext().resolveLanguage("simple").createExpression(options.getIdempotencyKey());
            key.init(endpoint.getCamelContext());
        }
        MessagePayload payloads = new MessagePayload(JsonCodec.mapper(), options.getMaxRequestBody());
        return switch (endpoint.operation()) {
            case DEVICES -> new DevicesComposer(endpoint);
            case REPLAY -> new ReplayComposer(endpoint, clock);
            case REQUEST -> new RequestComposer(endpoint, key, payloads);
            default -> new MessageComposer(endpoint, key, payloads);
        };
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        SendStep step = SendStep.redelivered(exchange, endpoint.getEndpointUri());
        boolean redelivery = step != null;
        try {
            if (step == null) {
                step = new SendStep(composer.compose(exchange), clock.instant());
                step.keepOn(exchange);
            }
        } catch (WapingException e) {
            fail(exchange, e, 0, null);
            callback.done(true);
            return true;
        } catch (RuntimeException | Error e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        SendStep ready = step;
        if (!redelivery) {
            send(exchange, ready);
            callback.done(true);
            return true;
        }
        try {
            // A redelivery comes on a thread that Camel shares between routes.
            endpoint.getComponent().runtime().workers().execute(() -> {
                send(exchange, ready);
                callback.done(false);
            });
            return false;
        } catch (RejectedExecutionException e) {
            fail(exchange, interrupted(ready), ready.attempts(), ready);
            callback.done(true);
            return true;
        }
    }

    private static WapingException interrupted(SendStep step) {
        CallFacts facts = step.call().facts();
        return WapingException.of(
                WapingErrorCategory.INTERRUPTED,
                WapingError.local(
                        "the component stopped before the message went out", facts.deviceId(), facts.idempotencyKey()));
    }

    /** Sends and puts the outcome on the exchange; throws nothing. */
    private void send(Exchange exchange, SendStep step) {
        try {
            WapingCall call = step.call();
            String apiKey = ExchangeValues.apiKey(endpoint.apiKey());
            step.countAttempt();
            CallFacts facts = withSecret(call.facts(), apiKey);
            HttpAnswer answer = client.call(call.request(), apiKey, facts);
            AnswerReader answers = answers(call);
            Object result = answers.read(answer, facts);
            step.removeFrom(exchange);
            answers.apply(result, translator.requestId(answer), exchange.getMessage());
        } catch (WapingException e) {
            fail(exchange, e, step.attempts(), step);
        } catch (RuntimeException | Error e) {
            exchange.setException(e);
        }
    }

    private static CallFacts withSecret(CallFacts facts, String apiKey) {
        return new CallFacts(
                facts.deviceId(),
                facts.idempotencyKey(),
                Stream.concat(Stream.of(apiKey), facts.secrets().stream()).toList());
    }

    private void fail(Exchange exchange, WapingException failure, int attempts, SendStep step) {
        failures.put(exchange, failure, attempts, step == null ? clock.instant() : step.firstAt(), clock.instant());
    }

    /** Calls in flight end before Camel's pools do, so that error rules still see them. */
    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        if (forced && client != null) {
            client.abort();
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (client != null) {
            client.abort();
        }
        super.doStop();
    }
}

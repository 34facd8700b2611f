package app.waping.camel;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.Exchange;

import app.waping.camel.client.ApiRequest;
import app.waping.camel.client.JsonCodec;
import app.waping.camel.error.CallFacts;
import app.waping.camel.error.WapingException;

/** Takes the call from a dead-letter record instead of composing one: the same bytes under the same key. */
final class ReplayComposer implements CallComposer {
    private final WapingEndpoint endpoint;
    private final ReplaySource source;
    private final Clock clock;

    ReplayComposer(WapingEndpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.source = endpoint.getCamelContext()
                .getCamelContextExtension()
                .getBootstrapFactoryFinder()
                .newInstance(ReplaySource.FACTORY, ReplaySource.class)
                .orElseThrow(() -> new IllegalStateException("No class is known for " + ReplaySource.FACTORY));
    }

    @Override
    public WapingCall compose(Exchange exchange) throws WapingException {
        StoredCall call = source.read(exchange);
        check(call);
        List<String> secrets = new ArrayList<>();
        if (call.recipient() != null) {
            secrets.add(call.recipient());
        }
        String text = text(call.body());
        if (text != null) {
            secrets.add(text);
        }
        Duration timeToLive = call.expiresAt() == null ? null : Duration.between(clock.instant(), call.expiresAt());
        return new WapingCall(
                endpoint.getEndpointUri(),
                new ApiRequest(
                        call.method(),
                        call.path(),
                        call.body().length == 0 ? null : call.body(),
                        call.idempotencyKey()),
                new CallFacts(call.deviceId(), call.idempotencyKey(), secrets),
                call.deviceId(),
                call.recipient(),
                timeToLive,
                call.notBefore(),
                call.link());
    }

    /** The text of a message, so that it is masked where the API echoes it; null where there is none. */
    private static String text(byte[] body) {
        try {
            return JsonCodec.read(body).path("text").path("body").asText(null);
        } catch (IOException e) {
            return null;
        }
    }

    /** A record may have been edited: what it names must not lead to another host, or out of a header. */
    private static void check(StoredCall call) throws WapingException {
        RequestComposer.method(call.method());
        RequestComposer.path(call.path());
        if (call.idempotencyKey() != null && !ExchangeValues.isKey(call.idempotencyKey())) {
            throw ExchangeValues.invalid(
                    "the record's idempotencyKey must have 1 to 255 visible ASCII characters; nothing was sent");
        }
    }
}

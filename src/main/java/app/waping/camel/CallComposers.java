package app.waping.camel;

import java.time.Clock;

import org.apache.camel.Expression;

import app.waping.camel.client.JsonCodec;

/** Makes the composer of an endpoint's operation. */
final class CallComposers {
    private CallComposers() {}

    static CallComposer of(WapingEndpoint endpoint) {
        WapingConfiguration options = endpoint.getConfiguration();
        Expression key = null;
        if (options.getIdempotencyKey() != null) {
            key = endpoint.getCamelContext().resolveLanguage("simple").createExpression(options.getIdempotencyKey());
            key.init(endpoint.getCamelContext());
        }
        MessagePayload payloads = new MessagePayload(JsonCodec.mapper(), options.getMaxRequestBody());
        return switch (endpoint.operation()) {
            case DEVICES -> new DevicesComposer(endpoint);
            case REPLAY -> new ReplayComposer(endpoint, Clock.systemUTC());
            case REQUEST -> new RequestComposer(endpoint, key, payloads);
            default -> new MessageComposer(endpoint, key, payloads);
        };
    }
}

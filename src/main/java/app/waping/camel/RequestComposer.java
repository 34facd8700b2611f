package app.waping.camel;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.apache.camel.Exchange;
import org.apache.camel.Expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

import app.waping.camel.client.ApiRequest;
import app.waping.camel.client.JsonCodec;
import app.waping.camel.error.CallFacts;
import app.waping.camel.error.WapingException;

/** Composes any other call of the API. Its path stays below the base URL, whatever the header says. */
final class RequestComposer implements CallComposer {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final WapingEndpoint endpoint;
    private final Expression idempotencyKey;
    private final MessagePayload payloads;

    RequestComposer(WapingEndpoint endpoint, Expression idempotencyKey, MessagePayload payloads) {
        this.endpoint = endpoint;
        this.idempotencyKey = idempotencyKey;
        this.payloads = payloads;
    }

    @Override
    public WapingCall compose(Exchange exchange) throws WapingException {
        boolean empty = isEmpty(exchange.getIn().getBody());
        String method = method(ExchangeValues.text(exchange, WapingConstants.METHOD, empty ? "GET" : "POST"));
        String path = path(ExchangeValues.text(exchange, WapingConstants.PATH, null));
        boolean sends = !method.equals("GET") && !method.equals("HEAD");
        byte[] body = sends && !empty ? json(exchange) : null;
        String key = sends ? ExchangeValues.idempotencyKey(exchange, idempotencyKey) : null;
        String deviceId = ExchangeValues.text(
                exchange, WapingConstants.DEVICE_ID, endpoint.getConfiguration().getDeviceId());
        return new WapingCall(
                endpoint.getEndpointUri(),
                new ApiRequest(method, path, body, key),
                new CallFacts(deviceId, key, List.of()),
                null,
                null,
                ExchangeValues.timeToLive(exchange, endpoint.getConfiguration().getTimeToLive()));
    }

    private static boolean isEmpty(Object body) {
        return body == null
                || body instanceof String text && text.isBlank()
                || body instanceof byte[] bytes && bytes.length == 0;
    }

    private byte[] json(Exchange exchange) throws WapingException {
        Object payload = payloads.readJson(exchange);
        if (payload instanceof String text) {
            payload = list(text);
        }
        return payloads.write((JsonNode) payload);
    }

    private static ArrayNode list(String text) throws WapingException {
        try {
            if (JsonCodec.mapper().readTree(text) instanceof ArrayNode list) {
                return list;
            }
        } catch (JsonProcessingException e) {
            throw noJson();
        }
        throw noJson();
    }

    private static WapingException noJson() {
        return ExchangeValues.invalid(
                "the message body of operation request must be a JSON object or array, a Map, a list or a bean, but is text");
    }

    /** The method in upper case, where it is one of HTTP. */
    static String method(String method) throws WapingException {
        String upper = method.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(upper)) {
            throw ExchangeValues.invalid(
                    "header " + WapingConstants.METHOD + " must be one of GET, HEAD, POST, PUT, PATCH," + " DELETE");
        }
        return upper;
    }

    /** A path that cannot leave the base URL: relative, without dot segments in any spelling. */
    static String path(String path) throws WapingException {
        if (path == null) {
            throw ExchangeValues.invalid("operation request needs header " + WapingConstants.PATH
                    + ", the path below baseUrl, such as messages/msg_1");
        }
        String relative = path.startsWith("/") && !path.startsWith("//") ? path.substring(1) : path;
        if (!RequestPath.staysBelow(relative)) {
            throw ExchangeValues.invalid(
                    "header " + WapingConstants.PATH + " must be a path below baseUrl, such as"
                            + " messages/msg_1?expand=1: no scheme, host, dot segments, backslashes, fragments or unescaped characters");
        }
        return relative;
    }
}

package app.waping.camel.policy;

import java.util.Map;

import org.apache.camel.Exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import app.waping.camel.WapingConstants;

/**
 * What is known of a call that was refused before it was composed, such as one to a bad number: enough for an operator to
 * complete the payload and to send it.
 */
final class UncomposedCall {
    private UncomposedCall() {}

    /** The call without a key; null where the body cannot be written as JSON. */
    static DeadLetterRecordCall of(Exchange exchange) {
        ObjectNode payload = payload(exchange);
        if (payload == null) {
            return null;
        }
        complete(payload, "deviceId", exchange, WapingConstants.DEVICE_ID);
        complete(payload, "to", exchange, WapingConstants.TO);
        return new DeadLetterRecordCall(
                "messages",
                null,
                null,
                payload.path("deviceId").asText(null),
                payload.path("to").asText(null),
                null,
                DeadLetterRecordPayload.of(DeadLetterRecordJson.bytes(payload)),
                null,
                null,
                null);
    }

    private static ObjectNode payload(Exchange exchange) {
        Object body = exchange.getIn().getBody();
        if (body == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (body instanceof JsonNode || body instanceof Map<?, ?>) {
            return object(body);
        }
        byte[] bytes = exchange.getIn().getBody(byte[].class);
        if (bytes == null) {
            return object(body);
        }
        if (DeadLetterRecordJson.readable(bytes) instanceof ObjectNode object) {
            return object;
        }
        String text = exchange.getIn().getBody(String.class);
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("type", "text");
        payload.putObject("text").put("body", text);
        return payload;
    }

    private static ObjectNode object(Object body) {
        try {
            return DeadLetterRecordJson.MAPPER.valueToTree(body) instanceof ObjectNode object
                    ? object.deepCopy()
                    : null;
        } catch (IllegalArgumentException | StackOverflowError e) {
            return null;
        }
    }

    private static void complete(ObjectNode payload, String member, Exchange exchange, String header) {
        String value = exchange.getIn().getHeader(header, String.class);
        if (!payload.hasNonNull(member) && value != null) {
            payload.put(member, value);
        }
    }
}

package app.waping.camel;

import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.Expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import app.waping.camel.client.ApiRequest;
import app.waping.camel.error.CallFacts;
import app.waping.camel.error.WapingException;

/** Composes the sending of one message. */
final class MessageComposer implements CallComposer {
    private static final int LEAST_DIGITS = 7;
    private static final int MOST_DIGITS = 15;

    private static final String DEVICE_ID = "deviceId";
    private static final String TO = "to";
    private static final String TYPE = "type";
    private static final String TEXT = "text";

    /** Never changed. */
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final WapingEndpoint endpoint;
    private final WapingConfiguration options;
    private final Expression idempotencyKey;
    private final MessagePayload payloads;

    MessageComposer(WapingEndpoint endpoint, Expression idempotencyKey, MessagePayload payloads) {
        this.endpoint = endpoint;
        this.options = endpoint.getConfiguration();
        this.idempotencyKey = idempotencyKey;
        this.payloads = payloads;
    }

    @Override
    public WapingCall compose(Exchange exchange) throws WapingException {
        String key = ExchangeValues.idempotencyKey(exchange, idempotencyKey);
        Object body = payloads.read(exchange);
        String type = ExchangeValues.text(exchange, WapingConstants.TYPE, options.getType());
        ObjectNode given = body instanceof ObjectNode object ? object : NOTHING;

        String deviceId = member(given, DEVICE_ID);
        if (deviceId == null) {
            deviceId = ExchangeValues.text(exchange, WapingConstants.DEVICE_ID, options.getDeviceId());
        }
        String to = member(given, TO);
        if (to == null) {
            to = ExchangeValues.text(exchange, WapingConstants.TO, options.getTo());
        }
        to = recipient(to);
        if (deviceId == null) {
            throw ExchangeValues.invalid("no device: set option deviceId, header " + WapingConstants.DEVICE_ID
                    + ", or the payload's deviceId");
        }

        String text;
        byte[] bytes;
        if (body instanceof String plain) {
            text = plain;
            bytes = payloads.writeText(deviceId, to, textType(type), plain);
        } else {
            text = given.path("text").path("body").asText(null);
            bytes = payloads.write(payload(deviceId, to, type, given));
        }
        return new WapingCall(
                endpoint.getEndpointUri(),
                new ApiRequest("POST", "messages", bytes, key),
                new CallFacts(deviceId, key, secrets(to, text)),
                deviceId,
                to,
                ExchangeValues.timeToLive(exchange, options.getTimeToLive()));
    }

    private static String textType(String type) throws WapingException {
        if (type == null) {
            return TEXT;
        }
        if (type.equals(DEVICE_ID) || type.equals(TO) || type.equals(TYPE)) {
            throw ExchangeValues.invalid("header " + WapingConstants.TYPE
                    + " or option type must be a type of message, but is the name of another member");
        }
        return type;
    }

    private static ObjectNode payload(String deviceId, String to, String type, ObjectNode given) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put(DEVICE_ID, deviceId);
        payload.put(TO, to);
        if (!given.has(TYPE) && type != null) {
            payload.put(TYPE, type);
        }
        given.properties().forEach(field -> {
            if (!payload.has(field.getKey())) {
                payload.set(field.getKey(), field.getValue());
            }
        });
        return payload;
    }

    private static List<String> secrets(String to, String text) {
        return text == null ? List.of(to) : List.of(to, text);
    }

    private static String member(ObjectNode payload, String name) throws WapingException {
        JsonNode value = payload.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw ExchangeValues.invalid("the payload's " + name + " must be text");
        }
        return value.textValue();
    }

    private String recipient(String to) throws WapingException {
        if (to == null) {
            throw ExchangeValues.invalid(
                    "no recipient: set option to, header " + WapingConstants.TO + ", or the payload's to");
        }
        // A plus in a URI's query reaches options as a blank.
        String number = to.charAt(0) == ' ' ? "+" + to.substring(1) : to;
        if (options.isValidateRecipient() && !isE164(number)) {
            throw ExchangeValues.invalid("the recipient (" + number.length()
                    + " characters) is not a number in E.164 form such as +15551234567; correct it, or set"
                    + " validateRecipient=false");
        }
        return number;
    }

    /** ITU-T E.164: a plus, a country code without leading zero, 15 digits at the most. */
    private static boolean isE164(String number) {
        int digits = number.length() - 1;
        if (digits < LEAST_DIGITS || digits > MOST_DIGITS || number.charAt(0) != '+' || number.charAt(1) == '0') {
            return false;
        }
        for (int i = 1; i <= digits; i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}

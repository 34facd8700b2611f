package app.waping.camel;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.apache.camel.Message;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import app.waping.camel.client.JsonCodec;
import app.waping.camel.error.CallFacts;
import app.waping.camel.error.ErrorTranslator;
import app.waping.camel.error.HttpAnswer;
import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/** Turns an answer of the API into the result on the message, or into a typed exception. Thread-safe. */
final class AnswerReader {
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final Operation operation;
    private final ErrorTranslator translator;
    private final int maxAnswerBody;

    AnswerReader(Operation operation, ErrorTranslator translator, int maxAnswerBody) {
        this.operation = operation;
        this.translator = translator;
        this.maxAnswerBody = maxAnswerBody;
    }

    /**
     * The answer as a Map or list; null for an empty answer where that is a success.
     *
     * @throws WapingException where the answer is an error, did not arrive whole, or is none that can be used
     */
    Object read(HttpAnswer answer, CallFacts facts) throws WapingException {
        if (answer.status() / 100 != 2 || !answer.complete()) {
            throw translator.translate(answer, facts);
        }
        if (operation == Operation.REQUEST && answer.body().length == 0) {
            return null;
        }
        JsonNode json;
        try {
            byte[] content = translator.content(answer, Math.max(maxAnswerBody, maxAnswerBody + 1));
            json = content.length > maxAnswerBody ? MissingNode.getInstance() : JsonCodec.read(content);
        } catch (IOException e) {
            throw translator.translate(answer, facts);
        }
        if (!usable(json)) {
            throw translator.translate(answer, facts);
        }
        return operation == Operation.DEVICES && facts.deviceId() != null ? device(json, facts) : plain(json);
    }

    private boolean usable(JsonNode json) {
        // An envelope with any code is an error: guessing that an unknown one is harmless would lose the message.
        if (json.path("error").path("code").isTextual()) {
            return false;
        }
        return switch (operation) {
            case MESSAGES -> json.isObject() && isId(json.get("id"));
            default -> json.isObject() || json.isArray();
        };
    }

    private static boolean isId(JsonNode id) {
        return id != null && (id.isTextual() && !id.textValue().isBlank() || id.isIntegralNumber());
    }

    private static Object plain(JsonNode json) {
        return json.isObject()
                ? JsonCodec.mapper().convertValue(json, MAP)
                : JsonCodec.mapper().convertValue(json, Object.class);
    }

    /** The API's list stands alone or in a member; which one is not stated. */
    private static Object device(JsonNode json, CallFacts facts) throws WapingException {
        String deviceId = facts.deviceId();
        for (JsonNode list : json.isArray() ? List.of(json) : json) {
            if (list.isArray()) {
                for (JsonNode device : list) {
                    if (deviceId.equals(device.path("id").asText(null))
                            || deviceId.equals(device.path("deviceId").asText(null))) {
                        return plain(device);
                    }
                }
            }
        }
        throw WapingException.of(
                WapingErrorCategory.NOT_FOUND,
                WapingError.local("the API lists no device of that id in this workspace", deviceId, null));
    }

    /** Sets the answer and its headers on the message that goes on in the route. */
    void apply(Object result, String requestId, Message message) {
        message.setBody(result);
        if (operation == Operation.MESSAGES && result instanceof Map<?, ?> map) {
            message.setHeader(WapingConstants.MESSAGE_ID, String.valueOf(map.get("id")));
            Object status = map.get("status");
            if (status == null) {
                message.removeHeader(WapingConstants.MESSAGE_STATUS);
            } else {
                message.setHeader(WapingConstants.MESSAGE_STATUS, status.toString());
            }
        }
        if (requestId == null) {
            message.removeHeader(WapingConstants.REQUEST_ID);
        } else {
            message.setHeader(WapingConstants.REQUEST_ID, requestId);
        }
    }
}

package app.waping.camel;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.camel.Message;

import app.waping.camel.client.JsonCodec;
import app.waping.camel.error.CallFacts;
import app.waping.camel.error.ErrorTranslator;
import app.waping.camel.error.HttpAnswer;
import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/** Turns an answer of the API into the result on the message, or into a typed exception. Thread-safe. */
final class AnswerReader {
    private final Operation operation;
    private final ErrorTranslator translator;
    private final int maxAnswerBody;

    AnswerReader(Operation operation, ErrorTranslator translator, int maxAnswerBody) {
        this.operation = operation;
        this.translator = translator;
        this.maxAnswerBody = maxAnswerBody;
    }

    /**
     * The answer as a Map or list, null for an empty answer where that is a success; and its request id.
     *
     * @param apiKey the credential of the call, to be masked where an error echoes it
     * @throws WapingException where the answer is an error, did not arrive whole, or is none that can be used
     */
    CallRunner.Result read(HttpAnswer answer, CallFacts facts, String apiKey) throws WapingException {
        if (answer.status() / 100 != 2 || !answer.complete()) {
            throw failure(answer, facts, apiKey);
        }
        ErrorTranslator.Content content = translator.content(answer, Math.max(maxAnswerBody, maxAnswerBody + 1));
        if (operation == Operation.REQUEST && answer.body().length == 0) {
            return new CallRunner.Result(null, content.requestId());
        }
        Object json;
        try {
            json = content.body().length > maxAnswerBody ? null : JsonCodec.readPlain(content.body());
        } catch (IOException e) {
            throw failure(answer, facts, apiKey);
        }
        if (!usable(json)) {
            throw failure(answer, facts, apiKey);
        }
        boolean one = operation == Operation.DEVICES && facts.deviceId() != null;
        return new CallRunner.Result(one ? device(json, facts) : json, content.requestId());
    }

    private WapingException failure(HttpAnswer answer, CallFacts facts, String apiKey) {
        List<String> secrets = new ArrayList<>(facts.secrets());
        secrets.add(apiKey);
        return translator.translate(answer, new CallFacts(facts.deviceId(), facts.idempotencyKey(), secrets));
    }

    private boolean usable(Object json) {
        if (json instanceof Map<?, ?> object) {
            // An envelope with any code is an error: guessing that an unknown one is harmless would lose the message.
            boolean error = object.get("error") instanceof Map<?, ?> envelope && envelope.get("code") instanceof String;
            return !error && (operation != Operation.MESSAGES || isId(object.get("id")));
        }
        return json instanceof List && operation != Operation.MESSAGES;
    }

    private static boolean isId(Object id) {
        return id instanceof String text && !text.isBlank()
                || id instanceof Integer
                || id instanceof Long
                || id instanceof BigInteger;
    }

    /** The API's list stands alone or in a member; which one is not stated. */
    private static Object device(Object json, CallFacts facts) throws WapingException {
        Collection<?> lists = json instanceof Map<?, ?> object ? object.values() : List.of(json);
        for (Object list : lists) {
            if (list instanceof List<?> devices) {
                for (Object device : devices) {
                    if (device instanceof Map<?, ?> found && isOf(found, facts.deviceId())) {
                        return found;
                    }
                }
            }
        }
        throw WapingException.of(
                WapingErrorCategory.NOT_FOUND,
                WapingError.local("the API lists no device of that id in this workspace", facts.deviceId(), null));
    }

    private static boolean isOf(Map<?, ?> device, String deviceId) {
        return deviceId.equals(Objects.toString(device.get("id"), null))
                || deviceId.equals(Objects.toString(device.get("deviceId"), null));
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

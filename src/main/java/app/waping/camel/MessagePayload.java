package app.waping.camel;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.UUID;

import org.apache.camel.Exchange;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import app.waping.camel.client.JsonCodec;
import app.waping.camel.error.WapingException;

/**
 * Reads a message body as the payload of a message: text, or a JSON object. Thread-safe.
 *
 * <p>Text that begins with a brace, a Map, a JsonNode and a bean are objects; any other text, a number, a boolean, a date
 * and the like are text.
 */
final class MessagePayload {
    /** About as many bytes as a text message has around its text. */
    private static final int TEXT_FRAME = 128;

    private final ObjectMapper mapper;
    private final int maxBytes;

    /** @param maxBytes the largest body that is read */
    MessagePayload(ObjectMapper mapper, int maxBytes) {
        this.mapper = mapper;
        this.maxBytes = maxBytes;
    }

    /**
     * The body as a String (text) or an ObjectNode (payload).
     *
     * @throws WapingException of category VALIDATION_ERROR where it is neither
     */
    Object read(Exchange exchange) throws WapingException {
        Object payload = readJson(exchange);
        if (payload instanceof ArrayNode list) {
            throw noObject(list);
        }
        return payload;
    }

    /**
     * The body as a String (text), an ObjectNode, or an ArrayNode.
     *
     * @throws WapingException of category VALIDATION_ERROR where it is none of them
     */
    Object readJson(Exchange exchange) throws WapingException {
        Object body = exchange.getIn().getBody();
        if (body == null) {
            throw ExchangeValues.invalid("the message body is empty; give a text or a JSON object");
        }
        if (isText(body)) {
            return fromText(body.toString());
        }
        if (body instanceof JsonNode node) {
            return container(node);
        }
        return isBytes(body) ? fromText(decode(bytes(exchange, body))) : fromBean(body);
    }

    private static boolean isText(Object body) {
        return body instanceof CharSequence
                || body instanceof Number
                || body instanceof Boolean
                || body instanceof Character
                || body instanceof Enum<?>
                || body instanceof UUID
                || body instanceof TemporalAccessor;
    }

    private static boolean isBytes(Object body) {
        return body instanceof byte[]
                || body instanceof ByteBuffer
                || body instanceof InputStream
                || body instanceof Reader
                || body instanceof File
                || body instanceof Path
                || body instanceof StreamCache
                || body instanceof WrappedFile<?>;
    }

    private byte[] bytes(Exchange exchange, Object body) throws WapingException {
        try (InputStream in =
                exchange.getContext().getTypeConverter().mandatoryConvertTo(InputStream.class, exchange, body)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (body instanceof StreamCache cache) {
                cache.reset();
            }
            return bytes;
        } catch (NoTypeConversionAvailableException | IOException | RuntimeException e) {
            throw ExchangeValues.invalid(
                    "the message body, a " + body.getClass().getName() + ", cannot be read: "
                            + e.getClass().getSimpleName());
        }
    }

    private String decode(byte[] bytes) throws WapingException {
        checkSize(bytes.length);
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < 0x20 && c != '\n' && c != '\r' && c != '\t') {
                    throw binary();
                }
            }
            return text.toString();
        } catch (CharacterCodingException e) {
            throw binary();
        }
    }

    private static WapingException binary() {
        return ExchangeValues.invalid("the message body is binary; give UTF-8 text or a JSON object");
    }

    private Object fromText(String text) throws WapingException {
        checkSize(text.length());
        String trimmed = text.stripLeading();
        if (trimmed.isEmpty()) {
            throw ExchangeValues.invalid("the message body is empty; give a text or a JSON object");
        }
        if (trimmed.charAt(0) != '{') {
            return text;
        }
        try {
            return container(JsonCodec.mapper().readTree(trimmed));
        } catch (IOException e) {
            throw ExchangeValues.invalid(
                    "the message body begins with a brace but is no JSON object; send such a text as {\"text\":{\"body\":...}}");
        }
    }

    private Object fromBean(Object bean) throws WapingException {
        try {
            return container(mapper.valueToTree(bean));
        } catch (IllegalArgumentException | StackOverflowError e) {
            // The cause quotes values of the bean.
            throw ExchangeValues.invalid("the message body, a "
                    + bean.getClass().getName() + ", cannot be written as JSON: it is cyclic or no bean");
        }
    }

    private static JsonNode container(JsonNode node) throws WapingException {
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            return node;
        }
        throw noObject(node);
    }

    private static WapingException noObject(JsonNode node) {
        return ExchangeValues.invalid("the message body must be text or a JSON object, but is a JSON "
                + (node == null ? "null" : node.getNodeType().toString().toLowerCase(Locale.ROOT)));
    }

    /** The bytes of a text message, bounded: what most messages are, without a tree in between. */
    byte[] writeText(String deviceId, String to, String type, String text) throws WapingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TEXT_FRAME + text.length());
        try (JsonGenerator json = mapper.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("deviceId", deviceId);
            json.writeStringField("to", to);
            json.writeStringField("type", type);
            json.writeObjectFieldStart(type);
            json.writeStringField("body", text);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw ExchangeValues.invalid("the message body cannot be written as JSON");
        }
        checkSize(bytes.size());
        return bytes.toByteArray();
    }

    /** The bytes of a payload, bounded. */
    byte[] write(JsonNode payload) throws WapingException {
        try {
            byte[] bytes = mapper.writeValueAsBytes(payload);
            checkSize(bytes.length);
            return bytes;
        } catch (IOException | StackOverflowError e) {
            // The cause quotes values of the payload.
            throw ExchangeValues.invalid(
                    "the message body cannot be written as JSON: it is cyclic, or nested too deeply");
        }
    }

    private void checkSize(int size) throws WapingException {
        if (size > maxBytes) {
            throw ExchangeValues.invalid("the message body is larger than maxRequestBody=" + maxBytes + " bytes");
        }
    }
}

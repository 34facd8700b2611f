package app.waping.camel.policy;

import java.io.IOException;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How records become JSON: numbers keep their digits, and two members of one name are an error. */
final class DeadLetterRecordJson {
    /** What tells our documents from others. */
    static final String FORMAT = "waping-dead-letter";

    static final ObjectMapper MAPPER = mapper(600);

    /** Payloads nest less deeply than the documents around them may. */
    private static final ObjectMapper PAYLOAD_MAPPER = mapper(500);

    private static final ObjectWriter PLAIN_WRITER = MAPPER.writer();
    private static final ObjectWriter DOCUMENT_WRITER = MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private DeadLetterRecordJson() {}

    private static ObjectMapper mapper(int maxNesting) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxNesting)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
    }

    /** The bytes as JSON; null where they are none, or are its null. */
    static JsonNode readable(byte[] bytes) {
        try {
            JsonNode node = PAYLOAD_MAPPER.readTree(bytes);
            return node == null || node.isMissingNode() || node.isNull() ? null : node;
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether writing the JSON gives back these very bytes. */
    static boolean givesBack(JsonNode readable, byte[] bytes) {
        return readable != null && Arrays.equals(bytes(readable), bytes);
    }

    /** Compact ASCII: every other character is escaped, so that no transport's character set can harm the document. */
    static byte[] document(JsonNode node) {
        return write(DOCUMENT_WRITER, node);
    }

    /** Compact UTF-8. */
    static byte[] bytes(JsonNode node) {
        return write(PLAIN_WRITER, node);
    }

    private static byte[] write(ObjectWriter writer, JsonNode node) {
        try {
            return writer.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new DeadLetterRecordException(
                    DeadLetterRecordException.Problem.BAD_MEMBER, "The record cannot be written as JSON", e);
        }
    }
}

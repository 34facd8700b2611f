package app.waping.camel.client;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/** The JSON of requests and answers: bounded in depth, strict about what follows a document. Thread-safe. */
public final class JsonCodec {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_NUMBER = 400;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final ObjectReader PLAIN = MAPPER.readerFor(Object.class);

    private JsonCodec() {}

    /** The mapper itself: never reconfigure it. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * Parses a document.
     *
     * @throws IOException if it is not JSON, too deep, or followed by something else
     */
    public static JsonNode read(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    /**
     * Parses a document to Maps, lists, Strings, numbers, Booleans and null.
     *
     * @throws IOException if it is empty or no JSON, too deep, or followed by something else
     */
    public static Object readPlain(byte[] json) throws IOException {
        return PLAIN.readValue(json);
    }
}

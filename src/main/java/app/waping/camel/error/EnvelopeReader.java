package app.waping.camel.error;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/**
 * Reads an error body token by token, without building a tree. A body that is not JSON to its very end says nothing,
 * unless it was our own bound that ended it. Thread-safe.
 */
final class EnvelopeReader {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER = 1000;
    private static final int MAX_NAME = 4096;

    private final JsonFactory json;

    /** @param maxText characters that a body can have at most */
    EnvelopeReader(int maxText) {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_NUMBER)
                .maxNameLength(MAX_NAME)
                .maxStringLength(maxText)
                .build();
        // Names come from the network: the JVM's own table of strings is no place for them.
        json = JsonFactory.builder()
                .streamReadConstraints(limits)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** What the body says; {@link Envelope#NONE} where it is of no use. */
    Envelope read(AnswerBody body) {
        if (!body.looksLikeJson()) {
            return Envelope.NONE;
        }
        EnvelopeMembers members = new EnvelopeMembers();
        try (JsonParser parser = body.openParser(json)) {
            document(parser, members);
            boolean whole = parser.nextToken() == null;
            return whole ? members.envelope() : Envelope.NONE;
        } catch (StreamConstraintsException tooDeepOrTooLong) {
            return Envelope.NONE;
        } catch (IOException notJson) {
            if (body.mendUtf8()) {
                return read(body);
            }
            return body.isCut() ? members.envelope() : Envelope.NONE;
        } catch (RuntimeException defectOfTheParser) {
            // Whatever a body does to the parser, the answer still has a status.
            return Envelope.NONE;
        }
    }

    private static void document(JsonParser parser, EnvelopeMembers members) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            members.message(EnvelopeMembers.rootRank("message"), text(parser, first));
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("error")) {
                members.noCode();
            }
            int rank = EnvelopeMembers.rootRank(name);
            if (value == JsonToken.START_OBJECT && name.equals("error")) {
                error(parser, members);
            } else if (value == JsonToken.START_OBJECT && name.equals("meta")) {
                meta(parser, members);
            } else if (rank != EnvelopeMembers.NONE) {
                members.message(rank, text(parser, value));
            } else {
                id(parser, members, name, value);
            }
        }
    }

    private static void error(JsonParser parser, EnvelopeMembers members) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            int rank = EnvelopeMembers.errorRank(name);
            if (name.equals("code")) {
                members.code(value == JsonToken.VALUE_STRING ? parser.getText() : null);
                parser.skipChildren();
            } else if (rank != EnvelopeMembers.NONE) {
                members.message(rank, text(parser, value));
            } else {
                id(parser, members, name, value);
            }
        }
    }

    private static void meta(JsonParser parser, EnvelopeMembers members) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            id(parser, members, name, parser.nextToken());
        }
    }

    private static void id(JsonParser parser, EnvelopeMembers members, String name, JsonToken value)
            throws IOException {
        if (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT) {
            if (EnvelopeMembers.isId(name)) {
                members.id(name, parser.getText());
            }
        } else {
            parser.skipChildren();
        }
    }

    /** A string itself, the strings of an array with semicolons between, the best text of an object; else null. */
    private static String text(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (value == JsonToken.START_ARRAY) {
            return texts(parser);
        }
        if (value == JsonToken.START_OBJECT) {
            EnvelopeMembers inner = new EnvelopeMembers();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken member = parser.nextToken();
                int rank = EnvelopeMembers.errorRank(name);
                if (rank != EnvelopeMembers.NONE) {
                    inner.message(rank, text(parser, member));
                } else {
                    parser.skipChildren();
                }
            }
            return inner.message();
        }
        return null;
    }

    private static String texts(JsonParser parser) throws IOException {
        StringBuilder all = new StringBuilder();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            String one = text(parser, token);
            if (one != null && !one.isBlank()) {
                all.append(all.isEmpty() ? "" : "; ").append(one);
            }
        }
        return all.isEmpty() ? null : all.toString();
    }
}

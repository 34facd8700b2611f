package app.waping.camel.policy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import app.waping.camel.policy.DeadLetterRecordException.Problem;

/** Typed access to the members of a JSON object; a member of another type is an error that names it. */
final class DeadLetterRecordMembers {
    private final JsonNode json;

    DeadLetterRecordMembers(JsonNode json) {
        this.json = json;
    }

    /** An error that names the member but does not show its value. */
    DeadLetterRecordException bad(String name) {
        return new DeadLetterRecordException(
                Problem.BAD_MEMBER, "The dead-letter record has no usable member \"" + name + "\"");
    }

    JsonNode node(String name) {
        JsonNode node = json.get(name);
        return node == null || node.isNull() ? MissingNode.getInstance() : node;
    }

    String text(String name) {
        JsonNode node = node(name);
        if (node.isMissingNode()) {
            return null;
        }
        if (!node.isTextual()) {
            throw bad(name);
        }
        return node.asText();
    }

    int number(String name) {
        JsonNode node = node(name);
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw bad(name);
        }
        return node.asInt();
    }

    int number(String name, int otherwise) {
        return node(name).isMissingNode() ? otherwise : number(name);
    }

    Long longNumber(String name) {
        JsonNode node = node(name);
        if (node.isMissingNode()) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw bad(name);
        }
        return node.asLong();
    }

    boolean flag(String name) {
        return node(name).asBoolean(false);
    }

    Instant time(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw bad(name);
        }
    }

    byte[] bytes(String name) {
        JsonNode node = node(name);
        if (node.isMissingNode()) {
            return null;
        }
        try {
            return java.util.Base64.getDecoder().decode(node.asText());
        } catch (IllegalArgumentException e) {
            throw bad(name);
        }
    }

    List<String> lines(String name) {
        List<String> lines = new ArrayList<>();
        node(name).forEach(line -> lines.add(line.asText()));
        return lines;
    }

    DeadLetterRecordMembers object(String name) {
        return new DeadLetterRecordMembers(node(name));
    }

    List<DeadLetterRecordMembers> objects(String name) {
        List<DeadLetterRecordMembers> objects = new ArrayList<>();
        node(name).forEach(entry -> objects.add(new DeadLetterRecordMembers(entry)));
        return objects;
    }
}

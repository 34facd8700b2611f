import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.apache.camel.util.StringHelper;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import app.waping.camel.error.WapingErrorCategory;

/**
 * Writes what editors show while somebody types {@code camel.component.waping.} or {@code waping.errors.} in the properties
 * of a Spring Boot application. The component's options come from its waping.json.
 *
 * <p>Arguments: waping.json, and the files to write.
 */
class SpringMetadata {
    private static final String PREFIX = "camel.component.waping";
    private static final String AUTO_CONFIGURATION = "app.waping.camel.spring.WapingComponentAutoConfiguration";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode properties = JSON.createArrayNode();
    private final ArrayNode hints = JSON.createArrayNode();

    public static void main(String[] args) throws IOException {
        SpringMetadata metadata = new SpringMetadata();
        metadata.component(JSON.readTree(Path.of(args[0]).toFile()));
        metadata.errors();
        byte[] text = metadata.write();
        for (String file : List.of(args).subList(1, args.length)) {
            Path path = Path.of(file);
            Files.createDirectories(path.getParent());
            if (!Files.exists(path) || !java.util.Arrays.equals(Files.readAllBytes(path), text)) {
                Files.write(path, text);
            }
        }
    }

    private byte[] write() throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode groups = root.putArray("groups");
        groups.addObject().put("name", PREFIX).put("sourceType", AUTO_CONFIGURATION);
        groups.addObject()
                .put("name", "waping.errors")
                .put("description", "The error rules of routes with routeConfigurationId: waping.");
        root.set("properties", properties);
        root.set("hints", hints);
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        return (JSON.writer(printer).writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void component(JsonNode schema) {
        property(PREFIX + ".enabled", "java.lang.Boolean", "Whether camel.component.waping.* is read at all.", true);
        property(
                PREFIX + ".customizer.enabled",
                "java.lang.Boolean",
                "Whether customizers may change the component after it was made.",
                true);
        schema.get("componentProperties").properties().forEach(entry -> option(entry.getKey(), entry.getValue()));
    }

    private void option(String name, JsonNode option) {
        String key = PREFIX + "." + StringHelper.camelCaseToDash(name);
        ObjectNode property =
                property(key, type(option), option.get("description").asText(), value(option));
        property.put("sourceType", AUTO_CONFIGURATION);
        if (option.get("deprecated").asBoolean()) {
            ObjectNode deprecation = property.putObject("deprecation").put("level", "warning");
            if (option.hasNonNull("deprecationNote")) {
                deprecation.put("reason", option.get("deprecationNote").asText());
            }
        }
        if (option.has("enum")) {
            List<String> values = new ArrayList<>();
            option.get("enum").forEach(value -> values.add(value.asText()));
            hint(key, values);
        }
    }

    private static String type(JsonNode option) {
        return switch (option.get("type").asText()) {
            case "duration" -> "java.time.Duration";
            case "boolean" -> "java.lang.Boolean";
            case "integer" -> option.get("javaType").asText().equals("long") ? "java.lang.Long" : "java.lang.Integer";
            case "number" -> "java.lang.Double";
            default -> option.get("javaType").asText();
        };
    }

    private static Object value(JsonNode option) {
        JsonNode value = option.get("defaultValue");
        if (value == null) {
            return null;
        }
        return value.isBoolean() ? (Object) value.asBoolean() : value.isInt() ? (Object) value.asInt() : value.asText();
    }

    private void errors() {
        String policies =
                "Names of more error policies, separated by commas. Policy otp has the properties waping.otp.errors.* and is used with routeConfigurationId: waping-otp.";
        property("waping.policies", "java.util.List<java.lang.String>", policies, null);
        destinations("waping.errors.", "failed messages, for every category without one of its own", null);
        property(
                "waping.errors.record",
                "java.lang.String",
                "What goes to dead letter and park: envelope, one JSON document with the reason and the payload; or original, the untouched body. The error headers are set in both.",
                "envelope");
        hint("waping.errors.record", List.of("envelope", "original"));
        property(
                "waping.alerts.flap",
                "java.time.Duration",
                "A device whose session is back within this time alerts nobody; 0 alerts at once.",
                "10s");
        property(
                "waping.alerts.reminder",
                "java.time.Duration",
                "After this time an outage that still makes messages fail is told of again; the interval doubles, up to a day.",
                "15m");
        for (WapingErrorCategory category : WapingErrorCategory.values()) {
            category(category);
        }
    }

    private void category(WapingErrorCategory category) {
        String prefix =
                "waping.errors." + category.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".";
        int redeliveries =
                switch (category) {
                    case RATE_LIMITED -> 8;
                    case SERVER_ERROR, TRANSPORT -> 4;
                    default -> 0;
                };
        String of = " of " + category.name() + " failures";
        property(
                prefix + "max-redeliveries",
                "java.lang.Integer",
                "How often a message is sent again because" + of + ", under the same idempotency key.",
                redeliveries);
        property(
                prefix + "delay",
                "java.time.Duration",
                "The first wait before a message is sent again because" + of + ". Retry-After wins where it is longer.",
                "1s");
        property(
                prefix + "multiplier",
                "java.lang.Double",
                "How much longer each further wait because" + of + " is.",
                2.0);
        property(prefix + "max-delay", "java.time.Duration", "The longest wait of our own because" + of + ".", "30s");
        destinations(prefix, category.name() + " failures", "waping.errors");
    }

    private void destinations(String prefix, String what, String general) {
        String instead = general == null ? "" : "; by default the one of " + general + ", none switches it off";
        property(
                prefix + "dead-letter",
                "java.lang.String",
                "Endpoint URI that gets messages for good after " + what + instead + ".",
                null);
        property(
                prefix + "alert",
                "java.lang.String",
                "Endpoint URI that tells the operators of " + what + instead + ".",
                null);
        property(
                prefix + "park",
                "java.lang.String",
                "Endpoint URI where messages wait out a cause that takes longer, after " + what + instead + ".",
                null);
    }

    private ObjectNode property(String name, String type, String description, Object defaultValue) {
        ObjectNode property =
                properties.addObject().put("name", name).put("type", type).put("description", description);
        if (defaultValue != null) {
            property.set("defaultValue", JSON.valueToTree(defaultValue));
        }
        return property;
    }

    private void hint(String name, List<String> values) {
        ArrayNode list = hints.addObject().put("name", name).putArray("values");
        values.forEach(value -> list.addObject().put("value", value));
    }
}

package app.waping.camel.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The component's metadata, as tools find it in the jar. */
final class ComponentMetadata {
    static final String PLACE = "META-INF/app/waping/camel/waping.json";

    private ComponentMetadata() {}

    static String text() {
        return text(PLACE);
    }

    static String text(String place) {
        try (InputStream in = ComponentMetadata.class.getClassLoader().getResourceAsStream(place)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(place, e);
        }
    }

    static JsonNode json() {
        try {
            return new ObjectMapper().readTree(text());
        } catch (IOException e) {
            throw new IllegalStateException(PLACE, e);
        }
    }

    /** The options of an endpoint, by name, in the order of the file. */
    static Map<String, JsonNode> endpointOptions() {
        return options("properties");
    }

    /** The options of the component, by name. */
    static Map<String, JsonNode> componentOptions() {
        return options("componentProperties");
    }

    static Map<String, JsonNode> options(String section) {
        return json().get(section).properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }
}

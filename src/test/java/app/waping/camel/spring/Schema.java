package app.waping.camel.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import app.waping.camel.WapingComponent;

/** The component's options as its schema has them. */
final class Schema {
    private Schema() {}

    static Set<Map.Entry<String, JsonNode>> options() {
        try {
            return new ObjectMapper()
                    .readTree(WapingComponent.class.getResource("waping.json"))
                    .get("componentProperties")
                    .properties();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

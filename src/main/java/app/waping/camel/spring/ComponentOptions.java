package app.waping.camel.spring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import app.waping.camel.WapingComponent;

/** The options of the component, as the schema in the jar names them. */
final class ComponentOptions {
    private static final String SCHEMA = "waping.json";

    private ComponentOptions() {}

    static Set<String> names() {
        try (InputStream schema = WapingComponent.class.getResourceAsStream(SCHEMA)) {
            if (schema == null) {
                throw new IllegalStateException(SCHEMA + " is missing beside " + WapingComponent.class.getName()
                        + ": keep it when repackaging");
            }
            JsonNode options = new ObjectMapper().readTree(schema).get("componentProperties");
            Set<String> names = new LinkedHashSet<>();
            options.fieldNames().forEachRemaining(names::add);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package app.waping.camel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataProperty;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataRepositoryJsonBuilder;
import org.springframework.boot.configurationmetadata.ValueHint;

import com.fasterxml.jackson.databind.JsonNode;

import app.waping.camel.WapingComponent;
import app.waping.camel.error.WapingErrorCategory;

/** What editors show for our properties. */
class SpringMetadataTest {
    private static Map<String, ConfigurationMetadataProperty> properties;

    @BeforeAll
    static void readAsEditorsDo() throws IOException {
        try (InputStream json = WapingComponent.class
                .getClassLoader()
                .resources("META-INF/spring-configuration-metadata.json")
                .filter(url -> !url.getProtocol().equals("jar"))
                .findFirst()
                .orElseThrow()
                .openStream()) {
            properties = ConfigurationMetadataRepositoryJsonBuilder.create(json)
                    .build()
                    .getAllProperties();
        }
    }

    @Test
    void eachOptionIsThereWithItsTextTypeAndDefault() {
        for (Map.Entry<String, JsonNode> entry : Schema.options()) {
            JsonNode option = entry.getValue();
            ConfigurationMetadataProperty property =
                    properties.get("camel.component.waping." + StringHelper.camelCaseToDash(entry.getKey()));

            assertThat(property).as(entry.getKey()).isNotNull();
            assertThat(property.getDescription())
                    .isEqualTo(option.get("description").asText());
            assertThat(property.isDeprecated())
                    .isEqualTo(option.get("deprecated").asBoolean());
            assertThat(String.valueOf(property.getDefaultValue()))
                    .isEqualTo(option.path("defaultValue").asText("null"));
            assertThat(property.getType()).isEqualTo(type(option));
        }
    }

    @Test
    void noPropertyIsThereThatTheComponentDoesNotHave() {
        List<String> known =
                new ArrayList<>(List.of("camel.component.waping.enabled", "camel.component.waping.customizer.enabled"));
        Schema.options()
                .forEach(
                        option -> known.add("camel.component.waping." + StringHelper.camelCaseToDash(option.getKey())));

        assertThat(properties.keySet().stream().filter(name -> name.startsWith("camel.")))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void eachCategoryOfErrorsHasItsProperties() {
        for (WapingErrorCategory category : WapingErrorCategory.values()) {
            for (String key :
                    List.of("max-redeliveries", "delay", "multiplier", "max-delay", "dead-letter", "alert", "park")) {
                assertThat(properties).containsKey("waping.errors." + category.kebabCase() + "." + key);
            }
        }
        assertThat(properties)
                .containsKeys(
                        "waping.policies", "waping.errors.dead-letter", "waping.errors.alert", "waping.errors.park");
    }

    @Test
    void theFormsOfARecordAreOffered() {
        assertThat(properties.get("waping.errors.record").getHints().getValueHints())
                .extracting(ValueHint::getValue)
                .containsExactly("envelope", "original");
        assertThat(properties.get("waping.errors.record").getDefaultValue()).isEqualTo("envelope");
    }

    @Test
    void eachTextOfTheErrorRulesIsASentence() {
        assertThat(properties.values().stream()
                        .filter(property -> property.getId().startsWith("waping."))
                        .map(ConfigurationMetadataProperty::getDescription))
                .isNotEmpty()
                .allMatch(text -> text.matches("[A-Z].*\\."));
    }

    private static String type(JsonNode option) {
        return switch (option.get("type").asText()) {
            case "boolean" -> "java.lang.Boolean";
            case "integer" -> "java.lang.Integer";
            case "duration" -> "java.time.Duration";
            default -> option.get("javaType").asText();
        };
    }
}

package app.waping.camel.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

/** What the visual designers, IDEs and Camel's own tools need of our metadata; each rule broke a designer once. */
class ComponentMetadataTest {
    /** The types for which Karavan draws a field. */
    private static final Set<String> FIELD_TYPES =
            Set.of("string", "integer", "int", "number", "duration", "boolean", "enum", "object");

    @Test
    void everyOptionHasTheTextsThatMakeAField() {
        assertThat(everyOption()).allSatisfy(option -> {
            JsonNode facts = option.getValue();
            assertThat(facts.path("label").isTextual()).as("label is there").isTrue();
            assertThat(facts.path("displayName").asText()).as("displayName").isNotBlank();
            assertThat(facts.path("description").asText()).as("description").endsWith(".");
            assertThat(facts.path("kind").asText()).as("kind").isIn("path", "parameter", "property");
            assertThat(facts.path("group").asText()).as("group").isNotBlank();
        });
    }

    @Test
    void everyOptionHasATypeForWhichThereIsAField() {
        assertThat(everyOption())
                .allSatisfy(option ->
                        assertThat(option.getValue().path("type").asText()).isIn(FIELD_TYPES));
    }

    @Test
    void anOptionWithAListOfValuesIsAnEnum() {
        assertThat(everyOption().stream().filter(option -> option.getValue().has("enum")))
                .allSatisfy(option ->
                        assertThat(option.getValue().path("type").asText()).isEqualTo("enum"));
    }

    @Test
    void nothingIsRequiredOfAStepBecauseTheComponentMayHaveIt() {
        assertThat(ComponentMetadata.endpointOptions().entrySet()).allSatisfy(option -> assertThat(
                        option.getValue().path("required").asBoolean())
                .isFalse());
    }

    @Test
    void theOperationIsTheOnlyPathOptionAndAStringCommonToBothSides() {
        List<Map.Entry<String, JsonNode>> path = ComponentMetadata.endpointOptions().entrySet().stream()
                .filter(option -> option.getValue().path("kind").asText().equals("path"))
                .toList();

        assertThat(path).singleElement().satisfies(option -> {
            assertThat(option.getKey()).isEqualTo("operation");
            assertThat(option.getValue().path("type").asText()).isEqualTo("string");
            assertThat(option.getValue().path("group").asText()).isEqualTo("common");
            assertThat(option.getValue().path("label").asText()).isEmpty();
            assertThat(option.getValue().path("defaultValue").asText()).isEqualTo("messages");
        });
        assertThat(component().path("syntax").asText()).isEqualTo("waping:operation");
    }

    @Test
    void whatBothSidesShareIsHiddenOnNeither() {
        assertThat(List.of("operation", "baseUrl", "apiKey"))
                .allSatisfy(name -> assertThat(ComponentMetadata.endpointOptions()
                                .get(name)
                                .path("group")
                                .asText())
                        .doesNotContain("producer")
                        .doesNotContain("consumer"));
    }

    @Test
    void theApiKeyIsSecretEverywhere() {
        assertThat(List.of(
                        ComponentMetadata.endpointOptions().get("apiKey"),
                        ComponentMetadata.componentOptions().get("apiKey")))
                .allSatisfy(facts -> {
                    assertThat(facts.path("secret").asBoolean()).isTrue();
                    assertThat(facts.path("label").asText()).contains("security");
                });
    }

    @Test
    void durationsAreDurations() {
        assertThat(ComponentMetadata.endpointOptions().entrySet().stream()
                        .filter(option -> option.getKey().matches(".*(Timeout|RetryAfter|timeToLive)")))
                .isNotEmpty()
                .allSatisfy(option ->
                        assertThat(option.getValue().path("type").asText()).isEqualTo("duration"));
    }

    @Test
    void theComponentIsRemoteSupportedAndOfBothSides() {
        assertThat(component().path("remote").asBoolean()).isTrue();
        assertThat(component().path("deprecated").asBoolean()).isFalse();
        assertThat(component().path("supportLevel").asText()).isEqualTo("Stable");
        assertThat(component().path("producerOnly").asBoolean()).isFalse();
        assertThat(component().path("consumerOnly").asBoolean()).isFalse();
        assertThat(component().path("async").asBoolean()).isTrue();
        assertThat(component().path("title").asText()).isEqualTo("WAPing");
    }

    @Test
    void everyHeaderIsOursAndExplained() {
        Map<String, JsonNode> headers = ComponentMetadata.options("headers");

        assertThat(headers).isNotEmpty();
        assertThat(headers.entrySet()).allSatisfy(header -> {
            assertThat(header.getKey()).startsWith("CamelWaping");
            assertThat(header.getValue().path("description").asText()).isNotBlank();
        });
    }

    @Test
    void theSchemaLiesWhereEachToolLooksForIt() {
        assertThat(ComponentMetadata.text("app/waping/camel/waping.json")).isEqualTo(ComponentMetadata.text());
        String services = "META-INF/services/org/apache/camel/";
        assertThat(Stream.of(
                        "component.properties",
                        "component/waping",
                        "configurer/waping-component",
                        "configurer/waping-endpoint",
                        "urifactory/waping-endpoint"))
                .allSatisfy(name ->
                        assertThat(ComponentMetadata.text(services + name)).isNotBlank());
    }

    private static JsonNode component() {
        return ComponentMetadata.json().get("component");
    }

    private static List<Map.Entry<String, JsonNode>> everyOption() {
        return Stream.of(ComponentMetadata.endpointOptions(), ComponentMetadata.componentOptions())
                .flatMap(options -> options.entrySet().stream())
                .toList();
    }
}

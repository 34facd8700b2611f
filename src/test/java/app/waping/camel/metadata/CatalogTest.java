package app.waping.camel.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.ConfigurationPropertiesValidationResult;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.suggest.CatalogSuggestionStrategy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Camel's own catalog knows our options: it accepts what we show, and tells a typo from an option. */
class CatalogTest {
    private static final CamelCatalog CATALOG = new DefaultCamelCatalog();

    @BeforeAll
    static void addTheComponent() {
        CATALOG.addComponent("waping", "app.waping.camel.WapingComponent", ComponentMetadata.text());
        CATALOG.setSuggestionStrategy(new CatalogSuggestionStrategy());
    }

    @Test
    void everyEndpointWeShowIsValid() {
        List<Map.Entry<String, String>> shown = ShownEndpoints.uris(CATALOG);

        assertThat(shown).isNotEmpty().allSatisfy(place -> {
            EndpointValidationResult result = CATALOG.validateEndpointProperties(place.getValue());
            assertThat(result.isSuccess())
                    .as(() -> place.getKey() + ": " + result.summaryErrorMessage(false))
                    .isTrue();
        });
    }

    @Test
    void everyPropertyWeShowIsValid() {
        assertThat(ShownEndpoints.properties()).allSatisfy(line -> {
            ConfigurationPropertiesValidationResult result = CATALOG.validateConfigurationProperty(line);
            assertThat(result.isSuccess())
                    .as(() -> result.summaryErrorMessage(false))
                    .isTrue();
        });
    }

    @Test
    void aMistypedOptionIsRefusedWithTheRightOneSuggested() {
        EndpointValidationResult result = CATALOG.validateEndpointProperties("waping:messages?deviceID=dev_123");

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.getUnknown()).containsExactly("deviceID");
        assertThat(result.getUnknownSuggestions().get("deviceID")).contains("deviceId");
    }

    /** Without a suggestion: Camel 4.18.0 looks for options that sound like the component's name, not like the typo. */
    @Test
    void aMistypedPropertyIsRefusedByName() {
        ConfigurationPropertiesValidationResult result =
                CATALOG.validateConfigurationProperty("camel.component.waping.max-retry-aftr = 10s");

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.getUnknown()).containsExactly("camel.component.waping.max-retry-aftr");
    }

    @Test
    void aValueOfTheWrongTypeIsRefused() {
        assertThat(CATALOG.validateEndpointProperties("waping:messages?maxInFlight=many")
                        .getInvalidInteger())
                .containsEntry("maxInFlight", "many");
        assertThat(CATALOG.validateEndpointProperties("waping:messages?ordered=perhaps")
                        .getInvalidBoolean())
                .containsEntry("ordered", "perhaps");
        assertThat(CATALOG.validateEndpointProperties("waping:messages?maxRetryAfter=soon")
                        .getInvalidDuration())
                .containsEntry("maxRetryAfter", "soon");
    }

    @Test
    void theBareNameIsTheOperationMessages() {
        assertThat(CATALOG.validateEndpointProperties("waping").isSuccess()).isTrue();
    }

    @Test
    void durationsAndPlaceholdersAreAccepted() {
        assertThat(CATALOG.validateEndpointProperties(
                                "waping:messages?maxRetryAfter=1m30s&maxInFlight={{inFlight}}&apiKey={{env:WAPING_API_KEY}}")
                        .isSuccess())
                .isTrue();
    }
}

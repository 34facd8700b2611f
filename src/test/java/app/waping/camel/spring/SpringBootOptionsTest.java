package app.waping.camel.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import com.fasterxml.jackson.databind.JsonNode;

import app.waping.camel.WapingComponent;
import app.waping.camel.WapingComponentConfigurer;
import app.waping.camel.WapingConfiguration;
import app.waping.camel.WapingConstants;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

@ExtendWith(WapingStubExtension.class)
class SpringBootOptionsTest {
    @Test
    void aMessageGoesOutWithThePropertiesAlone(WapingStub stub) {
        Map<String, Object> properties = Map.of(
                "camel.component.waping.base-url",
                stub.baseUrl(),
                "camel.component.waping.api-key",
                WapingStub.API_KEY,
                "camel.component.waping.device-id",
                WapingStub.DEVICE,
                "camel.component.waping.idempotency-key",
                "${header.order}");

        try (ConfigurableApplicationContext spring = SpringApp.start(properties)) {
            Object id = SpringApp.camel(spring)
                    .createProducerTemplate()
                    .request("waping:messages?to=RAW(+15551234567)", exchange -> {
                        exchange.getMessage().setBody("Your order is on its way");
                        exchange.getMessage().setHeader("order", "order-4711");
                    })
                    .getMessage()
                    .getHeader(WapingConstants.MESSAGE_ID);

            assertThat(id).isNotNull();
            assertThat(stub.journal().accepted()).singleElement().satisfies(entry -> assertThat(entry.idempotencyKey())
                    .isEqualTo("order-4711"));
        }
    }

    @Test
    void eachOptionOfTheComponentIsAProperty() {
        Map<String, Object> properties = new HashMap<>();
        Map<String, Object> expected = new HashMap<>();
        for (Map.Entry<String, JsonNode> option : Schema.options()) {
            String key = "camel.component.waping." + StringHelper.camelCaseToDash(option.getKey());
            switch (option.getValue().get("type").asText()) {
                case "boolean" -> {
                    boolean other = !option.getValue().path("defaultValue").asBoolean();
                    properties.put(key, other);
                    expected.put(option.getKey(), other);
                }
                case "integer" -> {
                    properties.put(key, 7);
                    expected.put(option.getKey(), 7);
                }
                case "duration" -> {
                    properties.put(key, "1m30s");
                    expected.put(option.getKey(), 90_000L);
                }
                case "string" -> {
                    String value = option.getKey().equals("deviceStates")
                            ? "LINKED=CONNECTED"
                            : "https://example.org/" + option.getKey();
                    properties.put(key, value);
                    expected.put(option.getKey(), value);
                }
                default -> properties.put(key, "#bean:shared");
            }
        }

        try (ConfigurableApplicationContext spring = SpringApp.start(properties, SharedConfiguration.class)) {
            WapingComponent component = waping(spring);

            assertThat(component.getConfiguration()).isSameAs(spring.getBean(WapingConfiguration.class));
            Map<String, Object> actual = new HashMap<>();
            expected.keySet().forEach(name -> actual.put(name, get(component, name)));
            assertThat(actual).isEqualTo(expected).hasSizeGreaterThan(20);
        }
    }

    @Test
    void environmentVariablesAreProperties() {
        Map<String, Object> variables = Map.of(
                "CAMEL_COMPONENT_WAPING_API_KEY", "from-the-environment",
                "CAMEL_COMPONENT_WAPING_MAXINFLIGHT", "3");

        try (ConfigurableApplicationContext spring = SpringApp.startWithEnvironment(variables)) {
            assertThat(waping(spring).getConfiguration().getApiKey()).isEqualTo("from-the-environment");
            assertThat(waping(spring).getConfiguration().getMaxInFlight()).isEqualTo(3);
        }
    }

    @Test
    void placeholdersOfSpringAndOfCamelAreResolved() {
        Map<String, Object> properties = Map.of(
                "accounts.shop.key", "shop-key",
                "camel.component.waping.api-key", "${accounts.shop.key}",
                "camel.component.waping.device-id", "{{accounts.shop.key}}-device");

        try (ConfigurableApplicationContext spring = SpringApp.start(properties)) {
            assertThat(waping(spring).getConfiguration().getApiKey()).isEqualTo("shop-key");
            assertThat(waping(spring).getConfiguration().getDeviceId()).isEqualTo("shop-key-device");
        }
    }

    @Test
    void aTypingErrorIsRefusedWithTheNameThatWasMeant() {
        try (ConfigurableApplicationContext spring =
                SpringApp.start(Map.of("camel.component.waping.respons-timeout", "5s"))) {
            assertThatThrownBy(() -> waping(spring))
                    .hasStackTraceContaining("Unknown property camel.component.waping.respons-timeout; did you mean"
                            + " camel.component.waping.response-timeout?");
        }
    }

    @Test
    void aSecondComponentKeepsWhatItsOwnerSet() {
        Map<String, Object> properties = Map.of("camel.component.waping.api-key", "first-account");

        try (ConfigurableApplicationContext spring = SpringApp.start(properties, SecondAccount.class)) {
            CamelContext camel = SpringApp.camel(spring);

            assertThat(waping(spring).getConfiguration().getApiKey()).isEqualTo("first-account");
            assertThat(camel.getComponent("wapingSecond", WapingComponent.class)
                            .getConfiguration()
                            .getApiKey())
                    .isEqualTo("second-account");
        }
    }

    @Test
    void nothingIsSetWhereTheComponentIsSwitchedOff() {
        Map<String, Object> properties =
                Map.of("camel.component.waping.enabled", false, "camel.component.waping.api-key", "unused");

        try (ConfigurableApplicationContext spring = SpringApp.start(properties)) {
            assertThat(waping(spring).getConfiguration().getApiKey()).isNull();
        }
    }

    @Test
    void springBootWithoutCamelOnItStartsAsIfTheJarWereNotThere() {
        new ApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader("org.apache.camel.spring.boot"))
                .withConfiguration(org.springframework.boot.autoconfigure.AutoConfigurations.of(
                        WapingComponentAutoConfiguration.class))
                .run(context -> assertThat(context.getBeanNamesForType(WapingComponentAutoConfiguration.class))
                        .isEmpty());
    }

    private static WapingComponent waping(ConfigurableApplicationContext spring) {
        return SpringApp.camel(spring).getComponent("waping", WapingComponent.class);
    }

    private static Object get(WapingComponent component, String name) {
        return new WapingComponentConfigurer().getOptionValue(component, name, false);
    }

    static class SharedConfiguration {
        @Bean
        WapingConfiguration shared() {
            return new WapingConfiguration();
        }
    }

    static class SecondAccount {
        @Bean
        WapingComponent wapingSecond() {
            WapingComponent component = new WapingComponent();
            component.getConfiguration().setApiKey("second-account");
            return component;
        }
    }
}

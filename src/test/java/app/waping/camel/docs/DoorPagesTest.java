package app.waping.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericXmlApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ByteArrayResource;

import app.waping.camel.WapingComponent;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** Starts what the pages about camel-main and Spring XML tell their readers to write. */
@ExtendWith(WapingStubExtension.class)
class DoorPagesTest {
    private WapingStub stub;

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml"})
    void camelMainSendsWithPropertiesAndARoute(String language) throws Exception {
        Snippets page = Snippets.of("how-to/use-with-camel-main.md");
        Main main = main(page.properties("properties"));
        main.addOverrideProperty("camel.component.waping.base-url", stub.baseUrl());
        main.addOverrideProperty("camel.component.waping.api-key", WapingStub.API_KEY);
        main.init();
        PluginHelper.getRoutesLoader(main.getCamelContext())
                .loadRoutes(ResourceHelper.fromString("order-updates.camel." + language, page.text(language)));
        main.start();
        try {
            sendsAndDeadLetters(main.getCamelContext());
        } finally {
            main.stop();
        }
    }

    @Test
    void camelMainHasASecondAccount() throws Exception {
        Main main = main(Snippets.of("how-to/use-with-camel-main.md").properties("second-account"));
        main.addOverrideProperty("camel.beans.wapingMarketing.configuration.apiKey", "marketing-key");
        main.start();
        try {
            assertThat(main.getCamelContext()
                            .getComponent("wapingMarketing", WapingComponent.class)
                            .getConfiguration()
                            .getApiKey())
                    .isEqualTo("marketing-key");
        } finally {
            main.stop();
        }
    }

    @Test
    void springXmlSendsWithOneContextFile() throws Exception {
        String context = Snippets.of("how-to/use-with-spring-xml.md").text("context");
        try (GenericXmlApplicationContext spring = new GenericXmlApplicationContext()) {
            spring.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test", Map.of("WAPING_API_KEY", WapingStub.API_KEY)));
            spring.load(new ByteArrayResource(context.replace(
                            "<property name=\"deviceId\"",
                            "<property name=\"baseUrl\" value=\"" + stub.baseUrl() + "\"/><property name=\"deviceId\"")
                    .getBytes(StandardCharsets.UTF_8)));
            System.setProperty("waping.errors.dead-letter", "seda:dead-letters");
            try {
                spring.refresh();
                sendsAndDeadLetters(spring.getBean(CamelContext.class));
            } finally {
                System.clearProperty("waping.errors.dead-letter");
            }
        }
    }

    private void sendsAndDeadLetters(CamelContext camel) {
        stub.device("dev_123");
        Map<String, Object> headers = Map.of("CamelWapingTo", "+15551234567", "orderNumber", "4711");
        camel.createProducerTemplate().sendBodyAndHeaders("direct:order-updates", "On its way", headers);
        assertThat(stub.journal().accepted()).singleElement().satisfies(entry -> assertThat(entry.idempotencyKey())
                .isEqualTo("4711"));

        stub.next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));
        camel.createProducerTemplate()
                .sendBodyAndHeaders(
                        "direct:order-updates", "Late", Map.of("CamelWapingTo", "+15551234567", "orderNumber", "4712"));
        assertThat(camel.createConsumerTemplate().receiveBody("seda:dead-letters", 5_000, String.class))
                .contains("VALIDATION_ERROR", "4712");
    }

    private static Main main(Properties properties) {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        properties.forEach((key, value) -> main.addInitialProperty((String) key, (String) value));
        main.addOverrideProperty("camel.main.routes-include-pattern", "false");
        return main;
    }
}

package app.waping.camel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

import app.waping.camel.docs.Snippets;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** Starts what the page about Spring Boot tells its readers to write. */
@ExtendWith(WapingStubExtension.class)
class SpringBootPageTest {
    @Test
    void thePropertiesAndTheRouteOfThePageSendAndDeadLetter(WapingStub stub) throws Exception {
        Snippets page = Snippets.of("how-to/use-with-spring-boot.md");
        Map<String, Object> properties = new HashMap<>();
        page.properties("properties").forEach((key, value) -> properties.put((String) key, value));
        properties.put("WAPING_API_KEY", WapingStub.API_KEY);
        properties.put("camel.component.waping.base-url", stub.baseUrl());
        stub.device("dev_123");

        try (ConfigurableApplicationContext spring = SpringApp.start(properties)) {
            CamelContext camel = SpringApp.camel(spring);
            camel.addRoutes(page.routes("route"));
            send(camel, "4711");
            stub.next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));
            send(camel, "4712");

            assertThat(stub.journal().accepted()).singleElement().satisfies(entry -> assertThat(entry.idempotencyKey())
                    .isEqualTo("4711"));
            assertThat(camel.createConsumerTemplate().receiveBody("seda:dead-letters", 5_000, String.class))
                    .contains("VALIDATION_ERROR", "4712");
        }
    }

    private static void send(CamelContext camel, String order) {
        camel.createProducerTemplate()
                .sendBodyAndHeaders(
                        "direct:order-updates",
                        "On its way",
                        Map.of("CamelWapingTo", "+15551234567", "orderNumber", order));
    }
}

package app.waping.camel.policy;

import static app.waping.camel.error.WapingErrorCategory.UNKNOWN;
import static app.waping.camel.error.WapingErrorCategory.VALIDATION_ERROR;
import static app.waping.camel.policy.Failing.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Codes, policies and mistakes in the properties of a Spring Boot application. */
class SpringBootPoliciesTest {
    private static final Failing STEP = new Failing();

    private ConfigurableApplicationContext spring;
    private CamelContext context;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {
        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:orders").routeConfigurationId("waping").process(STEP);
                    from("direct:otp").routeConfigurationId("waping-otp").process(STEP);
                }
            };
        }
    }

    @AfterEach
    void stop() {
        spring.close();
    }

    private void start(Map<String, Object> properties) {
        spring = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off")
                .properties(properties)
                .run();
        context = spring.getBean(CamelContext.class);
    }

    private int at(String mock) {
        return context.getEndpoint("mock:" + mock, MockEndpoint.class).getReceivedCounter();
    }

    @Test
    void codesAndPoliciesHaveTheirOwnRules() {
        start(Map.of(
                "waping.policies", "otp",
                "waping.errors.deadLetter", "mock:dead",
                "waping.errors.code.RECIPIENT_NOT_ON_WHATSAPP.dead-letter", "mock:unreachable",
                "waping.otp.errors.dead-letter", "mock:otp"));
        STEP.with(failure(UNKNOWN, "RECIPIENT_NOT_ON_WHATSAPP", null), failure(VALIDATION_ERROR));
        STEP.always(failure(VALIDATION_ERROR));

        context.createProducerTemplate().sendBody("direct:orders", "hello");
        context.createProducerTemplate().sendBody("direct:orders", "hello");
        context.createProducerTemplate().sendBody("direct:otp", "hello");

        assertThat(at("unreachable")).isEqualTo(1);
        assertThat(at("dead")).isEqualTo(1);
        assertThat(at("otp")).isEqualTo(1);
    }

    @Test
    void aKeyThatDoesNotExistIsNamed() {
        start(Map.of("waping.policies", "otp", "waping.errors.dead-leter", "mock:dead"));
        // Spring Boot sets logging up anew while it starts: the checks are run once more to be heard.
        try (LogCapture log = new LogCapture("app.waping.camel.policy")) {
            new StartupChecks((ModelCamelContext) context, Policies.of(context)).run();

            assertThat(log.lines()).singleElement().asString().contains("waping.errors.dead-letter");
        }
    }
}

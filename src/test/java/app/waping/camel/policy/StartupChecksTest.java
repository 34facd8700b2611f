package app.waping.camel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mistakes that would stay silent are named at start, in one WARN each, with their remedy. */
class StartupChecksTest {
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private LogCapture start(String routeConfigurationId, String... properties) throws Exception {
        for (int i = 0; i < properties.length; i += 2) {
            context.getPropertiesComponent().addInitialProperty(properties[i], properties[i + 1]);
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeId("orders")
                        .routeConfigurationId(routeConfigurationId)
                        .to("mock:out");
            }
        });
        try (LogCapture log = new LogCapture("app.waping.camel.policy")) {
            context.start();
            return log;
        }
    }

    @Test
    void aRouteThatNamesRulesWhichDoNotExistIsToldTheNearestName() throws Exception {
        assertThat(start("wapping").lines())
                .singleElement()
                .asString()
                .contains("Route orders", "wapping", "Did you mean waping?");
    }

    @Test
    void aKeyThatDoesNotExistIsToldTheNearestOne() throws Exception {
        assertThat(start("waping", "waping.errors.dead-leter", "mock:dead").lines())
                .singleElement()
                .asString()
                .contains("waping.errors.dead-leter", "Did you mean waping.errors.dead-letter?");
    }

    @Test
    void aCategoryThatDoesNotExistIsToldTheNearestOne() throws Exception {
        assertThat(start("waping", "waping.errors.rate-limit.max-redeliveries", "3")
                        .lines())
                .singleElement()
                .asString()
                .contains("Did you mean waping.errors.rate-limited.max-redeliveries?");
    }

    @Test
    void aPolicyThatNobodyDeclaredIsNamedToo() throws Exception {
        assertThat(start("waping", "waping.policies", "otp", "waping.opt.errors.dead-letter", "mock:dead")
                        .lines())
                .singleElement()
                .asString()
                .contains("Did you mean waping.otp.errors.dead-letter?");
    }

    @Test
    void anEndpointThatCannotBeResolvedIsNamedWithoutItsSecrets() throws Exception {
        assertThat(start("waping", "waping.errors.dead-letter", "nosuch:queue?password=secret")
                        .lines())
                .singleElement()
                .asString()
                .contains("nosuch:queue", "cannot be resolved")
                .doesNotContain("secret");
    }

    @Test
    void aValueThatCannotBeReadIsNamedAndIgnored() throws Exception {
        assertThat(start("waping", "waping.errors.rate-limited.max-redeliveries", "often")
                        .lines())
                .singleElement()
                .asString()
                .contains("waping.errors.rate-limited.max-redeliveries", "a whole number");
    }

    @Test
    void rightKeysInEitherCaseAreTakenInSilence() throws Exception {
        assertThat(start(
                                "waping",
                                "waping.apiKey",
                                "of the user's own",
                                "waping.errors.deadLetter",
                                "mock:dead",
                                "waping.errors.serverError.maxRedeliveries",
                                "2",
                                "waping.errors.code.RECIPIENT_NOT_ON_WHATSAPP.dead-letter",
                                "mock:unreachable",
                                "waping.errors.session-disconnected.alert",
                                "none")
                        .lines())
                .isEmpty();
    }

    @Test
    void aConfigurationOfTheUsersUnderOurNameIsKept() throws Exception {
        context.addRoutes(new org.apache.camel.builder.RouteConfigurationBuilder() {
            @Override
            public void configuration() {
                routeConfiguration("waping")
                        .onException(Exception.class)
                        .handled(true)
                        .to("mock:own");
            }
        });
        assertThat(start("waping").lines()).singleElement().asString().contains("exists already");
    }
}

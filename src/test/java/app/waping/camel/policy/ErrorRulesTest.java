package app.waping.camel.policy;

import static app.waping.camel.error.WapingErrorCategory.RATE_LIMITED;
import static app.waping.camel.error.WapingErrorCategory.SERVER_ERROR;
import static app.waping.camel.error.WapingErrorCategory.SESSION_DISCONNECTED;
import static app.waping.camel.error.WapingErrorCategory.TRANSPORT;
import static app.waping.camel.error.WapingErrorCategory.UNAUTHORIZED;
import static app.waping.camel.error.WapingErrorCategory.UNKNOWN;
import static app.waping.camel.error.WapingErrorCategory.VALIDATION_ERROR;
import static app.waping.camel.policy.Failing.failure;
import static app.waping.camel.policy.WapingErrors.wapingErrors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.waping.camel.WapingProperties;
import app.waping.camel.error.WapingException;

/** What the rules do with a failure, driven by a step that fails at will. */
class ErrorRulesTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Failing step = new Failing();

    @AfterEach
    void stop() {
        context.stop();
    }

    private void property(String key, String value) {
        context.getPropertiesComponent().addInitialProperty(key, value);
    }

    private void start() throws Exception {
        start("waping");
    }

    private void start(String rules) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeId("orders")
                        .routeConfigurationId(rules)
                        .process(step)
                        .to("mock:sent");
            }
        });
        context.start();
    }

    private Exchange send() {
        return send(Map.of());
    }

    private Exchange send(Map<String, Object> headers) {
        return context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getIn().setBody("hello");
            exchange.getIn().setHeaders(new HashMap<>(headers));
        });
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    private void endpoints() {
        property("waping.errors.dead-letter", "mock:dead");
        property("waping.errors.park", "mock:parked");
        property("waping.errors.alert", "mock:alerts");
        property("waping.alerts.flap", "0");
    }

    @Test
    void aMessageThatFailsForGoodEndsInTheDeadLetterWithTheReasonInItsHeaders() throws Exception {
        endpoints();
        property("waping.errors.record", "original");
        step.always(failure(VALIDATION_ERROR));
        start();

        Exchange done = send();

        assertThat(done.getException()).isNull();
        assertThat(step.calls()).isEqualTo(1);
        assertThat(mock("sent").getReceivedCounter()).isZero();
        Exchange dead = mock("dead").getExchanges().get(0);
        assertThat(dead.getIn().getBody()).isEqualTo("hello");
        assertThat(dead.getIn().getHeaders())
                .containsEntry("CamelWapingErrorCategory", "VALIDATION_ERROR")
                .containsEntry("CamelWapingErrorCode", "VALIDATION_ERROR")
                .containsEntry("CamelWapingErrorStatus", 400)
                .containsEntry("CamelWapingErrorRequestId", "req_1")
                .containsEntry("CamelWapingErrorAttempts", 1)
                .containsEntry("CamelWapingErrorRouteId", "orders")
                .containsEntry("CamelWapingErrorBody", "{\"to\":\"+1********67\"}")
                .containsKeys("CamelWapingErrorFirstAt", "CamelWapingErrorLastAt", "CamelWapingErrorRemedy")
                .doesNotContainKey("CamelWapingErrorRetryAfter");
        assertThat(dead.getIn().getHeaders().keySet()).noneMatch(name -> name.startsWith("CamelRedeliver"));
    }

    @Test
    void aRateLimitedMessageIsTriedAgainButNotBeforeRetryAfter() throws Exception {
        endpoints();
        Duration wait = Duration.ofMillis(400);
        step.with(failure(RATE_LIMITED, "RATE_LIMITED", wait), failure(RATE_LIMITED, "RATE_LIMITED", wait));
        start();

        Exchange done = send();

        assertThat(done.getException()).isNull();
        assertThat(mock("sent").getReceivedCounter()).isEqualTo(1);
        assertThat(step.gap(0, 1)).isBetween(400L, 800L);
        assertThat(step.gap(1, 2)).isBetween(400L, 800L);
        assertThat(mock("dead").getReceivedCounter()).isZero();
    }

    @Test
    void countersAndDelaysThatCameWithTheMessageMeanNothing() throws Exception {
        endpoints();
        step.with(failure(RATE_LIMITED, "RATE_LIMITED", Duration.ofMillis(100)));
        start();

        Exchange done = send(Map.of("CamelRedeliveryCounter", 99, "CamelRedeliveryDelay", 30_000L));

        assertThat(done.getException()).isNull();
        assertThat(step.calls()).isEqualTo(2);
        assertThat(step.gap(0, 1)).isBetween(100L, 1000L);
    }

    @Test
    void redeliveriesEndInTheDeadLetterAndTellOperators() throws Exception {
        endpoints();
        property("waping.errors.server-error.max-redeliveries", "2");
        property("waping.errors.server-error.delay", "10ms");
        step.always(failure(SERVER_ERROR));
        start();
        mock("alerts").expectedMessageCount(1);

        send();

        assertThat(step.calls()).isEqualTo(3);
        Exchange dead = mock("dead").getExchanges().get(0);
        assertThat(dead.getIn().getHeader("CamelWapingErrorAttempts")).isEqualTo(3);
        mock("alerts").assertIsSatisfied();
        Exchange alert = mock("alerts").getExchanges().get(0);
        assertThat(alert.getIn().getBody(String.class))
                .contains("SERVER_ERROR", "dev_1", "after 2 redeliveries", "What to do")
                .doesNotContain("hello", "key-1", "1555");
        assertThat(alert.getIn().getHeader("CamelWapingAlertState")).isEqualTo("raised");
        assertThat(alert.getIn().getHeader("CamelWapingAlert", String.class)).contains("\"redeliveries\":2");
    }

    @Test
    void aDisconnectedSessionIsParkedNotRedeliveredAndTellsOperators() throws Exception {
        endpoints();
        step.always(failure(SESSION_DISCONNECTED));
        start();
        mock("alerts").expectedMessageCount(1);

        Exchange done = send();

        assertThat(done.getException()).isNull();
        assertThat(step.calls()).isEqualTo(1);
        assertThat(mock("parked").getReceivedCounter()).isEqualTo(1);
        assertThat(mock("dead").getReceivedCounter()).isZero();
        mock("alerts").assertIsSatisfied();
    }

    @Test
    void withoutAParkTheDeadLetterTakesWhatWouldWait() throws Exception {
        property("waping.errors.dead-letter", "mock:dead");
        step.always(failure(SESSION_DISCONNECTED));
        start();

        send();

        assertThat(mock("dead").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void aWaitTooLongForMemoryGoesToParkWithTheTimeWhenItMayBeTried() throws Exception {
        endpoints();
        step.always(failure(RATE_LIMITED, "RATE_LIMITED", Duration.ofHours(1)));
        start();
        long before = System.currentTimeMillis();

        send();

        assertThat(step.calls()).isEqualTo(1);
        Exchange parked = mock("parked").getExchanges().get(0);
        assertThat(parked.getProperty(WapingProperties.NOT_BEFORE, Long.class))
                .isGreaterThanOrEqualTo(before + 3_600_000);
        assertThat(parked.getIn().getHeader("CamelWapingErrorRetryAfter")).isEqualTo(3_600_000L);
    }

    @Test
    void withoutAnyEndpointTheFailureStaysUnhandledButOperatorsAreTold() throws Exception {
        property("waping.errors.alert", "mock:alerts");
        step.always(failure(UNAUTHORIZED));
        start();
        mock("alerts").expectedMessageCount(1);

        Exchange done = send();

        assertThat(done.getException()).isInstanceOf(WapingException.class);
        assertThat(step.calls()).isEqualTo(1);
        mock("alerts").assertIsSatisfied();
    }

    @Test
    void noneSwitchesAnEndpointOffForOneCategory() throws Exception {
        endpoints();
        property("waping.errors.validation-error.dead-letter", "none");
        step.always(failure(VALIDATION_ERROR));
        start();

        assertThat(send().getException()).isInstanceOf(WapingException.class);
        assertThat(mock("dead").getReceivedCounter()).isZero();
    }

    @Test
    void aDeadLetterThatCannotBeWrittenLeavesTheExchangeFailedAndTellsNobody() throws Exception {
        property("waping.errors.dead-letter", "direct:broken");
        property("waping.errors.alert", "mock:alerts");
        step.always(failure(UNAUTHORIZED));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:broken").throwException(new IOException("disk full"));
            }
        });
        start();

        assertThat(send().getException()).hasMessageContaining("disk full");
        assertThat(mock("alerts").getReceivedCounter()).isZero();
    }

    @Test
    void anAlertThatFailsDoesNotTouchTheMessage() throws Exception {
        property("waping.errors.dead-letter", "mock:dead");
        property("waping.errors.alert", "file:/dev/null/alerts");
        step.always(failure(UNAUTHORIZED));
        start();

        assertThat(send().getException()).isNull();
        assertThat(mock("dead").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void exceptionsThatAreNotOursAreLeftAlone() throws Exception {
        endpoints();
        step.always(new IOException("not ours"));
        start();

        assertThat(send().getException()).isInstanceOf(IOException.class);
        assertThat(step.calls()).isEqualTo(1);
        assertThat(mock("dead").getReceivedCounter()).isZero();
    }

    @Test
    void aSecondDifferentExceptionIsNotSwallowedByTheRuleOfTheFirst() throws Exception {
        endpoints();
        step.with(failure(RATE_LIMITED, "RATE_LIMITED", Duration.ofMillis(10)), new IOException("not ours"));
        start();

        assertThat(send().getException()).isInstanceOf(IOException.class);
        assertThat(step.calls()).isEqualTo(2);
        assertThat(mock("dead").getReceivedCounter()).isZero();
    }

    @Test
    void aSecondFailureOfAnotherCategoryFollowsItsOwnRule() throws Exception {
        endpoints();
        step.with(failure(TRANSPORT), failure(UNAUTHORIZED));
        property("waping.errors.transport.delay", "10");
        start();

        send();

        assertThat(step.calls()).isEqualTo(2);
        assertThat(mock("dead").getExchanges().get(0).getIn().getHeader("CamelWapingErrorCategory"))
                .isEqualTo("UNAUTHORIZED");
    }

    @Test
    void aUserOverrulesUsByNamingTheSameClass() throws Exception {
        endpoints();
        step.always(failure(VALIDATION_ERROR));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeConfigurationId("waping")
                        .onException(app.waping.camel.error.WapingValidationException.class)
                        .handled(true)
                        .to("mock:own")
                        .end()
                        .process(step);
            }
        });
        context.start();

        assertThat(send().getException()).isNull();
        assertThat(mock("own").getReceivedCounter()).isEqualTo(1);
        assertThat(mock("dead").getReceivedCounter()).isZero();
    }

    @Test
    void aRouteThatDoesNotNameTheRulesHasNone() throws Exception {
        endpoints();
        step.always(failure(VALIDATION_ERROR));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").process(step);
            }
        });
        context.start();

        assertThat(send().getException()).isInstanceOf(WapingException.class);
        assertThat(mock("dead").getReceivedCounter()).isZero();
    }

    @Test
    void rulesInJavaSayTheSameAsPropertiesAndWinOverThem() throws Exception {
        endpoints();
        property("waping.errors.server-error.max-redeliveries", "9");
        wapingErrors()
                .on(SERVER_ERROR)
                .redeliver(1)
                .backOff(Duration.ofMillis(5), 1, Duration.ofMillis(5))
                .onCode("RECIPIENT_NOT_ON_WHATSAPP")
                .deadLetter("mock:unreachable")
                .otherwise()
                .deadLetter()
                .deadLetterTo("mock:javadead")
                .addTo(context);
        step.with(failure(SERVER_ERROR), failure(SERVER_ERROR));
        step.always(failure(UNKNOWN, "recipient_not_on_whatsapp", null));
        start();

        send();
        assertThat(step.calls()).isEqualTo(2);
        assertThat(mock("javadead").getReceivedCounter()).isEqualTo(1);

        send();
        assertThat(mock("unreachable").getReceivedCounter()).isEqualTo(1);
        assertThat(mock("dead").getReceivedCounter()).isZero();
    }

    @Test
    void addingRulesTwiceReplacesThemAlsoAfterTheRoutesWereAdded() throws Exception {
        step.always(failure(VALIDATION_ERROR));
        wapingErrors("otp").deadLetterTo("mock:first").addTo(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeConfigurationId("waping-otp").process(step);
            }
        });
        wapingErrors("otp").deadLetterTo("mock:second").addTo(context);
        context.start();
        wapingErrors("otp").deadLetterTo("mock:third").addTo(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:later").routeConfigurationId("waping-otp").process(step);
            }
        });

        send();
        context.createProducerTemplate().sendBody("direct:later", "hello");

        assertThat(mock("first").getReceivedCounter()).isZero();
        assertThat(mock("second").getReceivedCounter()).isEqualTo(1);
        assertThat(mock("third").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void policiesAreDeclaredByPropertiesAndHaveTheirOwnRules() throws Exception {
        endpoints();
        property("waping.policies", "otp, marketing");
        property("waping.otp.errors.dead-letter", "mock:otp");
        step.always(failure(VALIDATION_ERROR));
        start("waping-otp");

        send();

        assertThat(mock("otp").getReceivedCounter()).isEqualTo(1);
        assertThat(mock("dead").getReceivedCounter()).isZero();
    }

    @Test
    void moreWaitTogetherThanCamelsOwnPoolHolds() throws Exception {
        endpoints();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:many")
                        .routeConfigurationId("waping")
                        .process(exchange -> {
                            if (exchange.getProperty("failed") == null) {
                                exchange.setProperty("failed", true);
                                throw failure(RATE_LIMITED, "RATE_LIMITED", Duration.ofMillis(1500));
                            }
                        })
                        .to("mock:sent");
            }
        });
        context.start();

        ProducerTemplate template = context.createProducerTemplate();
        for (int i = 0; i < 3000; i++) {
            template.asyncSendBody("direct:many", i);
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(mock("sent").getReceivedCounter()).isEqualTo(3000));
        assertThat(mock("dead").getReceivedCounter()).isZero();
    }

    @Test
    void underPacingTheGateIsToldWhenAndCamelDoesNotWait() throws Exception {
        endpoints();
        long[] notBefore = new long[1];
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeConfigurationId("waping")
                        .process(exchange -> {
                            Long told = exchange.getProperty(WapingProperties.NOT_BEFORE, Long.class);
                            if (told == null) {
                                exchange.setProperty(WapingProperties.PACING, true);
                                throw failure(RATE_LIMITED, "RATE_LIMITED", Duration.ofSeconds(20));
                            }
                            notBefore[0] = told;
                        })
                        .to("mock:sent");
            }
        });
        context.start();
        long before = System.currentTimeMillis();

        send();

        assertThat(System.currentTimeMillis() - before).isLessThan(5000);
        assertThat(notBefore[0]).isBetween(before + 20_000, before + 25_000);
        assertThat(mock("sent").getReceivedCounter()).isEqualTo(1);
    }
}

package app.waping.camel.policy;

import static app.waping.camel.error.WapingErrorCategory.RATE_LIMITED;
import static app.waping.camel.error.WapingErrorCategory.SERVER_ERROR;
import static app.waping.camel.error.WapingErrorCategory.TRANSPORT;
import static app.waping.camel.error.WapingErrorCategory.UNAUTHORIZED;
import static app.waping.camel.error.WapingErrorCategory.VALIDATION_ERROR;
import static app.waping.camel.policy.Failing.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.waping.camel.WapingComponent;
import app.waping.camel.WapingErrorTranslator;
import app.waping.camel.WapingProperties;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** The rules beside other parts of Camel: several steps, loops, sub-routes, other error handlers, plain http. */
@ExtendWith(WapingStubExtension.class)
class ErrorRulesCompanyTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Failing first = new Failing();
    private final Failing second = new Failing();
    private WapingStub stub;

    @BeforeEach
    void properties() {
        property("waping.errors.dead-letter", "mock:dead");
        property("waping.errors.record", "original");
        property("waping.errors.server-error.max-redeliveries", "2");
        property("waping.errors.server-error.delay", "5ms");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void property(String key, String value) {
        context.getPropertiesComponent().addInitialProperty(key, value);
    }

    private void start(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
    }

    private Exchange send() {
        return context.createProducerTemplate()
                .request("direct:in", exchange -> exchange.getIn().setBody("hello"));
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    @Test
    void eachStepOfARouteHasAllItsRedeliveries() throws Exception {
        first.with(failure(SERVER_ERROR), failure(SERVER_ERROR));
        second.with(failure(SERVER_ERROR), failure(SERVER_ERROR));
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeConfigurationId("waping")
                        .process(first)
                        .process(second)
                        .to("mock:sent");
            }
        });

        assertThat(send().getException()).isNull();
        assertThat(first.calls()).isEqualTo(3);
        assertThat(second.calls()).isEqualTo(3);
        assertThat(mock("sent").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void eachMessageOfALoopHasAllItsRedeliveries() throws Exception {
        int[] calls = new int[1];
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeConfigurationId("waping")
                        .loop(3)
                        .process(exchange -> {
                            int call = calls[0]++;
                            exchange.setProperty(WapingProperties.ATTEMPTS, 1 + call % 3);
                            exchange.setProperty(WapingProperties.FIRST_AT, Instant.ofEpochSecond(call / 3));
                            if (call % 3 < 2) {
                                throw failure(SERVER_ERROR);
                            }
                        })
                        .end()
                        .to("mock:sent");
            }
        });

        assertThat(send().getException()).isNull();
        assertThat(calls[0]).isEqualTo(9);
    }

    @Test
    void whatWasNeverSentIsNotTriedWithoutEnd() throws Exception {
        property("waping.errors.validation-error.max-redeliveries", "3");
        property("waping.errors.validation-error.delay", "1");
        int[] calls = new int[1];
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeConfigurationId("waping").process(exchange -> {
                    exchange.setProperty(WapingProperties.ATTEMPTS, 0);
                    exchange.setProperty(WapingProperties.FIRST_AT, Instant.ofEpochSecond(calls[0]++));
                    throw failure(VALIDATION_ERROR);
                });
            }
        });

        send();

        assertThat(calls[0]).isEqualTo(4);
        assertThat(mock("dead").getExchanges().get(0).getIn().getHeader("CamelWapingErrorAttempts"))
                .isEqualTo(0);
    }

    @Test
    void aDeadLetterChannelOfTheRouteStillGetsWhatIsNotOurs() throws Exception {
        first.with(new IOException("not ours"), new IOException("not ours"), failure(UNAUTHORIZED));
        start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(
                        deadLetterChannel("mock:theirs").maximumRedeliveries(1).redeliveryDelay(1));
                from("direct:in").routeConfigurationId("waping").process(first);
            }
        });

        send();
        assertThat(mock("theirs").getReceivedCounter()).isEqualTo(1);
        assertThat(first.calls()).isEqualTo(2);

        send();
        assertThat(mock("dead").getReceivedCounter()).isEqualTo(1);
        assertThat(mock("theirs").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void aCallerThatWantsAnAnswerDoesNotMakeTheDeadLetterWaitForOne() throws Exception {
        first.always(failure(UNAUTHORIZED));
        ExchangePattern[] pattern = new ExchangePattern[1];
        property("waping.errors.dead-letter", "direct:dead");
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeConfigurationId("waping").process(first);
                from("direct:dead").process(exchange -> pattern[0] = exchange.getPattern());
            }
        });

        Exchange done = context.createProducerTemplate()
                .request("direct:in", exchange -> exchange.setPattern(ExchangePattern.InOut));

        assertThat(pattern[0]).isEqualTo(ExchangePattern.InOnly);
        assertThat(done.getPattern()).isEqualTo(ExchangePattern.InOut);
    }

    @Test
    void aContextThatIsStartedAgainKeepsItsRules() throws Exception {
        first.with(failure(RATE_LIMITED, "RATE_LIMITED", Duration.ofMillis(20)));
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeConfigurationId("waping").process(first).to("mock:sent");
            }
        });
        send();
        context.stop();
        context.start();
        first.with(failure(RATE_LIMITED, "RATE_LIMITED", Duration.ofMillis(20)), failure(UNAUTHORIZED));

        assertThat(send().getException()).isNull();
        assertThat(first.calls()).isEqualTo(4);
        assertThat(mock("dead").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void theTrailTellsWhatWasDecidedAndWhy() throws Exception {
        first.with(failure(SERVER_ERROR), failure(SERVER_ERROR), failure(SERVER_ERROR));
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeConfigurationId("waping").process(first);
            }
        });

        List<?> trail = send().getProperty(WapingProperties.TRAIL, List.class);

        assertThat(trail).hasSize(3);
        assertThat(trail.get(0).toString()).contains("SERVER_ERROR (503), rule server-error: redelivery 1 of 2");
        assertThat(trail.get(2).toString()).contains("rule server-error: dead letter after 2 redeliveries");
    }

    @Test
    void aPlainHttpCallHasTheSameRulesByTheTranslator() throws Exception {
        stub.next(2, StubAnswer.rateLimited(Duration.ofSeconds(1)));
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeConfigurationId("waping")
                        .to("direct:call")
                        .to("mock:sent");
                from("direct:call")
                        .errorHandler(noErrorHandler())
                        .setHeader("Authorization", constant("Bearer " + stub.apiKey()))
                        .setHeader("Content-Type", constant("application/json"))
                        .setBody(constant("{\"deviceId\":\"dev_123\",\"to\":\"+15551234567\",\"type\":\"text\","
                                + "\"text\":{\"body\":\"hello\"}}"))
                        .to(stub.baseUrl() + "/messages?throwExceptionOnFailure=false")
                        .process(new WapingErrorTranslator());
            }
        });

        assertThat(send().getException()).isNull();
        assertThat(mock("sent").getReceivedCounter()).isEqualTo(1);
        assertThat(stub.journal().accepted()).hasSize(1);
        assertThat(stub.journal().earlyRequests()).isEmpty();
    }

    @Test
    void aKameletHasTheRulesOfTheRouteThatUsesIt() throws Exception {
        var options = context.getComponent("waping", WapingComponent.class).getConfiguration();
        options.setBaseUrl(stub.baseUrl());
        options.setApiKey(stub.apiKey());
        stub.next(StubAnswer.error(500, "SERVER_ERROR", "upstream"));
        stub.next(StubAnswer.error(400, "VALIDATION_ERROR", "bad"));
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeConfigurationId("waping")
                        .process(first)
                        .to("kamelet:waping-send-sink?deviceId=dev_123&to=RAW(+15551234567)");
            }
        });

        assertThat(send().getException()).isNull();

        assertThat(stub.journal().messages()).hasSize(2);
        assertThat(first.calls()).isEqualTo(1);
        assertThat(mock("dead").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void aTemplatedRouteHasTheRulesItNames() throws Exception {
        first.always(failure(VALIDATION_ERROR));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                routeTemplate("sending")
                        .templateParameter("from")
                        .route()
                        .routeConfigurationId("waping")
                        .from("direct:{{from}}")
                        .process(first);
            }
        });
        context.start();
        context.addRouteFromTemplate("sends", "sending", Map.of("from", "in"));

        assertThat(send().getException()).isNull();
        assertThat(mock("dead").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void aRouteWithRulesCanBeDumped() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeId("orders")
                        .routeConfigurationId("waping")
                        .process(first);
            }
        });

        String xml =
                PluginHelper.getModelToXMLDumper(context).dumpModelAsXml(context, context.getRouteDefinition("orders"));

        assertThat(xml).contains("<onException", "app.waping.camel.error.WapingException", "waping.errors.*");
    }

    @Test
    void manyRedeliveriesDoNotPileUpTheirExceptions() throws Exception {
        property("waping.errors.transport.max-redeliveries", "-1");
        property("waping.errors.transport.delay", "0");
        int[] calls = new int[1];
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeConfigurationId("waping").process(exchange -> {
                    throw calls[0]++ < 50 ? failure(TRANSPORT) : failure(UNAUTHORIZED);
                });
            }
        });

        Exchange done = send();

        assertThat(calls[0]).isEqualTo(51);
        assertThat(done.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getSuppressed())
                .isEmpty();
    }
}

package app.waping.camel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import app.waping.camel.WapingComponent;
import app.waping.camel.error.WapingRateLimitedException;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** Camel's marks of a redelivery that come with a message from outside have no effect, with our rules and without. */
@ExtendWith(WapingStubExtension.class)
class ForeignRedeliveryMarksTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private WapingStub stub;

    @BeforeEach
    void start() throws Exception {
        var options = context.getComponent("waping", WapingComponent.class).getConfiguration();
        options.setBaseUrl(stub.baseUrl());
        options.setApiKey(stub.apiKey());
        options.setDeviceId(WapingStub.DEVICE);
        options.setTo("+15551234567");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:rules").routeConfigurationId("waping").to("waping");
                from("direct:plain")
                        .onException(WapingRateLimitedException.class)
                        .maximumRedeliveries(3)
                        .end()
                        .to("waping");
                from("direct:caller")
                        .onException(WapingRateLimitedException.class)
                        .maximumRedeliveries(3)
                        .end()
                        .to("direct:called");
                from("direct:called").errorHandler(noErrorHandler()).to("waping");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource({"rules, 99", "rules, -1", "plain, 99", "plain, -1", "caller, -1"})
    void theMessageIsSentOnceMoreAndAcceptedOnce(String route, int counter) {
        stub.next(StubAnswer.rateLimited(Duration.ofSeconds(1)));
        Map<String, Object> headers =
                Map.of("CamelRedelivered", true, "CamelRedeliveryCounter", counter, "CamelRedeliveryDelay", 60_000L);

        var done = context.createProducerTemplate().request("direct:" + route, exchange -> {
            exchange.getIn().setBody("hello");
            exchange.getIn().setHeaders(new java.util.HashMap<>(headers));
        });

        assertThat(done.getException()).isNull();
        assertThat(stub.journal().messages()).hasSize(2);
        assertThat(stub.journal().accepted()).hasSize(1);
        assertThat(stub.journal().earlyRequests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"plain, 4", "caller, 4"})
    void aPlainClauseStillEndsItsRedeliveries(String route, int requests) {
        stub.next(20, StubAnswer.error(429, "RATE_LIMITED", "slow").withHeader("Retry-After", "0"));

        var done = context.createProducerTemplate()
                .request("direct:" + route, exchange -> exchange.getIn().setBody("hello"));

        assertThat(done.getException()).isInstanceOf(WapingRateLimitedException.class);
        assertThat(stub.journal().messages()).hasSize(requests);
    }
}

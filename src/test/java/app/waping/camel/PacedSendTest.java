package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.stub.Limit;
import app.waping.camel.stub.WapingStub;

/** Messages of one device share a gate. */
class PacedSendTest {
    private final WapingStub stub =
            WapingStub.builder().inFlightGrace(Duration.ofMillis(200)).build().start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        WapingComponent component = context.getComponent("waping", WapingComponent.class);
        component.getConfiguration().setBaseUrl(stub.baseUrl());
        component.getConfiguration().setApiKey(stub.apiKey());
        component.getConfiguration().setDeviceId(WapingStub.DEVICE);
        context.getPropertiesComponent().addOverrideProperty("waping.errors.dead-letter", "mock:dead");
        context.getPropertiesComponent().addOverrideProperty("waping.errors.alert", "mock:alert");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send")
                        .routeId("send")
                        .routeConfigurationId("waping")
                        .to("waping:messages");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        stub.close();
    }

    /** All from one thread, so that their order is known, and without waiting for any. */
    private List<CompletableFuture<Exchange>> send(int count, int recipients) throws Exception {
        AsyncProducer route = context.getEndpoint("direct:send").createAsyncProducer();
        route.start();
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Exchange exchange = new DefaultExchange(context);
                    exchange.getIn().setHeader(WapingConstants.TO, "+1555000" + String.format("%04d", i % recipients));
                    exchange.getIn().setBody(TestTexts.text("message " + i));
                    return route.processAsync(exchange);
                })
                .toList();
    }

    @Test
    void aThrottledBurstArrivesWholeInOrderAndWithoutAnEarlyRequest() throws Exception {
        stub.limit(Limit.fixedWindow(20, Duration.ofSeconds(1)));

        for (CompletableFuture<Exchange> sent : send(60, 5)) {
            assertThat(sent.get(20, TimeUnit.SECONDS).getException()).isNull();
        }

        assertThat(stub.journal().accepted()).hasSize(60);
        assertThat(stub.journal().inversions()).isEmpty();
        assertThat(stub.journal().earlyRequests()).isEmpty();
        assertThat(stub.journal().byStatus(429)).hasSizeLessThanOrEqualTo(8 + 3);
    }

    @Test
    void whatWaitsWhenTheContextStopsIsDeadLetteredAsInterrupted() throws Exception {
        stub.device().disconnect();
        List<CompletableFuture<Exchange>> sent = send(20, 20);

        context.stop();

        for (CompletableFuture<Exchange> one : sent) {
            WapingException failure =
                    one.get(5, TimeUnit.SECONDS).getProperty(Exchange.EXCEPTION_CAUGHT, WapingException.class);
            assertThat(failure.getCategory())
                    .isIn(WapingErrorCategory.INTERRUPTED, WapingErrorCategory.SESSION_DISCONNECTED);
            assertThat(one.get().getException()).isNull();
        }
    }
}

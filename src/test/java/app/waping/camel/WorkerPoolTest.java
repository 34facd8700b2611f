package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

/** More calls may be due at once than there are workers: they wait for one. */
class WorkerPoolTest {
    @Test
    void redeliveriesWaitForAWorkerRatherThanBeingRefused() throws Exception {
        try (WapingStub stub = new WapingStub().start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            WapingComponent component = context.getComponent("waping", WapingComponent.class);
            component.setWorkerThreads(1);
            component.getConfiguration().setBaseUrl(stub.baseUrl());
            component.getConfiguration().setApiKey(stub.apiKey());
            component.getConfiguration().setDeviceId(WapingStub.DEVICE);
            component.getConfiguration().setPacing(false);
            context.getPropertiesComponent().addInitialProperty("waping.errors.server-error.delay", "1ms");
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:send").routeConfigurationId("waping").to("waping");
                }
            });
            context.start();
            stub.latency(Duration.ofMillis(100));
            stub.next(6, StubAnswer.error(503, "SERVER_ERROR", "upstream"));
            ProducerTemplate template = context.createProducerTemplate();

            List<CompletableFuture<Exchange>> sent = IntStream.range(0, 6)
                    .mapToObj(i -> template.asyncSend("direct:send", exchange -> {
                        exchange.getIn().setHeader(WapingConstants.TO, "+1555000000" + i);
                        exchange.getIn().setBody("message " + i);
                    }))
                    .toList();

            for (CompletableFuture<Exchange> done : sent) {
                assertThat(done.get(20, TimeUnit.SECONDS).getException()).isNull();
            }
            assertThat(stub.journal().accepted()).hasSize(6);
        }
    }
}

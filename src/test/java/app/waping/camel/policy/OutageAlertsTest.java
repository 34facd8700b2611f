package app.waping.camel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.waping.camel.WapingComponent;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** Operators are told of outages, not of messages. */
@ExtendWith(WapingStubExtension.class)
class OutageAlertsTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private WapingStub stub;

    private void start(String... properties) throws Exception {
        context.getPropertiesComponent().addInitialProperty("waping.errors.dead-letter", "mock:dead");
        context.getPropertiesComponent().addInitialProperty("waping.errors.alert", "mock:alerts");
        for (int i = 0; i < properties.length; i += 2) {
            context.getPropertiesComponent().addInitialProperty(properties[i], properties[i + 1]);
        }
        var options = context.getComponent("waping", WapingComponent.class).getConfiguration();
        options.setBaseUrl(stub.baseUrl());
        options.setApiKey(stub.apiKey());
        options.setDeviceId(WapingStub.DEVICE);
        options.setTo("+15551234567");
        // Each message for itself: a gate would hold back what the outage would fail.
        options.setPacing(false);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").routeConfigurationId("waping").to("waping");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            context.createProducerTemplate().sendBody("direct:send", "Your code is 123456");
        }
    }

    private List<Exchange> alerts() {
        return context.getEndpoint("mock:alerts", MockEndpoint.class).getExchanges();
    }

    private void awaitAlerts(int count) {
        await().atMost(Duration.ofSeconds(5)).until(() -> alerts().size() == count);
    }

    private String state(int alert) {
        return alerts().get(alert).getIn().getHeader("CamelWapingAlertState", String.class);
    }

    @Test
    void aHundredFailuresOfOneCauseAreOneAlertAndItsEndIsAnother() throws Exception {
        start("waping.alerts.flap", "0");
        stub.device().disconnect();
        send(100);
        stub.device().connect();
        send(1);

        awaitAlerts(2);
        assertThat(state(0)).isEqualTo("raised");
        assertThat(state(1)).isEqualTo("resolved");
        assertThat(alerts().get(1).getIn().getBody(String.class))
                .contains("SESSION_DISCONNECTED on device dev_123, resolved.", "100 messages")
                .doesNotContain("What to do", "123456", "1555");
    }

    @Test
    void twoCausesAreTwoAlerts() throws Exception {
        start("waping.alerts.flap", "0");
        stub.device().disconnect();
        send(2);
        stub.next(2, StubAnswer.error(401, "UNAUTHORIZED", "bad key"));
        send(2);

        awaitAlerts(2);
        assertThat(alerts())
                .extracting(alert -> alert.getIn().getHeader("CamelWapingErrorCategory"))
                .containsExactly("SESSION_DISCONNECTED", "UNAUTHORIZED");
    }

    @Test
    void eachUnknownCodeIsACauseOfItsOwn() throws Exception {
        start();
        stub.next(3, StubAnswer.error(422, "NEW_A", "a"));
        stub.next(3, StubAnswer.error(422, "NEW_B", "b"));
        send(6);

        awaitAlerts(2);
        assertThat(alerts())
                .extracting(alert -> alert.getIn().getHeader("CamelWapingErrorCode"))
                .containsExactly("NEW_A", "NEW_B");
    }

    @Test
    void aSessionThatIsSoonBackAlertsNobody() throws Exception {
        start("waping.alerts.flap", "300ms");
        stub.device().disconnect();
        send(3);
        stub.device().connect();
        send(1);

        await().pollDelay(Duration.ofMillis(600)).until(() -> true);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void aSessionThatStaysAwayIsToldOfAfterThatTime() throws Exception {
        start("waping.alerts.flap", "300ms");
        stub.device().disconnect();
        send(3);

        assertThat(alerts()).isEmpty();
        awaitAlerts(1);
        assertThat(alerts().get(0).getIn().getBody(String.class)).contains("3 messages");
        assertThat(state(0)).isEqualTo("raised");
    }

    @Test
    void anAlertSentThroughTheDeviceThatIsDownNeitherLoopsNorBlocks() throws Exception {
        start(
                "waping.alerts.flap", "0",
                "waping.errors.alert", "direct:send");
        stub.device().disconnect();

        send(1);

        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        context.getEndpoint("mock:dead", MockEndpoint.class).getReceivedCounter() == 2);
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        assertThat(stub.journal().messages()).hasSize(2);
    }

    @Test
    void requestsThatAreRefusedTooOftenAreToldOnce() throws Exception {
        context.getComponent("waping", WapingComponent.class).setBadRequestsPerMinute(3);
        start();
        context.getComponent("waping", WapingComponent.class).getConfiguration().setPacing(true);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:paced").routeConfigurationId("waping").to("waping:messages?pacing=true");
            }
        });
        stub.next(4, StubAnswer.error(400, "VALIDATION_ERROR", "bad number"));

        for (int i = 0; i < 4; i++) {
            context.createProducerTemplate().asyncSendBody("direct:paced", "Your code is 123456");
        }

        awaitAlerts(1);
        assertThat(state(0)).isEqualTo("raised");
        assertThat(alerts().get(0).getIn().getBody(String.class))
                .startsWith("WAPing credential ")
                .contains("VALIDATION_ERROR")
                .doesNotContain("123456", "1555", stub.apiKey());
    }
}

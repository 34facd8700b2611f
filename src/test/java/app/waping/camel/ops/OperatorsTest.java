package app.waping.camel.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.waping.camel.WapingComponent;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** What operators see of the devices, and do to them, in JMX and dev console. */
@ExtendWith(WapingStubExtension.class)
class OperatorsTest {
    private static final String RECIPIENT = "+15551237777";
    private static final String TEXT = "only for the customer";

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private ProducerTemplate template;
    private WapingStub stub;

    @BeforeEach
    void start() {
        WapingComponent component = new WapingComponent();
        component.getConfiguration().setBaseUrl(stub.baseUrl());
        component.getConfiguration().setApiKey(WapingStub.API_KEY);
        component.getConfiguration().setDeviceId(WapingStub.DEVICE);
        component.getConfiguration().setTo(RECIPIENT);
        camel.addComponent("waping", component);
        camel.setDevConsole(true);
        camel.start();
        template = camel.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void aDeviceIsShownWithWhatItSentAndWhatTheApiSaidLast() throws Exception {
        send();
        stub.next(StubAnswer.error(422, "RECIPIENT_NOT_ON_WHATSAPP", "not there"));
        send();
        stub.next(StubAnswer.rateLimited(Duration.ofSeconds(1)));
        send();

        CompositeData device = onlyDevice();

        assertThat(device.get("device")).isEqualTo(WapingStub.DEVICE);
        assertThat(device.get("sent")).isEqualTo(3L);
        assertThat(device.get("accepted")).isEqualTo(1L);
        assertThat(device.get("throttled")).isEqualTo(1L);
        assertThat(device.get("lastCodes")).isEqualTo("RATE_LIMITED, RECIPIENT_NOT_ON_WHATSAPP");
        assertThat((String) device.get("lastThrottledAt")).isNotEmpty();
        assertThat(device.get("state")).isEqualTo("paused");
    }

    @Test
    void aPausedDeviceHoldsMessagesUntilItIsResumed() throws Exception {
        send();
        operate("pauseDevice", WapingStub.DEVICE);
        CompletableFuture<Exchange> held = template.asyncSend(
                "waping:messages", exchange -> exchange.getMessage().setBody(TEXT));
        await().untilAsserted(() -> assertThat(attribute("Waiting")).isEqualTo(1));
        assertThat(onlyDevice().get("state")).isEqualTo("paused by an operator");
        assertThat(stub.journal().accepted()).hasSize(1);

        operate("resumeDevice", WapingStub.DEVICE);

        await().until(held::isDone);
        assertThat(held.get().getException()).isNull();
        assertThat(stub.journal().accepted()).hasSize(2);
    }

    @Test
    void aDrainedDeviceTakesNothingOn() throws Exception {
        send();
        operate("drainDevice", WapingStub.DEVICE);

        assertThat(send().getException())
                .isInstanceOfSatisfying(WapingException.class, refusal -> assertThat(refusal.getCategory())
                        .isEqualTo(WapingErrorCategory.RATE_LIMITED));
        assertThat(stub.journal().messages()).hasSize(1);
    }

    @Test
    void aDeviceThatIsBackUnderAnotherNumberSendsAgainWhenItIsReleased() throws Exception {
        send();
        operate("releaseDevice", WapingStub.DEVICE);

        assertThat(send().getException()).isNull();
    }

    @Test
    void anUnknownDeviceIsRefused() {
        assertThatThrownBy(() -> operate("pauseDevice", "dev_nobody"))
                .hasRootCauseMessage("No device of this id has sent since the start");
    }

    @Test
    void theConsoleShowsTheSameAsJmx() throws Exception {
        assertThat(console().call(DevConsole.MediaType.TEXT).toString()).startsWith("No device");
        send();

        JsonObject json = (JsonObject) console().call(DevConsole.MediaType.JSON);
        assertThat((List<?>) json.get("devices")).singleElement().satisfies(device -> {
            Map<?, ?> shown = (Map<?, ?>) device;
            CompositeData row = onlyDevice();
            assertThat(shown.get("device")).isEqualTo(row.get("device"));
            assertThat(shown.get("accepted")).isEqualTo(1L);
            assertThat(shown.get("state")).isEqualTo("open");
        });
        assertThat((String) console().call(DevConsole.MediaType.TEXT))
                .contains("device: " + WapingStub.DEVICE, "accepted: 1", "state: open");
    }

    @Test
    void nothingShownHoldsARecipientATextOrTheKey() throws Exception {
        stub.next(StubAnswer.error(422, "NOT_THERE", "no " + RECIPIENT + " for " + WapingStub.API_KEY + ": " + TEXT));
        send();

        assertThat(List.of(
                        console().call(DevConsole.MediaType.TEXT),
                        console().call(DevConsole.MediaType.JSON),
                        onlyDevice().values()))
                .allSatisfy(shown ->
                        assertThat(shown.toString()).doesNotContain("15551237777", WapingStub.API_KEY, "customer"));
    }

    private Exchange send() {
        return template.send(
                "waping:messages", exchange -> exchange.getMessage().setBody(TEXT));
    }

    private DevConsole console() {
        return camel.getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("waping");
    }

    private CompositeData onlyDevice() throws Exception {
        TabularData table = (TabularData) server().invoke(mbean(), "devices", null, null);
        return (CompositeData) table.values().iterator().next();
    }

    private Object attribute(String name) throws Exception {
        return server().getAttribute(mbean(), name);
    }

    private void operate(String operation, String device) throws Exception {
        server().invoke(mbean(), operation, new Object[] {device}, new String[] {String.class.getName()});
    }

    private MBeanServer server() {
        return camel.getManagementStrategy().getManagementAgent().getMBeanServer();
    }

    private ObjectName mbean() throws Exception {
        return new ObjectName(
                "org.apache.camel:context=" + camel.getManagementName() + ",type=services,name=WapingDevices");
    }
}

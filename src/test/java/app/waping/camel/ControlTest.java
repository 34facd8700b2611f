package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.stub.WapingStub;

/** An operator's control message decides about a device. */
class ControlTest {
    private final WapingStub stub = new WapingStub().start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        WapingComponent component = context.getComponent("waping", WapingComponent.class);
        component.getConfiguration().setBaseUrl(stub.baseUrl());
        component.getConfiguration().setApiKey(stub.apiKey());
        component.getConfiguration().setDeviceId(WapingStub.DEVICE);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        stub.close();
    }

    @Test
    void aPausedDeviceSendsNothingUntilItIsResumed() throws Exception {
        assertThat(control("pause").get("operator")).isEqualTo("paused");

        Future<Exchange> waiting = send();
        await().until(() -> Integer.valueOf(1).equals(control("status").get("waiting")));
        assertThat(stub.journal().messages()).isEmpty();

        control("resume");
        assertThat(waiting.get(5, TimeUnit.SECONDS).getException()).isNull();
        assertThat(stub.journal().accepted()).hasSize(1);
    }

    @Test
    void anUnknownActionNamesThoseThereAre() {
        Exchange answer = request("explode");

        assertThat(answer.getException(WapingException.class).getCategory())
                .isEqualTo(WapingErrorCategory.VALIDATION_ERROR);
        assertThat(answer.getException()).hasMessageContaining("pause, resume, drain, release");
    }

    private Future<Exchange> send() {
        return context.createFluentProducerTemplate()
                .to("waping:messages")
                .withHeader(WapingConstants.TO, "+15550000001")
                .withBody("hello")
                .asyncSend();
    }

    private Map<?, ?> control(String action) {
        return request(action).getMessage().getBody(Map.class);
    }

    private Exchange request(String action) {
        return context.createFluentProducerTemplate()
                .to("waping:control")
                .withHeader(WapingConstants.ACTION, action)
                .send();
    }
}

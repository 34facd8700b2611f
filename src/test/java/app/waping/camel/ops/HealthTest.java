package app.waping.camel.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import app.waping.camel.WapingComponent;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

@ExtendWith(WapingStubExtension.class)
class HealthTest {
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final WapingComponent component = new WapingComponent();
    private WapingStub stub;

    @BeforeEach
    void configure() {
        component.getConfiguration().setBaseUrl(stub.baseUrl());
        component.getConfiguration().setApiKey(WapingStub.API_KEY);
        component.getConfiguration().setDeviceId(WapingStub.DEVICE);
        camel.addComponent("waping", component);
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void itIsOffUntilHealthOfProducersIsAskedFor() {
        camel.getEndpoint("waping:messages");

        assertThat(producers().stream()).isEmpty();
        assertThat(stub.journal().entries()).isEmpty();
    }

    @Test
    void theApiIsUpWhereItListsTheDevicesAndNoMessageIsSent() {
        HealthCheck.Result result = check();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(stub.journal().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.method()).isEqualTo("GET");
            assertThat(entry.path()).isEqualTo("/v1/devices");
        });
    }

    @Test
    void aRefusedKeyIsDownWithWhatToDoAndIsNotAskedAgainAndAgain() {
        stub.rotateKey("another");

        HealthCheck.Result result = check();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getDetails())
                .containsEntry("category", "UNAUTHORIZED")
                .containsEntry("service.status.code", 401)
                .containsKey("remedy");
        assertThat(result.toString()).doesNotContain(WapingStub.API_KEY);
        assertThat(check().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(stub.journal().entries()).hasSize(1);
    }

    @Test
    void anApiThatCannotBeReachedIsDown() {
        stub.refuseConnections();

        HealthCheck.Result result = check();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getDetails()).containsEntry("category", "TRANSPORT");
    }

    @Test
    void aThrottledApiIsUp() {
        stub.when(request -> true).always(StubAnswer.rateLimited(Duration.ofSeconds(5)));

        assertThat(check().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void endpointsOfOneCredentialShareOneCheck() {
        camel.getEndpoint("waping:messages?to=15551230001");
        camel.getEndpoint("waping:messages?to=15551230002");
        camel.getEndpoint("waping:messages?apiKey=second");

        assertThat(checks()).extracting(HealthCheck::getId).containsExactly("producer:waping", "producer:waping-2");
    }

    @Test
    void aComponentCanBeLeftOut() {
        component.setHealthCheckProducerEnabled(false);
        camel.getEndpoint("waping:messages");

        assertThat(checks()).isEmpty();
    }

    private HealthCheck.Result check() {
        camel.getEndpoint("waping:messages");
        return checks().get(0).call();
    }

    private List<HealthCheck> checks() {
        producers().setEnabled(true);
        return producers().stream().toList();
    }

    private HealthCheckRepository producers() {
        return HealthCheckHelper.getHealthCheckRepository(camel, "producers");
    }
}

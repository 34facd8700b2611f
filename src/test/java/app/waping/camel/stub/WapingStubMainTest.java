package app.waping.camel.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WapingStubMainTest {
    private static final String TO = "+15551234567";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TestClient client = new TestClient();
    private WapingStub stub;

    @BeforeEach
    void start() {
        stub = WapingStubMain.start(
                new String[] {"--port=0", "--limit=2/60"}, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void itPrintsWhatARouteNeedsAndHowToControlIt() {
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(stub.baseUrl(), WapingStub.API_KEY, WapingStub.DEVICE, "/control/disconnect");
    }

    @Test
    void itKeepsTheLimitOfTheCommandLine() {
        assertThat(send("k1")).isEqualTo(202);
        assertThat(send("k2")).isEqualTo(202);
        assertThat(send("k3")).isEqualTo(429);
    }

    @Test
    void aDeviceDisconnectsAndConnectsByHand() {
        assertThat(control("/control/disconnect")).contains("disconnected");
        assertThat(send("k1")).isEqualTo(409);

        control("/control/connect?phone=+15550009999");
        assertThat(send("k1")).isEqualTo(202);
        assertThat(stub.device().phoneNumber()).isEqualTo("+15550009999");
    }

    @Test
    void theNextAnswersTheLimitAndTheKeyAreSetByHand() {
        control("/control/limit?kind=none");
        control("/control/next?status=503&times=2&retryAfter=1");
        assertThat(send("k1")).isEqualTo(503);
        assertThat(send("k1")).isEqualTo(503);
        assertThat(send("k1")).isEqualTo(202);

        control("/control/key?value=other");
        assertThat(send("k2")).isEqualTo(401);
    }

    @Test
    void aResetKeepsTheControls() {
        control("/control/next?status=503");
        control("/control/reset");

        assertThat(send("k1")).isEqualTo(202);
        assertThat(client.at(stub, "GET", "/control/journal").body()).contains("POST /v1/messages", "202 accepted");
    }

    @Test
    void whatItDoesNotKnowIsExplained() {
        assertThat(client.at(stub, "POST", "/control/explode").statusCode()).isEqualTo(400);
        assertThat(control("/control/limit?kind=odd")).contains("kind is fixed, sliding, bucket or none");
        assertThatThrownBy(() -> WapingStubMain.start(new String[] {"--nothing"}, System.out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--port");
    }

    private int send(String key) {
        return client.send(stub, TO, "hello", key).statusCode();
    }

    private String control(String path) {
        return client.at(stub, "POST", path).body();
    }
}

package app.waping.camel.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WapingStubExtension.class)
class StubRulesTest {
    private WapingStub stub;
    private final TestClient client = new TestClient();

    @Test
    void aCompleteMessageIsQueued() {
        HttpResponse<String> answer = client.send(stub, "+15551234567", "hello 1", "k1");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).matches("\\{\"id\":\"msg_\\d+\",\"status\":\"queued\",\"deviceId\":\"dev_123\"}");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(stub.journal().accepted()).singleElement().satisfies(entry -> {
            assertThat(entry.to()).isEqualTo("+15551234567");
            assertThat(entry.text()).isEqualTo("hello 1");
            assertThat(entry.idempotencyKey()).isEqualTo("k1");
            assertThat(entry.status()).isEqualTo(202);
        });
    }

    @Test
    void theSameKeyAndBodyGetTheSameAnswerAndNoSecondMessage() {
        String first = client.send(stub, "+15551234567", "hello", "k1").body();
        String second = client.send(stub, "+15551234567", "hello", "k1").body();

        assertThat(second).isEqualTo(first);
        assertThat(stub.journal().accepted()).hasSize(1);
        assertThat(stub.journal().messages()).hasSize(2);
    }

    @Test
    void theSameKeyWithAnotherBodyIsAConflict() {
        client.send(stub, "+15551234567", "hello", "k1");

        assertError(
                client.send(stub, "+15551234567", "other", "k1"),
                409,
                "IDEMPOTENCY_CONFLICT",
                "Idempotency-Key reused with different body");
    }

    @Test
    void aDisconnectedDeviceRefusesUntilItConnects() {
        stub.device().disconnect();
        stub.sessionStatus(422);
        assertError(
                client.send(stub, "+15551234567", "hello", "k1"),
                422,
                "SESSION_DISCONNECTED",
                "WhatsApp session is not connected");

        stub.device().connect("+15559990000");
        assertThat(client.send(stub, "+15551234567", "hello", "k1").statusCode())
                .isEqualTo(202);
        assertThat(client.get(stub, "/devices/dev_123").body())
                .isEqualTo("{\"id\":\"dev_123\",\"status\":\"connected\",\"phoneNumber\":\"+15559990000\"}");
    }

    @Test
    void aLyingDeviceIsListedAsConnectedWhileSendsFail() {
        stub.device().disconnectAndLie();

        assertThat(client.get(stub, "/devices").body()).contains("\"status\":\"connected\"");
        assertThat(client.send(stub, "+15551234567", "hello", "k1").statusCode())
                .isEqualTo(409);
    }

    @Test
    void statusWordsCanBeAnyWords() {
        stub.statusWords("WORKING", "SCAN_QR_CODE");
        assertThat(client.get(stub, "/devices").body()).contains("\"status\":\"WORKING\"");

        stub.device().disconnect();
        assertThat(client.get(stub, "/devices").body()).contains("\"status\":\"SCAN_QR_CODE\"");

        stub.device().showStatus("sleepMode");
        assertThat(client.get(stub, "/devices").body()).contains("\"status\":\"sleepMode\"");
    }

    @Test
    void anotherKeyIsUnauthorized() {
        stub.rotateKey("new-key");

        assertError(
                client.send(stub, "+15551234567", "hello", "k1"), 401, "UNAUTHORIZED", "Invalid or missing API key");
    }

    @Test
    void aPlanWithoutTheApiIsForbidden() {
        stub.forbid("Your plan has no API");
        assertError(client.send(stub, "+15551234567", "hello", "k1"), 403, "FORBIDDEN", "Your plan has no API");

        stub.allow();
        assertThat(client.send(stub, "+15551234567", "hello", "k1").statusCode())
                .isEqualTo(202);
    }

    @Test
    void anUnknownDeviceOrPathIsNotFound() {
        stub.removeDevice("dev_123");

        assertError(
                client.send(stub, "+15551234567", "hello", "k1"), 404, "NOT_FOUND", "No such device in this workspace");
        assertThat(client.get(stub, "/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void aMessageWithoutItsFieldsIsInvalid() {
        assertThat(client.post(stub, "no json", "k").body()).contains("VALIDATION_ERROR");
        assertThat(client.post(stub, "{\"to\":\"+15551234567\",\"type\":\"text\"}", "k")
                        .body())
                .contains("deviceId is required");
        assertThat(client.send(stub, "5551234567", "hello", "k").body()).contains("E.164");
        assertThat(client.post(stub, "{\"deviceId\":\"dev_123\",\"to\":\"+15551234567\",\"type\":\"text\"}", "k")
                        .body())
                .contains("text.body is required");
        assertThat(stub.journal().refused()).hasSize(4);
    }

    @Test
    void aTypeTheStubDoesNotKnowPasses() {
        String body = "{\"deviceId\":\"dev_123\",\"to\":\"+15551234567\",\"type\":\"image\",\"image\":{\"url\":\"x\"}}";

        assertThat(client.post(stub, body, "k").statusCode()).isEqualTo(202);
    }

    private static void assertError(HttpResponse<String> answer, int status, String code, String message) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
    }
}

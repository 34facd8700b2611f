package app.waping.camel.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WapingStubExtension.class)
class StubScriptTest {
    private static final String TO = "+15551234567";

    private WapingStub stub;
    private final TestClient client = new TestClient();

    @Test
    void theNextAnswersAreUsedInOrderAndThenTheRulesApply() {
        stub.next(2, StubAnswer.rateLimited(Duration.ofSeconds(1))).next(StubAnswer.serverError());

        assertThat(IntStream.range(0, 4).map(i -> send(TO, "hello", "k"))).containsExactly(429, 429, 500, 202);
    }

    @Test
    void theNextAnswersAreForMessagesOnly() {
        stub.next(StubAnswer.serverError());

        assertThat(client.get(stub, "/devices").statusCode()).isEqualTo(200);
        assertThat(send(TO, "hello", "k")).isEqualTo(500);
    }

    @Test
    void aScriptIsForWhatItMatches() {
        stub.when(Match.recipient("+15550000002")).then(StubAnswer.error(422, "RECIPIENT_NOT_ON_WHATSAPP", "no"));
        stub.when(Match.text("poison")).always(StubAnswer.status(400));
        stub.when(Match.path("/v1/contacts")).always(StubAnswer.json(200, "[]"));

        assertThat(send(TO, "hello", "k1")).isEqualTo(202);
        assertThat(send("+15550000002", "hello", "k2")).isEqualTo(422);
        assertThat(send("+15550000002", "hello", "k2")).isEqualTo(202);
        assertThat(send(TO, "a poison pill", "k3")).isEqualTo(400);
        assertThat(client.get(stub, "/contacts").body()).isEqualTo("[]");
    }

    @Test
    void anAnswerCanBeMadeFromTheRequest() {
        stub.when(Match.any()).always(request -> StubAnswer.json(200, "\"" + request.to() + "\""));

        assertThat(client.send(stub, TO, "hello", "k").body()).isEqualTo("\"" + TO + "\"");
    }

    @Test
    void aScriptThatFailsIsSeenByTheClient() {
        stub.when(Match.any()).always(request -> {
            throw new IllegalStateException("wrong script");
        });

        assertThat(client.send(stub, TO, "hello", "k").body()).contains("SCRIPT_FAILED", "wrong script");
    }

    @Test
    void nowAndThenMeansTheSameRequestsForTheSameSeed() {
        int[] first = statusesOfAFlakyApi();
        stub.reset();

        assertThat(statusesOfAFlakyApi()).isEqualTo(first).contains(202).contains(500);
    }

    @Test
    void aHandledMessageStaysAcceptedWhateverIsAnswered() {
        stub.next(StubAnswer.serverError().afterHandling());

        assertThat(send(TO, "hello", "k")).isEqualTo(500);
        assertThat(send(TO, "hello", "k")).isEqualTo(202);
        assertThat(stub.journal().accepted()).hasSize(1);
    }

    @Test
    void anAnswerCanTakeItsTime() {
        stub.latency(Duration.ofMillis(30), Duration.ofMillis(40));
        stub.next(StubAnswer.normal().withDelay(Duration.ofMillis(30)));

        long start = System.nanoTime();
        send(TO, "hello", "k");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(60));
    }

    private int[] statusesOfAFlakyApi() {
        stub.when(Match.messages()).sometimes(0.5, StubAnswer.serverError());
        return IntStream.range(0, 20).map(i -> send(TO, "hello", "k" + i)).toArray();
    }

    private int send(String to, String text, String key) {
        return client.send(stub, to, text, key).statusCode();
    }
}

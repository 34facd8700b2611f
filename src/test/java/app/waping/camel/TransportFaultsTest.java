package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.camel.component.http.HttpComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingServerException;
import app.waping.camel.error.WapingTransportException;
import app.waping.camel.stub.Deliveries;
import app.waping.camel.stub.Delivery;
import app.waping.camel.stub.Faults;
import app.waping.camel.stub.Greeting;
import app.waping.camel.stub.StubAnswer;

class TransportFaultsTest extends ComponentTest {
    private static final Duration TIMEOUT = Duration.ofMillis(700);

    @Test
    void aRefusedConnection() {
        stub.refuseConnections();

        assertNoAnswer(camel.send("waping", TEXT), "refused");
    }

    @Test
    void anUnknownHost() {
        camel.configure(options -> options.setBaseUrl("http://no-such-host.invalid/v1"));

        assertNoAnswer(camel.send("waping", TEXT), "host");
    }

    @Test
    void aHostThatDoesNotSpeakTls() {
        camel.configure(options -> options.setBaseUrl(stub.baseUrl().replace("http:", "https:")));

        assertNoAnswer(camel.send("waping", TEXT), "TLS");
    }

    @Test
    void aHostThatNeverFinishesTheTlsHandshake() {
        stub.greet(Greeting.STALL);
        camel.configure(options -> {
            options.setBaseUrl(stub.baseUrl().replace("http:", "https:"));
            options.setConnectTimeout(TIMEOUT.toMillis());
            options.setResponseTimeout(TIMEOUT.toMillis());
        });

        long start = System.nanoTime();
        assertNoAnswer(camel.send("waping", TEXT), "");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aConnectionThatIsNeverMade() throws IOException {
        // A full backlog leaves the handshake of TCP unanswered.
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 50);
                } catch (IOException backlogIsFull) {
                    break;
                }
            }
            camel.configure(options -> {
                options.setBaseUrl("http://127.0.0.1:" + full.getLocalPort() + "/v1");
                options.setConnectTimeout(TIMEOUT.toMillis());
                options.setResponseTimeout(TIMEOUT.toMillis());
            });

            assertNoAnswer(camel.send("waping", TEXT), "connectTimeout");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESET", "GARBAGE"})
    void aConnectionThatBreaksAtOnce(Greeting greeting) {
        stub.greet(greeting);

        assertNoAnswer(camel.send("waping", TEXT), "broke");
    }

    static Stream<Arguments> noAnswers() {
        return Stream.of(
                Arguments.of("reset", Faults.reset()),
                Arguments.of("closed", Faults.close()),
                Arguments.of("no HTTP", Faults.garbage()),
                Arguments.of("half a status line", StubAnswer.raw("HTTP/1.1 2".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of(
                        "a status that is no number",
                        StubAnswer.raw("HTTP/1.1 abc OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of(
                        "another protocol",
                        StubAnswer.raw("HTTP/9.9 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of(
                        "a broken header",
                        StubAnswer.raw(
                                "HTTP/1.1 200 OK\r\nbroken header\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of(
                        "a length that is no number",
                        StubAnswer.raw("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}"
                                .getBytes(StandardCharsets.US_ASCII))),
                Arguments.of(
                        "a negative length",
                        StubAnswer.raw(
                                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of(
                        "an unknown transfer coding",
                        StubAnswer.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: magic\r\n\r\n{}"
                                .getBytes(StandardCharsets.US_ASCII))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noAnswers")
    void aConnectionWithoutAnAnswer(String name, StubAnswer answer) {
        stub.next(answer);

        assertNoAnswer(camel.send("waping", TEXT), "broke");
    }

    @Test
    void anAnswerThatDoesNotCome() {
        camel.configure(options -> options.setResponseTimeout(TIMEOUT.toMillis()));
        stub.next(Faults.stall());

        assertNoAnswer(camel.send("waping", TEXT), "responseTimeout=PT0.7S");
    }

    static Stream<Arguments> cutAnswers() {
        return Stream.of(
                Arguments.of("reset in the middle", Deliveries.resetInTheMiddle()),
                Arguments.of("closed in the middle", Deliveries.cutBody()),
                Arguments.of("a broken chunk", Deliveries.chunkedGarbage()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cutAnswers")
    void aSuccessThatDoesNotArriveWhole(String name, Delivery delivery) {
        stub.next(StubAnswer.normal().deliveredBy(delivery));

        camel.send("waping", TEXT).failed(WapingTransportException.class, WapingErrorCategory.TRANSPORT, 202);
        assertThat(stub.journal().messages()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cutAnswers")
    void anErrorThatDoesNotArriveWholeIsWhatItsStatusSays(String name, Delivery delivery) {
        stub.next(StubAnswer.error(500, "RATE_LIMITED", "the code that does not arrive")
                .deliveredBy(delivery));

        camel.send("waping", TEXT).failed(WapingServerException.class, WapingErrorCategory.SERVER_ERROR, 500);
    }

    @Test
    void aBodyThatStallsInTheMiddleEndsWithTheTimeout() {
        camel.configure(options -> options.setResponseTimeout(TIMEOUT.toMillis()));
        stub.next(Faults.stallInTheMiddle());

        camel.send("waping", TEXT).failed(WapingTransportException.class, WapingErrorCategory.TRANSPORT, 202);
    }

    @Test
    void aBodyThatDripsIsBoundedByTheTimeoutToItsLastByte() {
        camel.configure(options -> options.setResponseTimeout(TIMEOUT.toMillis()));
        stub.next(Faults.drip(Duration.ofMillis(50)));

        long start = System.nanoTime();
        camel.send("waping", TEXT).failed(WapingTransportException.class, WapingErrorCategory.TRANSPORT, 202);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(TIMEOUT, Duration.ofSeconds(3));
    }

    @Test
    void aHeadThatDripsIsBoundedByTheTimeout() {
        camel.configure(options -> options.setResponseTimeout(TIMEOUT.toMillis()));
        stub.next(StubAnswer.normal().deliveredBy(Deliveries.dripFromTheStart(Duration.ofMillis(50))));

        assertNoAnswer(camel.send("waping", TEXT), "responseTimeout");
    }

    @Test
    void aDripThatIsFastEnoughArrives() {
        stub.next(Faults.drip(Duration.ofMillis(1)));

        assertThat(camel.send("waping", TEXT).answer()).containsKey("id");
    }

    @Test
    void noConnectionOfThePoolIsFree() {
        camel.configure(options -> {
            options.setPacing(false);
            options.setConnectionRequestTimeout(TIMEOUT.toMillis());
        });
        camel.context().getComponent("http", HttpComponent.class).setConnectionsPerRoute(1);
        stub.next(Faults.stall());
        camel.start();
        Thread holder = new Thread(() -> camel.send("waping", TEXT));
        holder.start();
        await().until(() -> stub.journal().count() == 1);

        assertNoAnswer(camel.send("waping", TEXT), "connectionRequestTimeout");
        stub.reset();
    }

    @Test
    void theConnectionAfterAFaultIsAFreshOneThatWorks() {
        camel.configure(options -> options.setResponseTimeout(TIMEOUT.toMillis()));
        stub.next(Faults.chunkedGarbage()).next(Faults.stallInTheMiddle()).next(Faults.resetInTheMiddle());
        for (int i = 0; i < 3; i++) {
            camel.send("waping", TEXT + i).exchange();
        }

        assertThat(camel.send("waping", TEXT).answer()).containsEntry("status", "queued");
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileIsNotUsedAgain() {
        camel.send("waping", TEXT).succeeded();
        stub.refuseConnections().acceptConnections();

        // Checked after two seconds of rest only: what breaks before is a fault like any other, and is redelivered.
        SentExchange sent = camel.send("waping", TEXT);

        assertThat(sent.exchange().getException())
                .satisfiesAnyOf(failure -> assertThat(failure).isNull(), failure -> assertThat(failure)
                        .isInstanceOf(WapingTransportException.class));
        assertThat(camel.send("waping", TEXT).answer()).containsKey("id");
    }

    private static void assertNoAnswer(SentExchange sending, String reason) {
        WapingTransportException failure =
                sending.failed(WapingTransportException.class, WapingErrorCategory.TRANSPORT, 0);
        assertThat(failure).hasMessageContaining(reason);
        assertThat(failure.getCode()).isNull();
        assertThat(failure.getIdempotencyKey()).isNotBlank();
        assertThat(failure.getDeviceId()).isEqualTo("dev_123");
    }
}

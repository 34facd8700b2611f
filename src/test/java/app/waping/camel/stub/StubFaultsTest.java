package app.waping.camel.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WapingStubExtension.class)
class StubFaultsTest {
    private static final String TO = "+15551234567";

    private WapingStub stub;

    @Test
    void aResetIsSeenInPlaceOfAnAnswer() throws IOException {
        stub.next(Faults.reset());

        try (Socket socket = sent()) {
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThat(stub.journal().byStatus(0)).hasSize(1);
        assertThat(stub.journal().accepted()).isEmpty();
    }

    @Test
    void aResetAfterHandlingLeavesTheMessageAccepted() throws IOException {
        stub.next(Faults.reset().afterHandling());

        try (Socket socket = sent()) {
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThat(stub.journal().accepted()).hasSize(1);
    }

    @Test
    void aResetInTheMiddleComesAfterTheHead() throws IOException {
        stub.next(Faults.resetInTheMiddle());

        try (Socket socket = sent()) {
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            assertThatThrownBy(in::readAllBytes).isInstanceOf(SocketException.class);
        }
        assertThat(stub.journal().accepted()).hasSize(1);
    }

    @Test
    void aClosedConnectionEndsWithoutAByte() throws IOException {
        stub.next(Faults.close());

        assertThat(received()).isEmpty();
    }

    @Test
    void aStallSendsNothing() throws IOException {
        stub.next(Faults.stall());

        try (Socket socket = sent()) {
            socket.setSoTimeout(100);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aStallEndsWhenTheStubIsReset() throws IOException {
        stub.next(Faults.stall());

        try (Socket socket = sent()) {
            awaitJournal();
            stub.reset();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aStallInTheMiddleNeverSendsTheRest() throws IOException {
        stub.next(Faults.stallInTheMiddle());

        try (Socket socket = sent()) {
            socket.setSoTimeout(100);
            assertThatThrownBy(() -> socket.getInputStream().readAllBytes()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aDripArrivesWhole() throws IOException {
        stub.next(Faults.drip(Duration.ofMillis(1)).withHeader("Connection", "close"));

        assertThat(new TestClient().send(stub, TO, "hello", "k").body()).contains("queued");
    }

    @Test
    void aCutBodyEndsEarly() throws IOException {
        stub.next(Faults.cutBody());

        String answer = received();
        assertThat(bodyOf(answer)).hasSize(lengthOf(answer) / 2);
    }

    @Test
    void aTooShortLengthIsFollowedByMore() throws IOException {
        stub.next(Faults.tooShortLength());

        String answer = received();
        assertThat(bodyOf(answer)).hasSizeGreaterThan(lengthOf(answer)).endsWith("}");
    }

    @Test
    void chunksCanBeRightOrGarbage() throws IOException {
        stub.next(StubAnswer.normal().deliveredBy(Deliveries.chunked(7)));
        assertThat(new TestClient().send(stub, TO, "hello", "k").body()).endsWith("\"deviceId\":\"dev_123\"}");

        stub.next(Faults.chunkedGarbage());
        assertThatThrownBy(() -> new TestClient().send(stub, TO, "hello", "k"))
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void gzipUnpacksToTheAnswer() throws IOException {
        stub.next(Faults.gzip().withHeader("Connection", "close"));

        byte[] answer = receivedBytes();
        assertThat(new String(answer, StandardCharsets.ISO_8859_1)).contains("Content-Encoding: gzip");
        assertThat(unzipped(answer)).asString(StandardCharsets.UTF_8).contains("queued");
    }

    @Test
    void aGzipBombIsSmallUntilItIsUnpacked() throws IOException {
        stub.next(Faults.gzipBomb(500, 10_000_000));

        byte[] answer = receivedBytes();
        assertThat(answer).hasSizeLessThan(20_000);
        assertThat(unzipped(answer)).hasSize(10_000_000);
    }

    @Test
    void twoGigabytesAreSentOnlyWhileTheClientReads() throws IOException {
        stub.next(Faults.twoGigabytes(200));

        try (Socket socket = sent()) {
            String start = new String(socket.getInputStream().readNBytes(1_000_000), StandardCharsets.UTF_8);
            assertThat(start).contains("Content-Length: 2147483648").contains("msg_1");
        }
        assertThat(new TestClient().send(stub, TO, "still served", "k").statusCode())
                .isEqualTo(202);
    }

    @Test
    void rawBytesGoOutAsTheyAre() throws IOException {
        String raw = "HTTP/1.1 418 I'm a teapot\r\nX: y\r\n\r\nshort and stout";
        stub.next(StubAnswer.raw(raw.getBytes(StandardCharsets.UTF_8)));

        assertThat(received()).isEqualTo(raw);
        assertThat(stub.journal().byStatus(418)).hasSize(1);
    }

    @Test
    void oddStatusesAndContentsAreSentAsScripted() throws IOException {
        assertThat(answerTo(Faults.html())).startsWith("HTTP/1.1 200 OK").contains("text/html", "<h1>");
        assertThat(answerTo(Faults.empty())).startsWith("HTTP/1.1 200 OK").contains("Content-Length: 0");
        assertThat(answerTo(Faults.noContent()))
                .startsWith("HTTP/1.1 204 No Content")
                .doesNotContain("Content-Length");
        assertThat(answerTo(Faults.redirect("http://other.example/")))
                .startsWith("HTTP/1.1 302 Found")
                .contains("Location: http://other.example/");
        assertThat(answerTo(Faults.switchingProtocols())).startsWith("HTTP/1.1 101 Switching Protocols");
        assertThat(answerTo(StubAnswer.status(599))).startsWith("HTTP/1.1 599 ");
        assertThat(answerTo(Faults.garbage())).doesNotContain("HTTP");
        assertThat(answerTo(Faults.deepJson(400, 3))).endsWith("{\"error\":[[[]]]}");
        assertThat(stub.journal().accepted()).isEmpty();
    }

    @Test
    void aRefusedConnectionIsServedAgainOnTheSamePort() {
        int port = stub.port();
        stub.refuseConnections();
        assertThatThrownBy(this::sent).isInstanceOf(ConnectException.class);

        stub.acceptConnections();
        assertThat(stub.port()).isEqualTo(port);
        assertThat(new TestClient().send(stub, TO, "hello", "k").statusCode()).isEqualTo(202);
    }

    @Test
    void refusingAndAcceptingCanFollowEachOtherQuickly() {
        for (int i = 0; i < 100; i++) {
            stub.refuseConnections();
            assertThatThrownBy(this::sent).isInstanceOf(ConnectException.class);
            stub.acceptConnections();
            assertThat(new TestClient().send(stub, TO, "hello", "k").statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void refusingAlsoEndsOpenConnections() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", stub.port())) {
            socket.getOutputStream().write(request());
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            stub.refuseConnections();
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
    }

    @Test
    void aConnectionCanBeMetWithAResetOrSilenceOrGarbage() throws IOException {
        stub.greet(Greeting.GARBAGE);
        assertThat(received()).startsWith("220 ");

        stub.greet(Greeting.STALL);
        try (Socket socket = sent()) {
            socket.setSoTimeout(100);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }

        stub.greet(Greeting.RESET);
        assertThatThrownBy(() -> {
                    try (Socket socket = sent()) {
                        socket.getInputStream().read();
                    }
                })
                .isInstanceOf(SocketException.class);
    }

    private String answerTo(StubAnswer scripted) throws IOException {
        stub.next(scripted);
        return received();
    }

    private String received() throws IOException {
        return new String(receivedBytes(), StandardCharsets.UTF_8);
    }

    /** All bytes until the stub closes, which it does because it is asked to. */
    private byte[] receivedBytes() throws IOException {
        try (Socket socket = sent()) {
            return socket.getInputStream().readAllBytes();
        }
    }

    private Socket sent() throws IOException {
        Socket socket = new Socket("127.0.0.1", stub.port());
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write(request());
        return socket;
    }

    private static byte[] request() {
        String body = TestClient.message(TO, "hello");
        return ("POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + WapingStub.API_KEY + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void awaitJournal() {
        await().until(() -> stub.journal().count() > 0);
    }

    private static String bodyOf(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static int lengthOf(String answer) {
        return Integer.parseInt(answer.replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"));
    }

    private static byte[] unzipped(byte[] answer) throws IOException {
        int start = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(answer, start, answer.length - start))) {
            return in.readAllBytes();
        }
    }
}

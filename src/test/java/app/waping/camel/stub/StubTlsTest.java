package app.waping.camel.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StubTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path directory;

    private static SSLContext context;
    private static WapingStub stub;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException, InterruptedException {
        context = contextOf(certificate(directory.resolve("stub.p12")));
        stub = WapingStub.builder().tls(context).build().start();
    }

    @BeforeEach
    void reset() {
        stub.reset();
    }

    @AfterAll
    static void close() {
        stub.close();
    }

    @Test
    void aClientThatTrustsTheCertificateIsServed() throws IOException, InterruptedException {
        assertThat(stub.baseUrl()).startsWith("https://localhost:");
        assertThat(get(context)).isEqualTo(401);
    }

    @Test
    void aClientThatDoesNotTrustTheCertificateFails() {
        assertThatThrownBy(() -> get(SSLContext.getDefault())).isInstanceOf(SSLException.class);
    }

    @Test
    void plainBytesOnTheTlsPortFailTheHandshake() {
        stub.greet(Greeting.GARBAGE);

        assertThatThrownBy(() -> get(context)).isInstanceOf(IOException.class);
    }

    @Test
    void plainBytesInPlaceOfAnAnswerBreakTheTlsConnection() {
        stub.when(Match.any()).always(StubAnswer.status(200).deliveredBy((answer, wire) -> {
            wire.writeBelowTls("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return false;
        }));

        assertThatThrownBy(() -> get(context)).isInstanceOf(IOException.class);
    }

    @Test
    void aClientThatSpeaksPlainHttpGetsNoAnswer() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", stub.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("GET /v1/devices HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP/1.1");
        }
    }

    private static int get(SSLContext trusting) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .sslContext(trusting)
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(stub.baseUrl() + "/devices"))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private static Path certificate(Path file) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "stub",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return file;
    }

    private static SSLContext contextOf(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return made;
    }
}

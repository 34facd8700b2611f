package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** A certificate authority that nobody knows, and a server certificate for localhost that it signed. */
final class TestCertificates {
    private static final String PASSWORD = "changeit";

    private final Path authority;
    private final Path server;

    private TestCertificates(Path authority, Path server) {
        this.authority = authority;
        this.server = server;
    }

    /** Makes them below a directory, with the JDK's own tool. */
    static TestCertificates in(Path directory) throws IOException, InterruptedException {
        Path authority = directory.resolve("authority.p12");
        Path server = directory.resolve("server.p12");
        Path request = directory.resolve("request.csr");
        Path certificate = directory.resolve("server.crt");
        Path root = directory.resolve("authority.crt");
        keytool(
                authority,
                "-genkeypair",
                "-alias",
                "authority",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Nobody",
                "-ext",
                "bc:c");
        keytool(authority, "-exportcert", "-alias", "authority", "-file", root.toString());
        keytool(server, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost");
        keytool(server, "-certreq", "-alias", "server", "-file", request.toString());
        keytool(
                authority,
                "-gencert",
                "-alias",
                "authority",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        keytool(server, "-importcert", "-noprompt", "-alias", "authority", "-file", root.toString());
        keytool(server, "-importcert", "-noprompt", "-alias", "server", "-file", certificate.toString());
        return new TestCertificates(authority, server);
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        Stream.of(arguments),
                        Stream.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD),
                        Stream.of("-J-XX:TieredStopAtLevel=1"))
                .flatMap(part -> part)
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s", command).isZero();
    }

    /** What a server on localhost shows. */
    SSLContext serverContext() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(server)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** What a user sets on a Camel component to trust that authority. */
    SSLContextParameters trustingParameters() {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + authority);
        store.setPassword(PASSWORD);
        store.setType("PKCS12");
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }
}

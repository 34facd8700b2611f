package app.waping.camel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import app.waping.camel.error.WapingTransportException;
import app.waping.camel.stub.WapingStub;

/** An API whose certificate only a bundle of the application trusts. */
class SslBundleTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path directory;

    private static Path keyStore;
    private static WapingStub stub;

    @BeforeAll
    static void start() throws Exception {
        keyStore = directory.resolve("stub.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        keyStore.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keyalg",
                        "EC",
                        "-alias",
                        "stub",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "30")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        stub = WapingStub.builder().tls(context).build().start();
    }

    @AfterAll
    static void close() {
        stub.close();
    }

    @Test
    void aTlsBundleOfTheHttpComponentIsUsedForTheApi() {
        Exchange answer = send(Map.of(
                "spring.ssl.bundle.jks.waping.truststore.location",
                keyStore.toUri().toString(),
                "spring.ssl.bundle.jks.waping.truststore.password",
                PASSWORD,
                "spring.ssl.bundle.jks.waping.truststore.type",
                "PKCS12",
                "camel.component.http.ssl-bundle",
                "waping"));

        assertThat(answer.getException()).isNull();
        assertThat(stub.journal().accepted()).hasSize(1);
    }

    @Test
    void camelsOwnTlsPropertiesAreUsedForTheApi() {
        Exchange answer = send(Map.of(
                "camel.ssl.config.trust-managers.key-store.resource",
                keyStore.toUri().toString(),
                "camel.ssl.config.trust-managers.key-store.password",
                PASSWORD,
                "camel.ssl.config.trust-managers.key-store.type",
                "PKCS12",
                "camel.component.http.use-global-ssl-context-parameters",
                "true"));

        assertThat(answer.getException()).isNull();
    }

    @Test
    void withoutItTheApisCertificateIsNotTrusted() {
        assertThat(send(Map.of()).getException()).isInstanceOf(WapingTransportException.class);
    }

    private static Exchange send(Map<String, Object> tls) {
        stub.reset();
        Map<String, Object> properties = new HashMap<>(tls);
        properties.put("camel.component.waping.base-url", stub.baseUrl());
        properties.put("camel.component.waping.api-key", WapingStub.API_KEY);
        properties.put("camel.component.waping.device-id", WapingStub.DEVICE);
        try (ConfigurableApplicationContext spring = SpringApp.start(properties)) {
            return SpringApp.camel(spring)
                    .createProducerTemplate()
                    .request("waping:messages?to=RAW(+15551234567)", exchange -> exchange.getMessage()
                            .setBody("Hello"));
        }
    }
}

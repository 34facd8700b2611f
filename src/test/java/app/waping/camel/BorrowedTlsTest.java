package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import org.apache.camel.component.http.HttpComponent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingTransportException;
import app.waping.camel.stub.WapingStub;

/** The TLS settings of the user's http component are those of the call. */
class BorrowedTlsTest {
    private static final String TEXT = TestTexts.text("over TLS");

    @TempDir
    static Path directory;

    private static TestCertificates certificates;
    private static WapingStub stub;

    private TestCamel camel;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException, InterruptedException {
        certificates = TestCertificates.in(directory);
        stub = WapingStub.builder().tls(certificates.serverContext()).build().start();
    }

    @AfterAll
    static void close() {
        stub.close();
    }

    @BeforeEach
    void makeCamel() {
        stub.reset();
        camel = TestCamel.of(stub);
    }

    @AfterEach
    void closeCamel() {
        camel.close();
    }

    @Test
    void aServerThatNobodyTrustsIsNotSentTheKey() {
        WapingTransportException failure =
                camel.send("waping", TEXT).failed(WapingTransportException.class, WapingErrorCategory.TRANSPORT, 0);

        assertThat(failure).hasMessageContaining("TLS");
        assertThat(stub.journal().entries()).isEmpty();
    }

    @Test
    void theParametersOfTheHttpsComponentApply() {
        camel.context()
                .getComponent("https", HttpComponent.class)
                .setSslContextParameters(certificates.trustingParameters());

        camel.send("waping", TEXT).succeeded();
    }

    @Test
    void theGlobalParametersApplyWhereTheHttpsComponentUsesThem() {
        camel.context().setSSLContextParameters(certificates.trustingParameters());
        camel.context().getComponent("https", HttpComponent.class).setUseGlobalSslContextParameters(true);

        camel.send("waping", TEXT).succeeded();
    }

    @Test
    void theParametersOfAComponentOfAnotherNameApply() {
        HttpComponent own = new HttpComponent();
        own.setSslContextParameters(certificates.trustingParameters());
        camel.context().addComponent("trusting", own);

        camel.send("waping:messages?httpComponent=trusting", TEXT).succeeded();
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        camel.context()
                .getComponent("https", HttpComponent.class)
                .setSslContextParameters(certificates.trustingParameters());
        camel.configure(options -> options.setBaseUrl("https://127.0.0.2:" + stub.port() + "/v1"));

        camel.send("waping", TEXT).failed(WapingTransportException.class, WapingErrorCategory.TRANSPORT, 0);
        assertThat(stub.journal().entries()).isEmpty();
    }
}

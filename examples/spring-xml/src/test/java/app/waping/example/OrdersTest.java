package app.waping.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.ClassPathXmlApplicationContext;

import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** The routes and properties of this example, against the stub. */
@ExtendWith(WapingStubExtension.class)
class OrdersTest {
    private final Properties systemProperties = (Properties) System.getProperties().clone();
    private ClassPathXmlApplicationContext spring;
    private WapingStub stub;

    @TempDir
    private Path deadLetters;

    @BeforeEach
    void configure() {
        System.setProperty("WAPING_BASE_URL", stub.baseUrl());
        System.setProperty("WAPING_API_KEY", WapingStub.API_KEY);
        System.setProperty("WAPING_DEVICE_ID", WapingStub.DEVICE);
        System.setProperty("waping.errors.dead-letter", deadLetters.toUri().toString());
    }

    @AfterEach
    void stop() {
        spring.close();
        System.setProperties(systemProperties);
    }

    @Test
    void eachOrderFileBecomesAMessageUnderItsOwnKey() {
        start();

        await().untilAsserted(() -> assertThat(stub.journal().accepted())
                .extracting(JournalEntry::idempotencyKey)
                .containsExactly("order-1001", "order-1002"));
    }

    @Test
    void aThrottledMessageArrivesLaterAndNeverTooEarly() {
        stub.next(StubAnswer.rateLimited(Duration.ofSeconds(1)));
        start();

        await().untilAsserted(() -> assertThat(stub.journal().accepted()).hasSize(2));
        assertThat(stub.journal().earlyRequests()).isEmpty();
        assertThat(stub.journal().messages()).hasSize(3);
    }

    @Test
    void anOrderThatCannotBeSentIsKeptWithTheReason() {
        start();

        await().untilAsserted(() -> assertThat(deadLetters.toFile().listFiles())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.getName()).endsWith("-order-1003.json");
                    assertThat(file).content().contains("VALIDATION_ERROR", "Your order 1003 is on its way.");
                }));
    }

    private void start() {
        spring = new ClassPathXmlApplicationContext("META-INF/spring/camel-context.xml");
    }
}

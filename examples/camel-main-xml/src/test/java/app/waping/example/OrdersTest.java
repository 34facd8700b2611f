package app.waping.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** The routes and properties of this example, against the stub. */
@ExtendWith(WapingStubExtension.class)
class OrdersTest {
    private final Main main = new Main();
    private WapingStub stub;

    @TempDir
    private Path deadLetters;

    @BeforeEach
    void configure() {
        main.addOverrideProperty("camel.component.waping.base-url", stub.baseUrl());
        main.addOverrideProperty("camel.component.waping.api-key", WapingStub.API_KEY);
        main.addOverrideProperty("camel.component.waping.device-id", WapingStub.DEVICE);
        main.addOverrideProperty("waping.errors.dead-letter", deadLetters.toUri().toString());
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void eachOrderFileBecomesAMessageUnderItsOwnKey() {
        main.start();

        await().untilAsserted(() -> assertThat(stub.journal().accepted())
                .extracting(JournalEntry::idempotencyKey)
                .containsExactly("order-1001", "order-1002"));
    }

    @Test
    void aThrottledMessageArrivesLaterAndNeverTooEarly() {
        stub.next(StubAnswer.rateLimited(Duration.ofSeconds(1)));
        main.start();

        await().untilAsserted(() -> assertThat(stub.journal().accepted()).hasSize(2));
        assertThat(stub.journal().earlyRequests()).isEmpty();
        assertThat(stub.journal().messages()).hasSize(3);
    }

    @Test
    void anOrderThatCannotBeSentIsKeptWithTheReason() {
        main.start();

        await().untilAsserted(() -> assertThat(deadLetters.toFile().listFiles())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.getName()).endsWith("-order-1003.json");
                    assertThat(file).content().contains("VALIDATION_ERROR", "Your order 1003 is on its way.");
                }));
    }
}

package app.waping.example.karavan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

/** The flows as Karavan keeps them, run by Camel against a WAPing API. */
class FlowsTest {
    @TempDir
    Path folder;

    private WapingStub stub;
    private Main main;

    @BeforeEach
    void start() throws Exception {
        stub = new WapingStub().start();
        main = Start.flows();
        Start.sendTo(stub, main);
        for (String name : List.of("orders", "otp", "replay")) {
            main.addOverrideProperty(name + ".folder", folder.resolve(name).toString());
        }
        main.addOverrideProperty("waping.errors.dead-letter", "file:" + folder.resolve("dead"));
        main.addOverrideProperty("waping.errors.park", "file:" + folder.resolve("parked"));
        main.addOverrideProperty("devices.period", "200");
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
        stub.close();
    }

    @Test
    void anOrderBecomesAMessageWithAKeyOfItsOwn() throws Exception {
        order(17);

        await().untilAsserted(() -> assertThat(accepted()).singleElement().satisfies(sent -> {
            assertThat(sent.to()).isEqualTo("+15551234567");
            assertThat(sent.text()).isEqualTo("Your order 17 is on its way.");
            assertThat(sent.idempotencyKey()).isEqualTo("order-17");
        }));
    }

    @Test
    void aThrottledOrderIsSentAfterTheWait() throws Exception {
        stub.next(StubAnswer.rateLimited(Duration.ofSeconds(1)));

        order(18);

        await().untilAsserted(() -> assertThat(accepted()).hasSize(1));
        assertThat(stub.journal().entries()).noneMatch(JournalEntry::early);
    }

    @Test
    void whatIsRefusedBecomesADeadLetterThatCanBeReplayed() throws Exception {
        stub.next(StubAnswer.error(403, "FORBIDDEN", "the plan has no API"));
        order(19);
        Path dead = await().until(() -> only(folder.resolve("dead")), path -> path != null);
        assertThat(Files.readString(dead)).contains("FORBIDDEN", "order-19");

        Files.createDirectories(folder.resolve("replay"));
        Files.move(dead, folder.resolve("replay").resolve(dead.getFileName()));

        await().untilAsserted(() -> assertThat(accepted())
                .singleElement()
                .satisfies(sent -> assertThat(sent.idempotencyKey()).isEqualTo("order-19")));
    }

    @Test
    void anUnreachableNumberIsNoDeadLetterAndAnyOtherRefusalOfACodeIs() throws Exception {
        stub.next(StubAnswer.error(422, "RECIPIENT_NOT_ON_WHATSAPP", "no such number"));
        code("1111");
        await().untilAsserted(() -> assertThat(stub.journal().messages()).hasSize(1));

        stub.next(StubAnswer.error(403, "FORBIDDEN", "the plan has no API"));
        code("2222");

        Path dead = await().until(() -> only(folder.resolve("otp").resolve("dead")), path -> path != null);
        assertThat(Files.readString(dead)).contains("FORBIDDEN").doesNotContain("RECIPIENT_NOT_ON_WHATSAPP");
    }

    @Test
    void theDevicesAreLookedAtFromTimeToTime() {
        await().untilAsserted(() -> assertThat(stub.journal().entries()).anyMatch(entry -> entry.path()
                .endsWith("/devices")));
    }

    private List<JournalEntry> accepted() {
        return stub.journal().accepted();
    }

    private void order(int number) throws IOException {
        drop("orders", number + ".json", "{\"number\": %d, \"phone\": \"+15551234567\"}".formatted(number));
    }

    private void code(String code) throws IOException {
        drop("otp", code + ".json", "{\"code\": \"%s\", \"phone\": \"+15551234567\"}".formatted(code));
    }

    private void drop(String where, String name, String text) throws IOException {
        Path written = Files.writeString(folder.resolve(name), text);
        Files.createDirectories(folder.resolve(where));
        Files.move(written, folder.resolve(where).resolve(name));
    }

    private static Path only(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).findFirst().orElse(null);
        }
    }
}

package app.waping.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import app.waping.camel.policy.DeadLetterRecord;
import app.waping.camel.policy.DeadLetterRecordReader;
import app.waping.camel.policy.ReplayGroup;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** Runs what the pages about dead letters tell their readers to write. */
@ExtendWith(WapingStubExtension.class)
class RecordPagesTest {
    private static final String SEND =
            """
            - route:
                id: send
                routeConfigurationId: waping
                from: {id: f, uri: direct, parameters: {name: send}, steps: [{to: {id: t, uri: waping}}]}
            """;

    @TempDir
    Path directory;

    private WapingStub stub;

    /** A page's context whose relative directories are in a temporary one. */
    private DocumentedCamel page(String page) throws Exception {
        return new DocumentedCamel(stub, page).device();
    }

    private String here(String snippet) {
        return snippet.replace("data/", directory + "/");
    }

    private DocumentedCamel rules(DocumentedCamel camel, DocumentedCamel from, String snippet) throws Exception {
        from.page.properties(snippet).forEach((key, value) -> camel.set(key.toString(), here(value.toString())));
        return camel;
    }

    private List<Path> files(String in) throws IOException {
        Path path = directory.resolve(in);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static DeadLetterRecord read(Path file) throws IOException {
        return new DeadLetterRecordReader().read(Files.readAllBytes(file));
    }

    @Test
    void aDeadLetterIsAFile() throws Exception {
        try (DocumentedCamel camel = page("how-to/configure-a-dead-letter.md")) {
            rules(camel, camel, "files").load(SEND);
            stub.next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));
            assertThat(camel.send("direct:send").getException()).isNull();
            assertThat(read(files("dead").get(0)).failure().category()).isEqualTo("VALIDATION_ERROR");
        }
    }

    @Test
    void aDeadLetterCanBeWithoutItsPayload() throws Exception {
        try (DocumentedCamel camel = page("how-to/configure-a-dead-letter.md")) {
            rules(camel, camel, "files").with("without-payload").load(SEND);
            stub.next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));
            camel.send("direct:send");
            assertThat(Files.readString(files("dead").get(0))).doesNotContain("12345", "+1555");
        }
    }

    @Test
    void aDeadLetterIsReadInJava() throws Exception {
        try (DocumentedCamel rules = page("how-to/configure-a-dead-letter.md");
                DocumentedCamel camel = page("how-to/read-a-dead-letter.md")) {
            rules(camel, rules, "files").with("reader").load(SEND);
            stub.next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));
            camel.send("direct:send");
            camel.context
                    .createProducerTemplate()
                    .sendBody("direct:dead", Files.readAllBytes(files("dead").get(0)));
            assertThat(camel.at("jms:queue:report")
                            .getExchanges()
                            .get(0)
                            .getIn()
                            .getBody(String.class))
                    .startsWith("VALIDATION_ERROR (HTTP 400): no")
                    .contains(" -> ");
        }
    }

    @Test
    void oneDeadLetterIsReplayedByMovingItsFile() throws Exception {
        try (DocumentedCamel rules = page("how-to/configure-a-dead-letter.md");
                DocumentedCamel camel = page("how-to/replay-one.md")) {
            rules(camel, rules, "files").load(SEND).load(here(camel.page.text("replay")));
            stub.next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));
            camel.send("direct:send");
            Path file = files("dead").get(0);
            Files.createDirectories(directory.resolve("replay"));
            Files.move(file, directory.resolve("replay").resolve(file.getFileName()));

            await().until(() ->
                    stub.journal().acceptedCount() == 1 && files("replay").isEmpty());
            assertThat(stub.journal().messages().get(1).idempotencyKey())
                    .isEqualTo(stub.journal().messages().get(0).idempotencyKey());
            assertThat(files("dead")).isEmpty();
        }
    }

    @Test
    void aGroupIsReplayedByItsCode() throws Exception {
        try (DocumentedCamel rules = page("how-to/configure-a-dead-letter.md");
                DocumentedCamel camel = page("how-to/replay-a-group.md")) {
            rules(camel, rules, "files").load(SEND).load(here(camel.page.text("group")));
            for (String code : List.of("RECIPIENT_NOT_ON_WHATSAPP", "OTHER", "RECIPIENT_NOT_ON_WHATSAPP")) {
                stub.next(StubAnswer.error(422, code, "no"));
                camel.send("direct:send");
            }
            assertThat(files("dead")).hasSize(3);

            camel.context.getRouteController().startRoute("replay-group");

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> camel.context
                                    .getRegistry()
                                    .lookupByNameAndType("replayGroup", ReplayGroup.class)
                                    .getState()
                            == ReplayGroup.State.FINISHED);
            assertThat(stub.journal().acceptedCount()).isEqualTo(2);
            assertThat(files("dead"))
                    .singleElement()
                    .satisfies(file -> assertThat(read(file).failure().code()).isEqualTo("OTHER"));
        }
    }

    @Test
    void parkedMessagesComeBackWithThePhone() throws Exception {
        try (DocumentedCamel camel = page("how-to/park-through-an-outage.md")) {
            camel.context
                    .getComponent("waping", app.waping.camel.WapingComponent.class)
                    .getConfiguration()
                    .setMaxRetryAfter(300);
            rules(camel, camel, "park-rules").load(SEND);
            stub.device().disconnect();
            camel.send("direct:send");
            camel.send("direct:send");
            assertThat(files("parked")).hasSize(2);
            camel.load(here(camel.page.text("drain")));
            stub.device().connect();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> stub.journal().acceptedCount() == 2
                            && files("parked").isEmpty());
        }
    }

    @Test
    void theKeyIsMadeOfTheOrder() throws Exception {
        try (DocumentedCamel camel = page("how-to/run-on-three-machines.md").with("key")) {
            camel.context.start();
            Exchange sent = camel.context.createProducerTemplate().request("direct:orders", exchange -> {
                exchange.getIn().setBody("hello");
                exchange.getIn().setHeader("orderId", "order-7".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            });
            assertThat(sent.getException()).isNull();
            assertThat(stub.journal().accepted().get(0).idempotencyKey()).isEqualTo("order-7");
        }
    }
}

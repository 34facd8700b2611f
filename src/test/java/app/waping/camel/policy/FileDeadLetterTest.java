package app.waping.camel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import app.waping.camel.WapingConstants;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** Dead letters as files: YAML and properties alone. */
class FileDeadLetterTest {
    private static final String ROUTES =
            """
            - route:
                id: send
                routeConfigurationId: waping
                from:
                  id: from-send
                  uri: direct
                  parameters: {name: send}
                  steps:
                    - to: {id: to-waping, uri: waping, parameters: {deviceId: dev_123}}
            - route:
                id: replay
                routeConfigurationId: waping
                from:
                  id: from-replay
                  uri: "{{replay}}"
                  steps:
                    - to: {id: to-replay, uri: waping, parameters: {operation: replay}}
            """;

    @RegisterExtension
    static final WapingStubExtension STUB = new WapingStubExtension();

    @TempDir
    Path directory;

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private void start(Path dead) throws Exception {
        start("file:" + dead + "?tempPrefix=.&fileExist=Fail&fileName=$simple{exchangeId}.json");
    }

    private void start(String deadLetter) throws Exception {
        property("camel.component.waping.base-url", STUB.stub().baseUrl());
        property("waping.errors.dead-letter", deadLetter);
        property("replay", "file:" + directory.resolve("replay") + "?delay=50&initialDelay=0&delete=true");
        context.getComponent("waping", app.waping.camel.WapingComponent.class)
                .getConfiguration()
                .setBaseUrl(STUB.stub().baseUrl());
        context.getComponent("waping", app.waping.camel.WapingComponent.class)
                .getConfiguration()
                .setApiKey(WapingStub.API_KEY);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("routes.yaml", ROUTES));
        context.start();
    }

    private void property(String key, String value) {
        context.getPropertiesComponent().addInitialProperty(key, value);
    }

    private Exchange send(String text) {
        return context.createProducerTemplate().request("direct:send", exchange -> {
            exchange.getIn().setBody(text);
            exchange.getIn().setHeader(WapingConstants.TO, "+15550001111");
        });
    }

    private static List<Path> files(Path in) throws IOException {
        if (!Files.exists(in)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aDeadLetterIsOneReadableFileAndIsSentAgainFromThere() throws Exception {
        Path dead = directory.resolve("dead");
        start(dead);
        STUB.stub().next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));

        Exchange failed = send("Grüße");

        assertThat(failed.getException()).isNull();
        assertThat(files(dead)).hasSize(1);
        Path file = files(dead).get(0);
        DeadLetterRecord record = new DeadLetterRecordReader().read(Files.readAllBytes(file));
        assertThat(record.failure().category()).isEqualTo("VALIDATION_ERROR");
        assertThat(record.call().payload().bytes())
                .asString(StandardCharsets.UTF_8)
                .contains("Grüße");
        assertThat(record.trail()).isNotEmpty();

        Files.createDirectories(directory.resolve("replay"));
        Files.move(file, directory.resolve("replay").resolve(file.getFileName()));
        await().until(() -> STUB.stub().journal().acceptedCount() == 1);

        var requests = STUB.stub().journal().messages();
        assertThat(requests.get(1).request().body())
                .isEqualTo(requests.get(0).request().body());
        assertThat(requests.get(1).idempotencyKey()).isEqualTo(requests.get(0).idempotencyKey());
        await().until(() -> files(directory.resolve("replay")).isEmpty());
        assertThat(files(dead)).isEmpty();
    }

    @Test
    void aFileThatIsNoRecordGoesToTheDeadLetterUnchanged() throws Exception {
        Path dead = directory.resolve("dead");
        start(dead);
        Path replay = Files.createDirectories(directory.resolve("replay"));
        Files.writeString(directory.resolve("x"), "what is this?");
        Files.move(directory.resolve("x"), replay.resolve("x"));

        await().until(() -> files(dead).size() == 1);
        assertThat(files(dead).get(0)).hasContent("what is this?");
        assertThat(STUB.stub().journal().entries()).isEmpty();
    }

    @Test
    void aDeadLetterThatCannotBeWrittenLeavesTheExchangeFailed() throws Exception {
        Path blocked = Files.writeString(directory.resolve("blocked"), "a file where the directory should be");
        start(blocked.resolve("dead"));
        STUB.stub().next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));

        assertThat(send("x").getException()).isNotNull();
    }

    @Test
    void aSlowDeadLetterHoldsUpItsOwnMessageAlone() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        BlockingQueue<Object> records = new LinkedBlockingQueue<>();
        context.getRegistry().bind("slow", (Processor) exchange -> {
            records.add(exchange.getIn().getBody());
            slow.await(20, TimeUnit.SECONDS);
        });
        start("bean:slow");
        STUB.stub().next(StubAnswer.error(422, "RECIPIENT_BLOCKED", "no"));

        CompletableFuture<Exchange> failed = CompletableFuture.supplyAsync(() -> send("x"));
        assertThat(records.poll(10, TimeUnit.SECONDS)).isNotNull();
        Exchange other = send("y");

        assertThat(other.getMessage().getHeader(WapingConstants.MESSAGE_ID)).isNotNull();
        assertThat(failed).isNotDone();
        slow.countDown();
        assertThat(failed.get(10, TimeUnit.SECONDS).getException()).isNull();
    }

    @Test
    void aDeadLetterThatRefusesOneMessageInTenLeavesThatOneWithItsSource() throws Exception {
        List<String> records = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        context.getRegistry().bind("moody", (Processor) exchange -> {
            if (asked.incrementAndGet() % 10 == 0) {
                throw new IllegalStateException("not this one");
            }
            records.add(exchange.getIn().getBody(String.class));
        });
        start("bean:moody");
        STUB.stub().when(request -> true).always(StubAnswer.error(422, "RECIPIENT_BLOCKED", "no"));

        int kept = 0;
        for (int i = 0; i < 100; i++) {
            if (send("x").getException() != null) {
                kept++;
            }
        }

        assertThat(kept).isEqualTo(10);
        assertThat(records).hasSize(90).doesNotHaveDuplicates();
        records.forEach(record ->
                assertThat(new DeadLetterRecordReader().read(record).attempts()).isEqualTo(1));
        assertThat(STUB.stub().journal().messages()).hasSize(100);
    }

    @Test
    void aDeadLetterDoesNotReplaceAnotherOneOfAMessageWithTheSameFileName() throws Exception {
        Path dead = directory.resolve("dead");
        start("file:" + dead);
        STUB.stub().next(2, StubAnswer.error(422, "RECIPIENT_BLOCKED", "no"));
        for (int i = 0; i < 2; i++) {
            Exchange sent = context.createProducerTemplate().request("direct:send", exchange -> {
                exchange.getIn().setBody("x");
                exchange.getIn().setHeader(Exchange.FILE_NAME, "orders/1003.json");
                exchange.getIn().setHeader(WapingConstants.TO, "+15550001111");
            });
            assertThat(sent.getMessage().getHeader(Exchange.FILE_NAME)).isEqualTo("orders/1003.json");
        }

        assertThat(files(dead)).hasSize(2);
    }

    @Test
    void aFullDeadLetterQueueLeavesTheMessageWithItsSource() throws Exception {
        start("seda:dead?size=2");
        STUB.stub().when(request -> true).always(StubAnswer.error(422, "RECIPIENT_BLOCKED", "no"));

        assertThat(send("x").getException()).isNull();
        assertThat(send("y").getException()).isNull();
        assertThat(send("z").getException()).isNotNull();
        assertThat(context.getEndpoint("seda:dead?size=2", SedaEndpoint.class).getExchanges())
                .hasSize(2);
    }

    @Test
    void aFullDiskLosesNothing() throws Exception {
        Path disk = Files.createDirectories(directory.resolve("disk"));
        assumeTrue(mount(disk), "needs the right to mount a tmpfs");
        try {
            start(disk.resolve("dead"));
            STUB.stub().when(request -> true).always(StubAnswer.error(400, "VALIDATION_ERROR", "no"));
            int failed = 0;
            int written = 0;
            while (failed < 5) {
                if (send("x".repeat(1500)).getException() == null) {
                    written++;
                } else {
                    failed++;
                }
            }
            List<Path> records = files(disk.resolve("dead")).stream()
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
            assertThat(written).isPositive();
            assertThat(records).hasSize(written);
            for (Path file : records) {
                new DeadLetterRecordReader().read(Files.readAllBytes(file));
            }
        } finally {
            context.stop();
            run("umount", disk.toString());
        }
    }

    private static boolean mount(Path disk) throws Exception {
        return run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0;
    }

    private static int run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        }
    }
}

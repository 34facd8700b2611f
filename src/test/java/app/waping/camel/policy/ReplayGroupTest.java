package app.waping.camel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import app.waping.camel.WapingComponent;
import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** A group replay from a directory of dead letters. */
class ReplayGroupTest {
    @RegisterExtension
    static final WapingStubExtension STUB = new WapingStubExtension();

    @TempDir
    Path directory;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ReplayGroup group = new ReplayGroup();

    @BeforeEach
    void start() throws Exception {
        context.getPropertiesComponent()
                .addInitialProperty(
                        "waping.errors.dead-letter",
                        "file:" + directory + "?tempPrefix=.&fileExist=Fail&fileName=$simple{exchangeId}.json");
        var options = context.getComponent("waping", WapingComponent.class).getConfiguration();
        options.setBaseUrl(STUB.stub().baseUrl());
        options.setApiKey(WapingStub.API_KEY);
        group.setPerSecond(20);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").routeConfigurationId("waping").to("waping:messages?deviceId=dev_123");
                from("file:" + directory + "?sortBy=file:name&delay=100&initialDelay=0&delete=true")
                        .routeId("group")
                        .routeConfigurationId("waping")
                        .autoStartup(false)
                        .process(group)
                        .to("waping:replay");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void deadLetters(int count, String code) {
        for (int i = 0; i < count; i++) {
            STUB.stub().next(StubAnswer.error(400, code, "no"));
            context.createProducerTemplate()
                    .sendBodyAndHeader("direct:send", code + " " + i, "CamelWapingTo", "+1555000111" + i);
        }
        STUB.stub().journal().clear();
    }

    private void run() throws Exception {
        context.getRouteController().startRoute("group");
    }

    private void awaitStopped() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> context.getRouteController().getRouteStatus("group") == ServiceStatus.Stopped
                        && group.getState().compareTo(ReplayGroup.State.RUNNING) > 0);
    }

    private List<String> stored() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> new DeadLetterRecordReader().read(bytes(file)))
                    .map(dead -> dead.failure().code())
                    .sorted()
                    .toList();
        }
    }

    private static long files(Path in) throws Exception {
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void onlyTheRecordsOfACodeAreReplayedAndTheRestStays() throws Exception {
        deadLetters(4, "ONE");
        deadLetters(2, "TWO");
        group.setCode("ONE");

        run();
        awaitStopped();

        assertThat(group.getState()).isEqualTo(ReplayGroup.State.FINISHED);
        assertThat(group.getSent()).isEqualTo(4);
        assertThat(STUB.stub().journal().acceptedCount()).isEqualTo(4);
        assertThat(stored()).containsExactly("TWO", "TWO");
    }

    @Test
    void theCanaryGoesAloneAndStopsTheRestWhenItFails() throws Exception {
        deadLetters(5, "ONE");
        group.setCode("ONE");
        STUB.stub().when(request -> true).always(StubAnswer.error(400, "ONE", "still no"));

        run();
        awaitStopped();

        assertThat(group.getState()).isEqualTo(ReplayGroup.State.STOPPED);
        assertThat(STUB.stub().journal().messages()).hasSize(1);
        assertThat(stored()).hasSize(5);
    }

    @Test
    void theFirstFailureOfTheSameCodeStopsTheRun() throws Exception {
        deadLetters(8, "ONE");
        group.setPerSecond(5);
        group.setCode("ONE");
        STUB.stub().next(2, StubAnswer.normal());
        STUB.stub()
                .when(request -> STUB.stub().journal().acceptedCount() >= 2)
                .always(StubAnswer.error(400, "ONE", "again"));

        run();
        awaitStopped();

        assertThat(group.getState()).isEqualTo(ReplayGroup.State.STOPPED);
        assertThat(STUB.stub().journal().acceptedCount()).isEqualTo(2);
        assertThat(group.getFailed()).isEqualTo(1);
        assertThat(stored()).hasSize(6);
    }

    @Test
    void theRateIsKept() throws Exception {
        deadLetters(5, "ONE");
        group.setPerSecond(4);

        run();
        await().atMost(Duration.ofSeconds(20)).until(() -> STUB.stub().journal().acceptedCount() == 5);

        List<JournalEntry> sent = STUB.stub().journal().accepted();
        assertThat(Duration.between(sent.get(1).at(), sent.get(4).at())).isGreaterThan(Duration.ofMillis(600));
    }

    @Test
    void anMBeanShowsHowFarItIsAndCancels() throws Exception {
        deadLetters(5, "ONE");
        group.setPerSecond(0.5);
        run();
        await().until(() -> group.getSent() > 0);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = server.queryNames(
                        new ObjectName("org.apache.camel:context=" + context.getManagementName()
                                + ",type=services,name=ReplayGroupView*"),
                        null)
                .iterator()
                .next();

        assertThat(server.getAttribute(name, "Progress")).isEqualTo("RUNNING");
        assertThat((int) server.getAttribute(name, "Sent")).isPositive();
        server.invoke(name, "cancel", null, null);

        awaitStopped();
        assertThat(group.getState()).isEqualTo(ReplayGroup.State.CANCELLED);
    }

    @Test
    void whatIsNotSentGoesBackWhereTheStoreCannotLeaveItInPlace() throws Exception {
        deadLetters(2, "ONE");
        deadLetters(3, "TWO");
        group.setCode("ONE");
        group.setBack("file:" + directory + "/left");

        run();
        await().untilAsserted(() -> {
            assertThat(group.getSent()).isEqualTo(2);
            assertThat(files(directory)).isZero();
            assertThat(files(directory.resolve("left"))).isEqualTo(3);
        });
        assertThat(STUB.stub().journal().acceptedCount()).isEqualTo(2);
    }

    @Test
    void moreThanAThousandRecordsAreReplayed() throws Exception {
        deadLetters(1, "ONE");
        Path first;
        try (Stream<Path> files = Files.list(directory)) {
            first = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        String document = Files.readString(first);
        String key = new DeadLetterRecordReader().read(document).call().idempotencyKey();
        for (int i = 0; i < 1_200; i++) {
            Files.writeString(directory.resolve("copy-" + i + ".json"), document.replace(key, "key-" + i));
        }
        group.setPerSecond(2_000);

        run();
        await().atMost(Duration.ofSeconds(60)).until(() -> group.getSent() == 1_201);

        assertThat(STUB.stub().journal().acceptedCount()).isEqualTo(1_201);
        assertThat(files(directory)).isZero();
    }

    @Test
    void aStopOfTheRouteWhileTheCanaryWaitsEndsEveryRecordAndTheNextStartIsANewRun() throws Exception {
        deadLetters(3, "ONE");
        STUB.stub().next(StubAnswer.rateLimited(Duration.ofSeconds(20)));
        run();
        await().until(() -> STUB.stub().journal().messages().size() == 1);
        context.getRouteController().stopRoute("group");
        assertThat(context.getInflightRepository().size("group")).isZero();
        assertThat(files(directory)).isEqualTo(3);
        assertThat(group.getSent()).isZero();
    }

    @Test
    void whereTheSetBackFailsTheRecordStaysInItsPlace() throws Exception {
        deadLetters(2, "TWO");
        group.setCode("ONE");
        group.setBack("nobody:knows");

        run();
        await().until(() -> group.getLeft() >= 2);
        context.getRouteController().stopRoute("group");

        assertThat(files(directory)).isEqualTo(2);
        assertThat(group.getSent()).isZero();
    }

    @Test
    void aCancelLeavesTheRestWhereItIs() throws Exception {
        deadLetters(9, "ONE");
        group.setPerSecond(4);
        run();
        await().until(() -> group.getSent() >= 2);

        group.cancel();
        awaitStopped();

        assertThat(group.getState()).isEqualTo(ReplayGroup.State.CANCELLED);
        assertThat(STUB.stub().journal().acceptedCount() + stored().size()).isEqualTo(9);
        assertThat(stored()).isNotEmpty();
    }
}

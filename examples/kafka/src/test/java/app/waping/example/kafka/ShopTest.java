package app.waping.example.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.waping.camel.policy.DeadLetterRecord;
import app.waping.camel.policy.DeadLetterRecordReader;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

class ShopTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final WapingStub stub = WapingStub.builder().devices("dev_a", "dev_b").build();
    private EmbeddedKafka broker;
    private Topics topics;
    private Main shop;

    @BeforeEach
    void start() throws Exception {
        stub.start();
        broker = new EmbeddedKafka(directory, freePort(), freePort());
        broker.topics("orders", "waping.dead", "waping.parked", "waping.replay");
        topics = new Topics(broker.brokers());
        shop = startShop();
    }

    private Main startShop() throws Exception {
        Main main = Shop.create(Map.of(
                "kafka.brokers", broker.brokers(),
                "camel.component.waping.max-retry-after", "500",
                "camel.component.waping.base-url", stub.baseUrl(),
                "camel.component.waping.api-key", WapingStub.API_KEY));
        main.start();
        return main;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (shop != null) {
            shop.stop();
        }
        if (topics != null) {
            topics.close();
        }
        if (broker != null) {
            broker.close();
        }
        stub.close();
    }

    private void order(int id, String device) throws Exception {
        topics.order(
                "order-" + id,
                device,
                "{\"deviceId\":\"" + device + "\",\"to\":\"+15550001111\",\"type\":\"text\",\"text\":{\"body\":\"order "
                        + id + "\"}}");
    }

    @Test
    void aDeadLetterIsCommittedWithItsOrderAndReplayedUnderItsKey() throws Exception {
        stub.next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));
        order(1, "dev_a");
        await().atMost(LONG).until(() -> topics.all("waping.dead").size() == 1);
        await().atMost(LONG).until(() -> topics.backlog("orders", "waping-orders") == 0);
        String document = topics.all("waping.dead").get(0);
        DeadLetterRecord record = new DeadLetterRecordReader().read(document);
        assertThat(record.origin().source()).startsWith("kafka:orders-").endsWith("@0");
        assertThat(record.call().idempotencyKey()).isEqualTo("order-1");

        topics.send("waping.replay", "dev_a", document);

        await().atMost(LONG).until(() -> stub.journal().acceptedCount() == 1);
        assertThat(stub.journal().accepted().get(0).idempotencyKey()).isEqualTo("order-1");
        await().atMost(LONG).until(() -> topics.backlog("waping.replay", "waping-replay") == 0);
    }

    @Test
    void oneDisconnectedPhoneDoesNotHoldUpTheOtherAndLosesNothing() throws Exception {
        stub.device("dev_a").disconnect();
        for (int i = 1; i <= 10; i++) {
            order(i, i % 2 == 0 ? "dev_a" : "dev_b");
        }
        await().atMost(LONG).until(() -> stub.journal().acceptedCount() == 5);
        await().atMost(LONG).until(() -> topics.all("waping.parked").size() >= 5);
        stub.device("dev_a").connect();

        await().atMost(LONG).until(() -> stub.journal().acceptedCount() == 10);
        await().atMost(LONG).until(() -> topics.backlog("waping.parked", "waping-drain") == 0);
        assertThat(stub.journal().duplicates()).isEmpty();
        assertThat(stub.journal().inversions()).isEmpty();
        assertThat(topics.all("waping.dead")).isEmpty();
    }

    @Test
    void aSecondInstanceTakesOverDevicesWithoutDuplicatesOrInversions() throws Exception {
        stub.latency(Duration.ofMillis(50));
        for (int i = 1; i <= 60; i++) {
            order(i, i % 2 == 0 ? "dev_a" : "dev_b");
        }
        await().atMost(LONG).until(() -> stub.journal().acceptedCount() >= 5);
        Main second = startShop();
        try {
            await().atMost(LONG).until(() -> stub.journal().acceptedCount() == 60);
        } finally {
            second.stop();
        }
        assertThat(stub.journal().duplicates()).isEmpty();
        assertThat(stub.journal().inversions()).isEmpty();
        assertThat(List.of(topics.all("waping.dead").size())).containsExactly(0);
    }
}

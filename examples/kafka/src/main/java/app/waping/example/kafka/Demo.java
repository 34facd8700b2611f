package app.waping.example.kafka;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.camel.main.Main;

import app.waping.camel.policy.DeadLetterRecord;
import app.waping.camel.policy.DeadLetterRecordReader;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

/** Runs the application against a broker and a stub API in this process, and shows what becomes of some orders. */
public final class Demo {
    private static final int ORDERS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Demo() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("waping-kafka");
        try (EmbeddedKafka broker = new EmbeddedKafka(directory, freePort(), freePort());
                WapingStub stub = WapingStub.builder().devices("dev_a", "dev_b").build().start()) {
            broker.topics("orders", "waping.dead", "waping.parked", "waping.replay");
            Main shop = Shop.create(Map.of(
                    "kafka.brokers", broker.brokers(),
                    "camel.component.waping.base-url", stub.baseUrl(),
                    "camel.component.waping.api-key", WapingStub.API_KEY));
            shop.start();
            try (Topics topics = new Topics(broker.brokers())) {
                run(topics, stub);
            } finally {
                shop.stop();
            }
        }
        System.exit(0);
    }

    private static void run(Topics topics, WapingStub stub) throws Exception {
        stub.when(request -> "order 5".equals(request.text()))
                .then(StubAnswer.error(400, "VALIDATION_ERROR", "No such template"));
        for (int i = 1; i <= ORDERS; i++) {
            String device = i % 2 == 0 ? "dev_a" : "dev_b";
            topics.order("order-" + i, device, "{\"deviceId\":\"" + device + "\",\"to\":\"+1555000" + (1000 + i % 3)
                    + "\",\"type\":\"text\",\"text\":{\"body\":\"order " + i + "\"}}");
        }
        await(() -> stub.journal().acceptedCount() == ORDERS - 1
                && topics.all("waping.dead").size() == 1);
        print("%d orders: %d accepted by the API, %d in waping.dead", ORDERS, ORDERS - 1, 1);

        String document = topics.all("waping.dead").get(0);
        DeadLetterRecord record = new DeadLetterRecordReader().read(document);
        print("its dead letter: %s", record.failure().reason());
        print("  came from: %s", record.origin().source());
        print("  what to do: %s", record.failure().remedy());

        topics.send("waping.replay", record.call().deviceId(), document);
        await(() -> stub.journal().acceptedCount() == ORDERS);
        print("replayed under its own key: %d accepted, %d twice", stub.journal().acceptedCount(), stub.journal()
                .duplicates()
                .size());
    }

    private static void print(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("Not within " + PATIENCE);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

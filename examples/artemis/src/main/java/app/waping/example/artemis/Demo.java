package app.waping.example.artemis;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.apache.camel.ConsumerTemplate;
import org.apache.camel.ProducerTemplate;
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
        Path directory = Files.createTempDirectory("waping-artemis");
        int port = freePort();
        try (EmbeddedArtemis broker = new EmbeddedArtemis(directory, port);
                WapingStub stub = new WapingStub().start()) {
            Main shop = Shop.create(Map.of(
                    "broker.url", "tcp://127.0.0.1:" + port + "?consumerWindowSize=0",
                    "camel.component.waping.base-url", stub.baseUrl(),
                    "camel.component.waping.api-key", WapingStub.API_KEY));
            shop.start();
            try {
                run(shop, broker, stub);
            } finally {
                shop.stop();
            }
        }
    }

    private static void run(Main shop, EmbeddedArtemis broker, WapingStub stub) throws Exception {
        stub.when(request -> "order 5".equals(request.text()))
                .then(StubAnswer.error(400, "VALIDATION_ERROR", "No such template"));
        stub.when(request -> "order 7".equals(request.text()))
                .then(2, StubAnswer.rateLimited(Duration.ofSeconds(1)));
        ProducerTemplate jms = shop.getCamelTemplate();
        for (int i = 1; i <= ORDERS; i++) {
            String order = "{\"deviceId\":\"" + WapingStub.DEVICE + "\",\"to\":\"+1555000" + (1000 + i % 3)
                    + "\",\"type\":\"text\",\"text\":{\"body\":\"order " + i + "\"}}";
            jms.sendBodyAndHeaders(
                    "jms:queue:orders?transacted=false", order, Map.of("orderId", "order-" + i, "JMSXGroupID", "g"));
        }
        await(() -> stub.journal().acceptedCount() == ORDERS - 1 && broker.count("waping.dead") == 1);
        print("%d orders: %d accepted by the API, %d in waping.dead", ORDERS, ORDERS - 1, 1);

        ConsumerTemplate dead = shop.getCamelContext().createConsumerTemplate();
        String document = dead.receiveBody("jms:queue:waping.dead?transacted=false", 5000, String.class);
        DeadLetterRecord record = new DeadLetterRecordReader().read(document);
        print("its dead letter: %s", record.failure().reason());
        print("  what to do: %s", record.failure().remedy());
        record.trail().forEach(line -> print("  %s", line));

        jms.sendBody("jms:queue:waping.replay?transacted=false", document);
        await(() -> stub.journal().acceptedCount() == ORDERS);
        print("replayed under its own key: %d accepted, %d twice", stub.journal().acceptedCount(), stub.journal()
                .duplicates()
                .size());
    }

    private static void print(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("Not within " + PATIENCE);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

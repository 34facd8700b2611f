package app.waping.example.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.camel.builder.RouteBuilder;
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
    @TempDir
    Path directory;

    private final WapingStub stub = new WapingStub();
    private EmbeddedArtemis broker;
    private Main shop;
    private int port;

    @BeforeEach
    void start() throws Exception {
        stub.start();
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        broker = new EmbeddedArtemis(directory, port);
    }

    private void startShop(Map<String, String> more) throws Exception {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("broker.url", "tcp://127.0.0.1:" + port + "?consumerWindowSize=0");
        properties.put("camel.component.waping.base-url", stub.baseUrl());
        properties.put("camel.component.waping.api-key", WapingStub.API_KEY);
        shop = Shop.create(properties);
        shop.start();
    }

    @AfterEach
    void stop() throws Exception {
        shop.stop();
        broker.close();
        stub.close();
    }

    private void order(int id) throws Exception {
        String order = "{\"deviceId\":\"" + WapingStub.DEVICE + "\",\"to\":\"+15550001111\",\"type\":\"text\","
                + "\"text\":{\"body\":\"order " + id + "\"}}";
        shop.getCamelTemplate()
                .sendBodyAndHeaders(
                        "jms:queue:orders?transacted=false",
                        order,
                        Map.of("orderId", "order-" + id, "JMSXGroupID", WapingStub.DEVICE));
    }

    private String take(String queue) throws Exception {
        return shop.getCamelContext()
                .createConsumerTemplate()
                .receiveBody("jms:queue:" + queue + "?transacted=false", 10_000, String.class);
    }

    @Test
    void aDeadLetterIsInItsQueueAndIsReplayedUnderItsKey() throws Exception {
        startShop(Map.of());
        stub.next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));
        order(1);
        String document = take("waping.dead");
        DeadLetterRecord record = new DeadLetterRecordReader().read(document);
        assertThat(record.origin().source()).startsWith("jms:ID:");
        assertThat(record.call().idempotencyKey()).isEqualTo("order-1");
        assertThat(broker.count("orders")).isZero();

        shop.getCamelTemplate().sendBody("jms:queue:waping.replay?transacted=false", document);

        await().until(() -> stub.journal().acceptedCount() == 1);
        assertThat(stub.journal().accepted().get(0).idempotencyKey()).isEqualTo("order-1");
        await().until(() -> broker.count("waping.replay") == 0);
        assertThat(broker.count("waping.dead")).isZero();
    }

    @Test
    void aFailedReplayIsBackInTheDeadLetterQueueAlone() throws Exception {
        startShop(Map.of());
        stub.next(2, StubAnswer.error(400, "VALIDATION_ERROR", "no"));
        order(1);
        shop.getCamelTemplate().sendBody("jms:queue:waping.replay?transacted=false", take("waping.dead"));

        DeadLetterRecord record = new DeadLetterRecordReader().read(take("waping.dead"));
        assertThat(record.history()).extracting(DeadLetterRecord.Event::what).containsExactly("failed", "replayed");
        assertThat(broker.count("waping.replay")).isZero();
    }

    @Test
    void theBrokerSelectsTheDeadLettersOfOneCodeForAReplay() throws Exception {
        startShop(Map.of());
        stub.next(2, StubAnswer.error(422, "NO_TEMPLATE", "no")).next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));
        for (int i = 1; i <= 3; i++) {
            order(i);
        }
        await().until(() -> broker.count("waping.dead") == 3);

        shop.getCamelContext().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("jms:queue:waping.dead?selector=RAW(WapingCode='NO_TEMPLATE')")
                        .routeConfigurationId("waping")
                        .transacted("required")
                        .to("waping:replay");
            }
        });

        await().until(() -> stub.journal().acceptedCount() == 2);
        await().until(() -> broker.count("waping.dead") == 1);
        assertThat(new DeadLetterRecordReader().read(take("waping.dead")).failure().code())
                .isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void aWaitThatIsTooLongIsSpentInTheBroker() throws Exception {
        startShop(Map.of("camel.component.waping.max-retry-after", "500"));
        stub.next(StubAnswer.rateLimited(Duration.ofSeconds(3)));
        order(1);
        order(2);

        await().until(() -> broker.count("waping.parked") == 2);
        assertThat(broker.count("orders")).isZero();
        await().atMost(Duration.ofSeconds(20)).until(() -> stub.journal().acceptedCount() == 2);

        assertThat(stub.journal().earlyRequests()).isEmpty();
        assertThat(stub.journal().inversions()).isEmpty();
        await().until(() -> broker.count("waping.parked") == 0);
    }

    @Test
    void parkedMessagesWaitForTheirPhone() throws Exception {
        startShop(Map.of("camel.component.waping.max-retry-after", "500"));
        stub.device().disconnect();
        for (int i = 1; i <= 5; i++) {
            order(i);
        }
        await().until(() -> broker.count("orders") == 0 && broker.count("waping.parked") == 5);
        stub.device().connect();

        await().atMost(Duration.ofSeconds(30)).until(() -> stub.journal().acceptedCount() == 5);
        assertThat(stub.journal().duplicates()).isEmpty();
        assertThat(broker.count("waping.dead")).isZero();
    }

    @Test
    void aDeadLetterQueueThatRefusesLeavesTheOrderWhereItWas() throws Exception {
        startShop(Map.of("waping.errors.dead-letter", "direct:nobody-listens?failIfNoConsumers=true&block=false"));
        stub.when(request -> true).then(3, StubAnswer.error(400, "VALIDATION_ERROR", "no"));
        order(1);

        await().until(() -> stub.journal().acceptedCount() == 1);
        await().until(() -> broker.count("orders") == 0);
        assertThat(stub.journal().duplicates()).isEmpty();
    }
}

package app.waping.example.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;

import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

@SpringBootTest(
        classes = {OrderService.class, OrderServiceWithStub.Stub.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OrderServiceTest {
    @Autowired
    private TestRestTemplate http;

    @Autowired
    private WapingStub stub;

    @BeforeEach
    void reset() {
        stub.reset();
    }

    @Test
    void anOrderBecomesAMessageUnderItsNumber() {
        order("1001", "+15551230001");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stub.journal().accepted())
                .extracting(JournalEntry::idempotencyKey, JournalEntry::to, JournalEntry::text)
                .containsExactly(tuple(
                        "1001", "+15551230001", "Your order 1001 is confirmed.")));
    }

    @Test
    void aThrottledOrderIsSentWhenTheApiAllowsIt() {
        stub.next(StubAnswer.rateLimited(Duration.ofSeconds(1)));

        order("1002", "+15551230002");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stub.journal().accepted()).hasSize(1));
        assertThat(stub.journal().earlyRequests()).isEmpty();
    }

    @Test
    void aRefusedOrderWaitsOnItsQueueUntilItIsReplayedUnderItsOwnKey() {
        stub.next(StubAnswer.error(422, "RECIPIENT_NOT_ON_WHATSAPP", "not on WhatsApp"));

        order("1003", "+15551230003");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stub.journal().refused()).hasSize(1));

        assertThat(http.postForObject("/orders/replay", null, String.class)).isEqualTo("replayed\n");
        assertThat(stub.journal().accepted())
                .extracting(JournalEntry::idempotencyKey)
                .containsExactly("1003");
    }

    @Test
    void healthAndMetricsAreThere() {
        order("1004", "+15551230004");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stub.journal().accepted()).hasSize(1));

        assertThat(http.getForObject("/actuator/health", String.class)).contains("\"camelHealth\":{\"status\":\"UP\"");
        assertThat(http.getForObject("/actuator/metrics/camel.exchanges.succeeded", String.class))
                .contains("camel.exchanges.succeeded");
    }

    private void order(String number, String phone) {
        assertThat(http.postForEntity("/orders", new Order(number, phone), Void.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.ACCEPTED);
    }
}

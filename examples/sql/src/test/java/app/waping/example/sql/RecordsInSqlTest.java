package app.waping.example.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.apache.camel.main.Main;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.waping.camel.policy.DeadLetterRecord;
import app.waping.camel.policy.DeadLetterRecordReader;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

/** The table on H2 and on PostgreSQL, with one or two applications that take from it. */
class RecordsInSqlTest {
    private final WapingStub stub = new WapingStub();
    private EmbeddedPostgres postgres;
    private String url;
    private String user;
    private Records records;
    private Main shop;
    private Main other;

    private void start(String database, Map<String, String> more) throws Exception {
        stub.start();
        DataSource dataSource;
        if (database.equals("postgres")) {
            postgres = EmbeddedPostgres.start();
            url = postgres.getJdbcUrl("postgres", "postgres");
            user = "postgres";
            dataSource = postgres.getPostgresDatabase();
        } else {
            url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
            user = "sa";
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(url);
            h2.setUser(user);
            dataSource = h2;
        }
        records = new Records(dataSource);
        records.create();
        shop = startShop(more);
    }

    private Main startShop(Map<String, String> more) throws Exception {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("jdbc.url", url);
        properties.put("jdbc.user", user);
        properties.put("camel.component.waping.base-url", stub.baseUrl());
        properties.put("camel.component.waping.api-key", WapingStub.API_KEY);
        Main main = Shop.create(properties);
        main.start();
        return main;
    }

    @AfterEach
    void stop() throws Exception {
        shop.stop();
        if (other != null) {
            other.stop();
        }
        stub.close();
        if (postgres != null) {
            postgres.close();
        }
    }

    private void send(int id) throws Exception {
        shop.getCamelTemplate()
                .sendBody(
                        "direct:send",
                        "{\"deviceId\":\"" + WapingStub.DEVICE + "\",\"to\":\"+15550001111\",\"type\":\"text\","
                                + "\"text\":{\"body\":\"Grüße 😀 " + id + "\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void aRecordKeepsItsBytesInTheTableAndIsReplayedFromIt(String database) throws Exception {
        start(database, Map.of());
        stub.next(StubAnswer.error(400, "NO_SUCH_TEMPLATE", "no"));
        send(1);
        byte[] sent = stub.journal().messages().get(0).request().body();
        DeadLetterRecord record =
                new DeadLetterRecordReader().read(records.documents("dead").get(0));
        assertThat(record.call().payload().bytes()).isEqualTo(sent);
        assertThat(new String(sent, StandardCharsets.UTF_8)).contains("Grüße");

        assertThat(records.replay("NO_SUCH_TEMPLATE")).isEqualTo(1);

        await().until(() -> stub.journal().acceptedCount() == 1);
        assertThat(stub.journal().accepted().get(0).request().body()).isEqualTo(sent);
        assertThat(stub.journal().accepted().get(0).idempotencyKey())
                .isEqualTo(record.call().idempotencyKey());
        await().until(() -> records.documents("replay").isEmpty());
        assertThat(records.documents("dead")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void aFailedReplayIsBackAmongTheDeadLettersAlone(String database) throws Exception {
        start(database, Map.of());
        stub.next(2, StubAnswer.error(400, "NO_SUCH_TEMPLATE", "no"));
        send(1);
        records.replay("NO_SUCH_TEMPLATE");

        await().until(() -> stub.journal().messages().size() == 2
                && records.documents("replay").isEmpty());
        DeadLetterRecord record =
                new DeadLetterRecordReader().read(records.documents("dead").get(0));
        assertThat(records.documents("dead")).hasSize(1);
        assertThat(record.history()).extracting(DeadLetterRecord.Event::what).containsExactly("failed", "replayed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void twoApplicationsDrainTheParkInOrderAndNothingTwice(String database) throws Exception {
        start(database, Map.of("camel.component.waping.max-retry-after", "300"));
        stub.next(StubAnswer.rateLimited(Duration.ofSeconds(4)));
        for (int i = 1; i <= 8; i++) {
            send(i);
        }
        assertThat(records.documents("parked")).hasSize(8);
        other = startShop(Map.of());

        await().atMost(Duration.ofSeconds(40))
                .until(() -> stub.journal().acceptedCount() == 8
                        && records.documents("parked").isEmpty());
        assertThat(stub.journal().duplicates()).isEmpty();
        assertThat(stub.journal().inversions()).isEmpty();
        assertThat(stub.journal().earlyRequests()).isEmpty();
        assertThat(records.documents("dead")).isEmpty();
    }
}

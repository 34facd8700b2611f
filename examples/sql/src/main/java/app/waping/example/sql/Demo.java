package app.waping.example.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;

import javax.sql.DataSource;

import org.apache.camel.main.Main;
import org.h2.jdbcx.JdbcDataSource;

import app.waping.camel.policy.DeadLetterRecord;
import app.waping.camel.policy.DeadLetterRecordReader;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

/** Runs the application against H2 and a stub API in this process, and shows what becomes of some messages. */
public final class Demo {
    private static final String URL = "jdbc:h2:mem:demo;DB_CLOSE_DELAY=-1";
    private static final int MESSAGES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Demo() {}

    public static void main(String[] args) throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(URL);
        database.setUser("sa");
        new Records(database).create();
        try (WapingStub stub = new WapingStub().start()) {
            Main shop = Shop.create(Map.of(
                    "jdbc.url", URL,
                    "camel.component.waping.base-url", stub.baseUrl(),
                    "camel.component.waping.api-key", WapingStub.API_KEY));
            shop.start();
            try {
                run(shop, database, stub);
            } finally {
                shop.stop();
            }
        }
    }

    private static void run(Main shop, DataSource database, WapingStub stub) throws Exception {
        Records records = new Records(database);
        stub.when(request -> "message 2".equals(request.text()))
                .then(StubAnswer.error(400, "NO_SUCH_TEMPLATE", "No such template"));
        for (int i = 1; i <= MESSAGES; i++) {
            shop.getCamelTemplate().sendBody("direct:send", "{\"deviceId\":\"" + WapingStub.DEVICE
                    + "\",\"to\":\"+15550001111\",\"type\":\"text\",\"text\":{\"body\":\"message " + i + "\"}}");
        }
        DeadLetterRecord record = new DeadLetterRecordReader().read(records.documents("dead").get(0));
        print("%d messages: %d accepted by the API, 1 dead letter: %s", MESSAGES, stub.journal().acceptedCount(), record
                .failure()
                .reason());
        print("moved to the replay: %d", records.replay("NO_SUCH_TEMPLATE"));
        await(() -> stub.journal().acceptedCount() == MESSAGES && records.documents("replay").isEmpty());
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
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}

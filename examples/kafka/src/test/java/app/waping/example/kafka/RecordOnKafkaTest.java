package app.waping.example.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.waping.camel.policy.DeadLetterRecord;
import app.waping.camel.policy.DeadLetterRecordCall;
import app.waping.camel.policy.DeadLetterRecordPayload;
import app.waping.camel.policy.DeadLetterRecordReader;
import app.waping.camel.policy.DeadLetterRecordWriter;

class RecordOnKafkaTest {
    @TempDir
    Path directory;

    @Test
    void aRecordThatWentThroughATopicEqualsTheRecord() throws Exception {
        try (EmbeddedKafka kafka = new EmbeddedKafka(directory, freePort(), freePort());
                DefaultCamelContext context = new DefaultCamelContext()) {
            kafka.topics("dead");
            KafkaComponent component = new KafkaComponent();
            component.getConfiguration().setBrokers(kafka.brokers());
            context.addComponent("kafka", component);
            BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("kafka:dead?groupId=g&autoOffsetReset=earliest&valueDeserializer="
                                    + ByteArrayDeserializer.class.getName())
                            .process(exchange -> arrived.add(exchange.getMessage().getBody(byte[].class)));
                }
            });
            context.start();
            String serde = "valueSerializer=org.apache.kafka.common.serialization.ByteArraySerializer";
            for (String payload : List.of("{\"text\":{\"body\":\"Grüße 😀\"}}", "{ \"spaced\": 1.10 }", "no json")) {
                DeadLetterRecord record = record(payload.getBytes(StandardCharsets.UTF_8));
                byte[] document = new DeadLetterRecordWriter().write(record);

                context.createProducerTemplate().sendBody("kafka:dead?" + serde, document);
                byte[] received = arrived.poll(30, TimeUnit.SECONDS);

                assertThat(received).isEqualTo(document);
                assertThat(new DeadLetterRecordReader().read(received)).isEqualTo(record);
            }
        }
    }

    private static DeadLetterRecord record(byte[] payload) {
        Instant time = Instant.parse("2026-03-01T10:00:00Z");
        return new DeadLetterRecord(
                new DeadLetterRecordCall(
                        "messages",
                        null,
                        null,
                        "dev_1",
                        "+15550001111",
                        "key-1",
                        DeadLetterRecordPayload.of(payload),
                        "key-1",
                        null,
                        null),
                new DeadLetterRecord.Failure(
                        "VALIDATION_ERROR", "X", 400, "x", null, null, null, null, false, "Correct the request."),
                1,
                List.of(),
                time,
                time,
                null,
                List.of("10:00:00 VALIDATION_ERROR to the dead letter"),
                new DeadLetterRecord.Origin("orders", "jms://queue:orders", "camel-1", "jms:ID:1"),
                List.of());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

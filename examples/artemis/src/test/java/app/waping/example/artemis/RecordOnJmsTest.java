package app.waping.example.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.waping.camel.policy.DeadLetterRecord;
import app.waping.camel.policy.DeadLetterRecordCall;
import app.waping.camel.policy.DeadLetterRecordPayload;
import app.waping.camel.policy.DeadLetterRecordReader;
import app.waping.camel.policy.DeadLetterRecordWriter;

class RecordOnJmsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"{\"to\":\"+15550001111\",\"text\":{\"body\":\"Grüße 😀\"}}", "{ \"spaced\": 1.10 }", "no json"})
    void aRecordThatWentThroughAQueueEqualsTheRecord(String payload) throws Exception {
        int port = freePort();
        try (EmbeddedArtemis artemis = new EmbeddedArtemis(directory, port);
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent(
                    "jms",
                    JmsComponent.jmsComponentAutoAcknowledge(
                            new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port)));
            context.start();
            DeadLetterRecord record = record(payload.getBytes(StandardCharsets.UTF_8));
            byte[] document = new DeadLetterRecordWriter().write(record);

            context.createProducerTemplate().sendBody("jms:queue:dead", document);
            byte[] received = context.createConsumerTemplate().receiveBody("jms:queue:dead", 10_000, byte[].class);

            assertThat(received).isEqualTo(document);
            DeadLetterRecord back = new DeadLetterRecordReader().read(received);
            assertThat(back).isEqualTo(record);
            assertThat(back.call().payload().bytes()).asString(StandardCharsets.UTF_8).isEqualTo(payload);
        }
    }

    @Test
    void whatWasInAQueueIsThereAfterTheBrokerCameBack() throws Exception {
        int port = freePort();
        try (EmbeddedArtemis artemis = new EmbeddedArtemis(directory, port);
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent(
                    "jms",
                    JmsComponent.jmsComponentAutoAcknowledge(
                            new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port)));
            context.start();
            context.createProducerTemplate().sendBody("jms:queue:dead", "kept");
            assertThat(artemis.count("dead")).isEqualTo(1);
        }
        try (EmbeddedArtemis artemis = new EmbeddedArtemis(directory, port)) {
            assertThat(artemis.count("dead")).isEqualTo(1);
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

package app.waping.example.kafka;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What people around the application do with its topics: write orders, read dead letters, look at the backlog. */
public final class Topics implements Closeable {
    private final Map<String, Object> connection;
    private final KafkaProducer<String, String> producer;

    public Topics(String brokers) {
        connection = Map.of("bootstrap.servers", brokers);
        Map<String, Object> options = new HashMap<>(connection);
        options.put("acks", "all");
        producer = new KafkaProducer<>(options, new StringSerializer(), new StringSerializer());
    }

    /** Writes an order under the key of its device. */
    public void order(String orderId, String deviceId, String payload) throws Exception {
        ProducerRecord<String, String> message = new ProducerRecord<>("orders", deviceId, payload);
        message.headers().add("orderId", orderId.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        producer.send(message).get();
    }

    /** Writes a message under a key. */
    public void send(String topic, String key, String value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    /** All that a topic holds, partition by partition. */
    public List<String> all(String topic) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(connection, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long total = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            List<String> values = new ArrayList<>();
            while (values.size() < total) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
            }
            return values;
        }
    }

    /** How many messages of a topic a group has not committed yet. */
    public long backlog(String topic, String group) throws Exception {
        try (Admin admin = Admin.create(connection);
                KafkaConsumer<String, String> consumer =
                        new KafkaConsumer<>(connection, new StringDeserializer(), new StringDeserializer())) {
            Map<TopicPartition, Long> committed =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                            .filter(entry -> entry.getValue() != null)
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                                    .offset()));
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
                    .sum();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

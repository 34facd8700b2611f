package app.waping.example.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import app.waping.example.kafka.EmbeddedKafka;
import app.waping.example.kafka.Shop;
import app.waping.example.kafka.Topics;

/** Kafka: topics keyed by device, offsets committed by hand. */
final class KafkaSource implements Source {
    private final EmbeddedKafka broker;
    private final Topics topics;

    KafkaSource(Path directory) throws Exception {
        broker = new EmbeddedKafka(directory, ArtemisSource.freePort(), ArtemisSource.freePort());
        broker.topics("orders", "waping.dead", "waping.parked", "waping.replay");
        topics = new Topics(broker.brokers());
    }

    @Override
    public String application() {
        return Shop.class.getName();
    }

    @Override
    public String example() {
        return "kafka";
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("kafka.brokers", broker.brokers());
    }

    @Override
    public void send(Message message) throws Exception {
        topics.order(message.id(), message.deviceId(), message.payload());
    }

    @Override
    public boolean idle() throws Exception {
        return topics.backlog("orders", "waping-orders") == 0
                && topics.backlog("waping.parked", "waping-drain") == 0
                && topics.backlog("waping.replay", "waping-replay") == 0;
    }

    @Override
    public List<String> deadLetters() {
        return topics.all("waping.dead");
    }

    @Override
    public void replay(String document, String deviceId) throws Exception {
        topics.send("waping.replay", deviceId, document);
    }

    @Override
    public void close() throws IOException {
        topics.close();
        broker.close();
    }
}

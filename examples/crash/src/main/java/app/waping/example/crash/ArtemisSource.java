package app.waping.example.crash;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

import app.waping.example.artemis.EmbeddedArtemis;
import app.waping.example.artemis.Shop;

/** Artemis: queues, one transaction per message, groups by device. */
final class ArtemisSource implements Source {
    private static final List<String> QUEUES = List.of("orders", "waping.parked", "waping.replay", "waping.dead");

    private final String url;
    private final EmbeddedArtemis broker;
    private final ActiveMQConnectionFactory connections;
    private final JMSContext context;

    ArtemisSource(Path directory) throws Exception {
        int port = freePort();
        url = "tcp://127.0.0.1:" + port + "?consumerWindowSize=0";
        broker = new EmbeddedArtemis(directory, port);
        for (String queue : QUEUES) {
            broker.queue(queue);
        }
        connections = new ActiveMQConnectionFactory(url);
        context = connections.createContext();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public String application() {
        return Shop.class.getName();
    }

    @Override
    public String example() {
        return "artemis";
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("broker.url", url);
    }

    @Override
    public void send(Message message) {
        context.createProducer()
                .setProperty("orderId", message.id())
                .setProperty("JMSXGroupID", message.deviceId())
                .send(context.createQueue("orders"), message.payload());
    }

    @Override
    public boolean idle() {
        return broker.count("orders") == 0 && broker.count("waping.parked") == 0 && broker.count("waping.replay") == 0;
    }

    @Override
    public List<String> deadLetters() {
        List<String> documents = new ArrayList<>();
        try (JMSConsumer consumer = context.createConsumer(context.createQueue("waping.dead"))) {
            String document = consumer.receiveBody(String.class, 1000);
            while (document != null) {
                documents.add(document);
                document = consumer.receiveBody(String.class, 1000);
            }
        }
        return documents;
    }

    @Override
    public void replay(String document, String deviceId) {
        context.createProducer().send(context.createQueue("waping.replay"), document);
    }

    @Override
    public void close() throws IOException {
        context.close();
        connections.close();
        broker.close();
    }
}

package app.waping.camel.jmh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import app.waping.camel.stub.WapingStub;

/** What it costs to send one text message, by ever more of what is needed for it. {@link SendComparison} has the table. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 5)
@Measurement(iterations = 3, time = 2)
public class SendBenchmark {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The HTTP exchange and no more: ready JSON out, bytes back. */
    @Benchmark
    public byte[] bareHttpClient(BareClient client, Message message) throws IOException {
        String json = "{\"deviceId\":\"" + WapingStub.DEVICE + "\",\"to\":\"" + message.nextRecipient()
                + "\",\"type\":\"text\",\"text\":{\"body\":\"" + Message.TEXT + "\"}}";
        return client.post(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with Jackson on both sides. */
    @Benchmark
    public JsonNode httpClientAndJackson(BareClient client, Message message) throws IOException {
        byte[] json = JSON.writeValueAsBytes(Map.of(
                "deviceId",
                WapingStub.DEVICE,
                "to",
                message.nextRecipient(),
                "type",
                "text",
                "text",
                Map.of("body", Message.TEXT)));
        return JSON.readTree(client.post(json)).required("id");
    }

    /** A route that does nothing: what Camel costs before anything is sent. */
    @Benchmark
    public Exchange camelAlone(Routes routes, Message message) {
        return routes.send(routes.nothing, message.nextRecipient());
    }

    /** A route by hand: JSON, header fields, http:, JSON. */
    @Benchmark
    public Exchange camelHttp(Routes routes, Message message) {
        return routes.send(routes.http, message.nextRecipient());
    }

    @Benchmark
    public Exchange waping(Routes routes, Message message) {
        return routes.send(routes.paced, message.nextRecipient());
    }

    @Benchmark
    public Exchange wapingWithoutPacing(Routes routes, Message message) {
        return routes.send(routes.unpaced, message.nextRecipient());
    }
}

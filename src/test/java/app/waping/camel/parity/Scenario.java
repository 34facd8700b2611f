package app.waping.camel.parity;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import app.waping.camel.DecisionTrail;
import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

/**
 * One story, told to two routes: each code, a throttle, a session that goes and comes back, a dead letter and its replay.
 * Its protocol says, step by step, what was decided and what arrived where, without times.
 */
final class Scenario {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> protocol = new ArrayList<>();
    private final WapingStub stub;
    private final CamelContext context;
    private final ProducerTemplate template;
    private int journalSeen;

    Scenario(WapingStub stub, CamelContext context) {
        this.stub = stub;
        this.context = context;
        this.template = context.createProducerTemplate();
    }

    static Map<String, String> properties(WapingStub stub) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("stub.url", stub.baseUrl());
        properties.put("stub.api-key", stub.apiKey());
        properties.put("waping.errors.dead-letter", "mock:dead");
        properties.put("waping.errors.park", "mock:parked");
        properties.put("waping.errors.alert", "mock:alerts");
        properties.put("waping.alerts.flap", "0");
        for (String category : List.of("server-error", "transport")) {
            properties.put("waping.errors." + category + ".delay", "10");
            properties.put("waping.errors." + category + ".max-delay", "40");
        }
        return properties;
    }

    List<String> run() throws Exception {
        send("plain");

        stub.next(StubAnswer.error(400, "VALIDATION_ERROR", "refused"));
        send("validation");
        stub.next(StubAnswer.error(403, "FORBIDDEN", "refused"));
        Message forbidden = send("forbidden");
        stub.next(StubAnswer.error(404, "NOT_FOUND", "refused"));
        send("not-found");
        stub.next(StubAnswer.error(409, "IDEMPOTENCY_CONFLICT", "refused"));
        send("conflict");
        stub.next(5, StubAnswer.error(500, "SERVER_ERROR", "refused"));
        send("server-error");
        stub.next(StubAnswer.error(422, "RECIPIENT_NOT_ON_WHATSAPP", "refused"));
        send("unknown-code");
        stub.next(StubAnswer.of(200, "text/html", "<html>hello</html>"));
        send("html");

        stub.next(2, StubAnswer.rateLimited(Duration.ofSeconds(1)));
        send("throttled");

        replay("forbidden, replayed", forbidden);

        stub.device().disconnect();
        Message parked = send("disconnected");
        stub.device().connect();
        await().atMost(Duration.ofSeconds(20)).until(() -> alerted("resolved"));
        replay("parked, replayed", parked);
        send("reconnected");

        stub.next(StubAnswer.error(401, "UNAUTHORIZED", "refused"));
        send("unauthorized");
        send("after the key was refused");
        return protocol;
    }

    /** Sends one message and notes what came of it; answers what was handed on, or null. */
    private Message send(String step) throws IOException {
        return note(step, template.request("direct:send", exchange -> {
            exchange.getIn().setBody("Hello, " + step);
            exchange.getIn().setHeader("CamelWapingTo", "+15551234567");
            exchange.getIn().setHeader("step", step.replace(' ', '-'));
        }));
    }

    private void replay(String step, Message record) throws IOException {
        String document = record.getBody(String.class);
        note(step, template.request("direct:replay", exchange -> exchange.getIn()
                .setBody(document)));
    }

    private Message note(String step, Exchange done) throws IOException {
        protocol.add("== " + step + (done.getException() == null ? "" : ": failed with " + done.getException()));
        for (String line : DecisionTrail.lines(done)) {
            // Whether there is still something to wait for is a matter of time, not of the door.
            if (!line.contains(" waits: ")) {
                protocol.add("decided: " + timeless(line));
            }
        }
        List<JournalEntry> messages = stub.journal().messages();
        for (JournalEntry entry : messages.subList(journalSeen, messages.size())) {
            protocol.add("API: " + entry.to() + " \"" + entry.text() + "\" under " + entry.idempotencyKey() + " -> "
                    + entry.status());
        }
        journalSeen = messages.size();
        Message handedOn = null;
        for (String name : List.of("sent", "dead", "parked")) {
            MockEndpoint mock = context.getEndpoint("mock:" + name, MockEndpoint.class);
            for (Exchange received : mock.getExchanges()) {
                protocol.add("mock:" + name + " got " + describe(received.getMessage()));
                handedOn = name.equals("sent") ? handedOn : received.getMessage();
            }
            mock.reset();
        }
        return handedOn;
    }

    private static String describe(Message message) throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (name.startsWith("CamelWaping") && !name.matches(".*(At|MessageId|RequestId|RouteId)")) {
                facts.put(name, timeless(String.valueOf(value)));
            }
        });
        if (message.getHeader("CamelWapingErrorCategory") != null) {
            JsonNode record = JSON.readTree(message.getBody(String.class));
            for (String member :
                    List.of("category", "code", "status", "attempts", "payload", "idempotencyKey", "remedy")) {
                facts.put(member, record.get(member));
            }
        }
        return new TreeMap<>(facts).toString();
    }

    private static String timeless(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "<time>")
                .replaceAll("\\breq_\\w+", "<request>")
                .replaceAll("\\b\\d+(\\.\\d+)? ?(ms|s)\\b", "<wait>");
    }

    private boolean alerted(String state) {
        return context.getEndpoint("mock:alerts", MockEndpoint.class).getExchanges().stream()
                .anyMatch(
                        alert -> state.equals(String.valueOf(alert.getMessage().getHeader("CamelWapingAlertState"))));
    }
}

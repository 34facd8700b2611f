package app.waping.camel.stub;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Lets a person change a running stub with curl: {@code POST /control/...}, without a key. */
final class StubControl {
    static final String PATH = "/control";

    static final String HELP =
            """
            GET  /control                                          this text and the counts so far
            GET  /control/journal                                  the last requests
            POST /control/disconnect?device=dev_123                the phone's session is lost
            POST /control/connect?device=dev_123                   it is back; &phone=+15550009999 under that number
            POST /control/limit?kind=fixed&max=100&seconds=3       kind: fixed, sliding, bucket or none
            POST /control/next?status=500&code=SERVER_ERROR        next answer; &times=3 &retryAfter=2 (seconds)
            POST /control/key?value=new-key                        only that API key is valid
            POST /control/latency?millis=200                       each answer takes so long
            POST /control/reset                                    all as at the start
            """;

    private static final int JOURNAL_LINES = 50;

    private final WapingStub stub;

    StubControl(WapingStub stub) {
        this.stub = stub;
    }

    StubAnswer answer(StubRequest request) {
        Map<String, String> query = queryOf(request.target());
        try {
            boolean change = request.method().equals("POST");
            String action = request.method() + " " + request.path().substring(PATH.length());
            if (change && request.header("Origin") != null) {
                return text(403, "not from a browser\n");
            }
            return text(200, run(action, query));
        } catch (IllegalArgumentException e) {
            return text(400, e.getMessage() + "\n" + HELP);
        }
    }

    private String run(String action, Map<String, String> query) {
        switch (action) {
            case "GET ", "GET /" -> {
                return HELP + stub.journal() + "\n";
            }
            case "GET /journal" -> {
                return journal();
            }
            case "POST /disconnect" -> {
                return stub.device(query.getOrDefault("device", WapingStub.DEVICE))
                                .disconnect() + "\n";
            }
            case "POST /connect" -> {
                StubDevice device = stub.device(query.getOrDefault("device", WapingStub.DEVICE));
                String phone = query.get("phone");
                return (phone == null ? device.connect() : device.connect(phone)) + "\n";
            }
            case "POST /limit" -> stub.limit(limit(query));
            case "POST /next" -> stub.next((int) number(query, "times", 1), scripted(query));
            case "POST /key" -> stub.rotateKey(query.getOrDefault("value", WapingStub.API_KEY));
            case "POST /latency" -> stub.latency(Duration.ofMillis(number(query, "millis", 0)));
            case "POST /reset" -> {
                stub.reset();
                install(stub);
            }
            default -> throw new IllegalArgumentException("not known: " + action);
        }
        return "done\n";
    }

    /** Makes the stub answer to {@code /control}, until it is reset. */
    static void install(WapingStub stub) {
        StubControl control = new StubControl(stub);
        stub.when(request -> request.path().equals(PATH) || request.path().startsWith(PATH + "/"))
                .always(control::answer);
    }

    static Limit limit(Map<String, String> query) {
        int max = (int) number(query, "max", 100);
        long seconds = Math.max(1, number(query, "seconds", 3));
        return switch (query.getOrDefault("kind", "fixed")) {
            case "fixed" -> Limit.fixedWindow(max, Duration.ofSeconds(seconds));
            case "sliding" -> Limit.slidingWindow(max, Duration.ofSeconds(seconds));
            case "bucket" -> Limit.tokenBucket((double) max / seconds, max);
            case "none" -> Limit.none();
            default -> throw new IllegalArgumentException("kind is fixed, sliding, bucket or none");
        };
    }

    private static StubAnswer scripted(Map<String, String> query) {
        int status = (int) number(query, "status", 500);
        String code = query.getOrDefault("code", status == 429 ? "RATE_LIMITED" : "SERVER_ERROR");
        StubAnswer answer = StubAnswer.error(status, code, "Asked for by hand");
        return query.containsKey("retryAfter")
                ? answer.withRetryAfter(Duration.ofSeconds(number(query, "retryAfter", 1)), RetryAfterForm.SECONDS)
                : answer;
    }

    private String journal() {
        StringBuilder lines = new StringBuilder();
        stub.journal().entries().stream()
                .filter(entry -> !entry.path().startsWith(PATH))
                .sorted((a, b) -> Long.compare(b.number(), a.number()))
                .limit(JOURNAL_LINES)
                .forEach(entry -> lines.append(entry).append('\n'));
        return lines.toString();
    }

    private static StubAnswer text(int status, String text) {
        return StubAnswer.of(status, "text/plain; charset=utf-8", text);
    }

    private static long number(Map<String, String> query, String name, long otherwise) {
        String value = query.get(name);
        try {
            return value == null ? otherwise : Integer.parseUnsignedInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a whole number", e);
        }
    }

    static Map<String, String> queryOf(String target) {
        Map<String, String> query = new HashMap<>();
        int start = target.indexOf('?');
        for (String pair :
                start < 0 ? new String[0] : target.substring(start + 1).split("&")) {
            String[] parts = pair.split("=", 2);
            // A plus is part of a phone number here, not a blank.
            String value = parts.length < 2 ? "" : parts[1].replace("+", "%2B");
            query.put(parts[0], URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return query;
    }
}

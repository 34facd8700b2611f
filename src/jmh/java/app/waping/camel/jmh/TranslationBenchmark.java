package app.waping.camel.jmh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;

import app.waping.camel.error.CallFacts;
import app.waping.camel.error.ErrorTranslator;
import app.waping.camel.error.HttpAnswer;
import app.waping.camel.error.TranslatorSettings;
import app.waping.camel.error.WapingException;

/** What it costs to make a typed exception of an answer, beside a bare pass of the JSON parser over the same bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TranslationBenchmark {
    private static final JsonFactory JSON = new JsonFactory();

    private final ErrorTranslator translator = new ErrorTranslator(TranslatorSettings.defaults());
    private final CallFacts facts = new CallFacts(
            "dev_123",
            "2a1b3c4d-5e6f-7890-abcd-ef1234567890",
            List.of("key-0123456789abcdef", "+15551234567", "Your order #12345 is confirmed."));
    private final HttpAnswer known =
            json(429, "{\"error\":{\"code\":\"RATE_LIMITED\",\"message\":\"Too many requests from this device.\"}}");
    private final HttpAnswer unknown = json(
            422,
            "{\"error\":{\"code\":\"RECIPIENT_NOT_FOUND_YET\",\"message\":\"The recipient is being looked up.\"}}");
    private final HttpAnswer html = answer(
            502,
            "text/html",
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
                    + "<!-- " + "padding so that simple browsers show this page ".repeat(10)
                    + "-->\r\n</body>\r\n</html>");

    @Benchmark
    public WapingException knownCode() {
        return translator.translate(known, facts);
    }

    @Benchmark
    public WapingException unknownCode() {
        return translator.translate(unknown, facts);
    }

    @Benchmark
    public WapingException htmlBody() {
        return translator.translate(html, facts);
    }

    /** With all that a log line asks for: the message and the masked body. */
    @Benchmark
    public int knownCodeAndItsTexts() {
        WapingException exception = translator.translate(known, facts);
        return exception.getMessage().length() + exception.error().maskedBody().length();
    }

    /** The least that any reader of the code has to do. */
    @Benchmark
    public int bareParse() throws IOException {
        int tokens = 0;
        try (JsonParser parser = JSON.createParser(known.body())) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    private static HttpAnswer json(int status, String body) {
        return answer(status, "application/json; charset=utf-8", body);
    }

    private static HttpAnswer answer(int status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        List<Map.Entry<String, String>> headers = List.of(
                Map.entry("Date", "Fri, 03 Apr 2026 12:00:00 GMT"),
                Map.entry("Content-Type", type),
                Map.entry("Content-Length", Integer.toString(bytes.length)),
                Map.entry("Connection", "keep-alive"),
                Map.entry("X-Request-Id", "req_01HZX8K2M4"),
                Map.entry("Retry-After", "30"));
        return new HttpAnswer(status, headers, bytes, true);
    }
}

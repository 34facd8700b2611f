package app.waping.camel.error;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers for tests, in a few words. */
final class Answers {
    private Answers() {}

    /** A whole answer; header fields as name, value, name, value. */
    static HttpAnswer answer(int status, String body, String... fields) {
        return answer(status, body.getBytes(StandardCharsets.UTF_8), true, fields);
    }

    static HttpAnswer answer(int status, byte[] body, boolean complete, String... fields) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(Map.entry(fields[i], fields[i + 1]));
        }
        return new HttpAnswer(status, headers, body, complete);
    }

    static String envelope(String code, String message) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
    }
}

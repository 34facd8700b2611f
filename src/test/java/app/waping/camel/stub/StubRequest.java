package app.waping.camel.stub;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One request as it arrived. Immutable; its {@code toString} holds neither headers nor body. */
public final class StubRequest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String method;
    private final String target;
    private final String path;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;
    private final boolean jsonObject;
    private final String deviceId;
    private final String to;
    private final String type;
    private final String text;

    StubRequest(String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.path = pathOf(target);
        this.headers = List.copyOf(headers);
        this.body = body;
        JsonNode json = parse(body);
        this.jsonObject = json != null && json.isObject();
        this.deviceId = textOf(json, "deviceId");
        this.to = textOf(json, "to");
        this.type = textOf(json, "type");
        this.text = json == null ? null : textOf(json.get("text"), "body");
    }

    /** The method as sent, such as {@code POST}. */
    public String method() {
        return method;
    }

    /** The request target as sent, with its query; absolute where the client took the stub for a proxy. */
    public String target() {
        return target;
    }

    /** The path alone, such as {@code /v1/messages}. */
    public String path() {
        return path;
    }

    /** All headers in the order they came. */
    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** The first header of that name in any case; null where there is none. */
    public String header(String name) {
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }

    /** The body's bytes; empty where there was none. Not a copy: leave it unchanged. */
    public byte[] body() {
        return body;
    }

    /** The body as JSON, parsed at each call; null where it is not a JSON document. */
    public JsonNode json() {
        return parse(body);
    }

    /** {@code deviceId} of the message; null where it has none. */
    public String deviceId() {
        return deviceId;
    }

    /** {@code to} of the message; null where it has none. */
    public String to() {
        return to;
    }

    /** {@code type} of the message; null where it has none. */
    public String type() {
        return type;
    }

    /** {@code text.body} of the message; null where it has none. */
    public String text() {
        return text;
    }

    /** The {@code Idempotency-Key} header; null where there is none. */
    public String idempotencyKey() {
        return header("Idempotency-Key");
    }

    /** The key that came as {@code Authorization: Bearer}; null where there is none. */
    public String bearer() {
        String authorization = header("Authorization");
        return authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? null
                : authorization.substring(7).trim();
    }

    boolean isMessage() {
        return "POST".equals(method) && path.endsWith("/messages");
    }

    boolean isJsonObject() {
        return jsonObject;
    }

    private static String textOf(JsonNode json, String member) {
        JsonNode value = json == null ? null : json.get(member);
        return value == null || !value.isTextual() ? null : value.textValue();
    }

    private static JsonNode parse(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return null;
        }
    }

    private static String pathOf(String target) {
        int start = 0;
        if (!target.startsWith("/")) {
            int authority = target.indexOf("://");
            start = authority < 0 ? 0 : target.indexOf('/', authority + 3);
            if (start < 0) {
                return "/";
            }
        }
        int query = target.indexOf('?', start);
        return query < 0 ? target.substring(start) : target.substring(start, query);
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + body.length + " bytes)";
    }
}

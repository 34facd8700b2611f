package app.waping.camel.stub;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * What the stub sends back: content, delay and the way it goes over the wire. Immutable: each {@code with} method gives
 * a changed copy. The stub adds {@code Date}, {@code X-Request-Id} and {@code Content-Length} where an answer does not
 * set them itself; raw bytes go out as they are.
 */
public final class StubAnswer {
    private static final byte[] NOTHING = {};

    enum Source {
        /** The content is given here, nothing is done with the message. */
        GIVEN,
        /** The stub handles the message and its answer is sent. */
        RULES,
        /** The stub handles the message, but the content given here is sent. */
        GIVEN_AFTER_RULES
    }

    private final int status;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;
    private final boolean raw;
    private final Source source;
    private final Duration delay;
    private final Delivery delivery;
    private final Duration retryAfter;
    private final RetryAfterForm retryAfterForm;

    private StubAnswer(Draft draft) {
        status = draft.status;
        headers = List.copyOf(draft.headers);
        body = draft.body;
        raw = draft.raw;
        source = draft.source;
        delay = draft.delay;
        delivery = draft.delivery;
        retryAfter = draft.retryAfter;
        retryAfterForm = draft.retryAfterForm;
    }

    /** A bare status without body or headers. */
    public static StubAnswer status(int status) {
        Draft draft = new Draft();
        draft.status = status;
        return new StubAnswer(draft);
    }

    /** An answer with a body of that media type, in UTF-8. */
    public static StubAnswer of(int status, String contentType, String body) {
        return status(status).withHeader("Content-Type", contentType).withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer whose body is that JSON text. */
    public static StubAnswer json(int status, String json) {
        return of(status, "application/json", json);
    }

    /** The API's error envelope: {@code {"error":{"code":"...","message":"..."}}}. */
    public static StubAnswer error(int status, String code, String message) {
        return json(status, "{\"error\":{\"code\":\"" + quote(code) + "\",\"message\":\"" + quote(message) + "\"}}");
    }

    /** 429 {@code RATE_LIMITED} with {@code Retry-After} in whole seconds. */
    public static StubAnswer rateLimited(Duration wait) {
        return error(429, "RATE_LIMITED", "Too many requests").withRetryAfter(wait, RetryAfterForm.SECONDS);
    }

    /** {@code SESSION_DISCONNECTED} under that status. */
    public static StubAnswer sessionDisconnected(int status) {
        return error(status, "SESSION_DISCONNECTED", "WhatsApp session is not connected");
    }

    /** 500 {@code SERVER_ERROR}. */
    public static StubAnswer serverError() {
        return error(500, "SERVER_ERROR", "Something failed on our side");
    }

    /** These bytes as they are, status line and all; the connection is closed after them. */
    public static StubAnswer raw(byte[] bytes) {
        Draft draft = new Draft();
        draft.raw = true;
        draft.body = bytes.clone();
        draft.status = statusLineOf(bytes);
        return new StubAnswer(draft);
    }

    /** What the stub would have answered anyway: to be given a delay or a faulty delivery. */
    public static StubAnswer normal() {
        Draft draft = new Draft();
        draft.source = Source.RULES;
        return new StubAnswer(draft);
    }

    /** Adds a header. */
    public StubAnswer withHeader(String name, String value) {
        Draft draft = new Draft(this);
        draft.headers.add(Map.entry(name, value));
        return new StubAnswer(draft);
    }

    /** Replaces the body. */
    public StubAnswer withBody(byte[] bytes) {
        Draft draft = new Draft(this);
        draft.body = bytes.clone();
        return new StubAnswer(draft);
    }

    /** Tells the client to wait, counted from the moment of the answer. */
    public StubAnswer withRetryAfter(Duration wait, RetryAfterForm form) {
        Draft draft = new Draft(this);
        draft.retryAfter = wait;
        draft.retryAfterForm = form;
        return new StubAnswer(draft);
    }

    /** Waits so long, in real time, before the first byte; comes on top of the stub's latency. */
    public StubAnswer withDelay(Duration time) {
        Draft draft = new Draft(this);
        draft.delay = time;
        return new StubAnswer(draft);
    }

    /** Sends it in that way. */
    public StubAnswer deliveredBy(Delivery way) {
        Draft draft = new Draft(this);
        draft.delivery = way;
        return new StubAnswer(draft);
    }

    /** Sends this only after the stub has handled the message by its own rules, so that it may have been accepted. */
    public StubAnswer afterHandling() {
        Draft draft = new Draft(this);
        draft.source = source == Source.RULES ? Source.RULES : Source.GIVEN_AFTER_RULES;
        return new StubAnswer(draft);
    }

    /** The status; 0 for raw bytes without a status line. */
    public int status() {
        return status;
    }

    /** The headers in the order in which they are sent. */
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

    /** The body's bytes; for a raw answer all its bytes. Not a copy: leave it unchanged. */
    public byte[] body() {
        return body;
    }

    /** Whether the bytes go out without a head of the stub's own. */
    public boolean isRaw() {
        return raw;
    }

    Source source() {
        return source;
    }

    Duration delay() {
        return delay;
    }

    Delivery delivery() {
        return delivery;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    RetryAfterForm retryAfterForm() {
        return retryAfterForm;
    }

    /** The content of {@code other} with this one's headers, sent the way this one is. */
    StubAnswer withContentOf(StubAnswer other) {
        Draft draft = new Draft(other);
        draft.headers.addAll(headers);
        draft.delay = delay;
        draft.delivery = delivery;
        return new StubAnswer(draft);
    }

    /** With more headers, and its Retry-After turned into one. */
    StubAnswer completed(List<Map.Entry<String, String>> more) {
        Draft draft = new Draft(this);
        draft.headers.addAll(more);
        return new StubAnswer(draft);
    }

    private static String quote(String text) {
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static int statusLineOf(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.ISO_8859_1);
        return start.matches("HTTP/1\\.[01] \\d{3}") ? Integer.parseInt(start.substring(9)) : 0;
    }

    @Override
    public String toString() {
        return (source == Source.RULES ? "normal answer" : "answer " + status) + " (" + body.length + " bytes)";
    }

    /** The changeable form of an answer while it is copied. */
    private static final class Draft {
        private int status;
        private final List<Map.Entry<String, String>> headers;
        private byte[] body = NOTHING;
        private boolean raw;
        private Source source = Source.GIVEN;
        private Duration delay = Duration.ZERO;
        private Delivery delivery = Delivery.WHOLE;
        private Duration retryAfter;
        private RetryAfterForm retryAfterForm;

        Draft() {
            headers = new ArrayList<>();
        }

        Draft(StubAnswer answer) {
            status = answer.status;
            headers = new ArrayList<>(answer.headers);
            body = answer.body;
            raw = answer.raw;
            source = answer.source;
            delay = answer.delay;
            delivery = answer.delivery;
            retryAfter = answer.retryAfter;
            retryAfterForm = answer.retryAfterForm;
        }
    }
}

package app.waping.camel.stub;

import java.util.function.Function;
import java.util.function.Predicate;

/** Which requests a scripted answer is for. Combine them with {@code and}, {@code or} and {@code negate}. */
public final class Match {
    private Match() {}

    /** Every request. */
    public static Predicate<StubRequest> any() {
        return request -> true;
    }

    /** Sends of messages: POST to {@code /messages}. */
    public static Predicate<StubRequest> messages() {
        return StubRequest::isMessage;
    }

    /** Messages of that device. */
    public static Predicate<StubRequest> device(String deviceId) {
        return request -> request.isMessage() && deviceId.equals(request.deviceId());
    }

    /** Messages to that recipient, as written in {@code to}. */
    public static Predicate<StubRequest> recipient(String to) {
        return request -> request.isMessage() && to.equals(request.to());
    }

    /** Messages whose text holds that part. */
    public static Predicate<StubRequest> text(String part) {
        return request ->
                request.isMessage() && request.text() != null && request.text().contains(part);
    }

    /** Requests with that idempotency key. */
    public static Predicate<StubRequest> idempotencyKey(String key) {
        return request -> key.equals(request.idempotencyKey());
    }

    /** Messages for which {@code id} gives that business id. */
    public static Predicate<StubRequest> businessId(Function<StubRequest, String> id, String value) {
        return request -> request.isMessage() && value.equals(id.apply(request));
    }

    /** Requests of that path, such as {@code /v1/devices}, whatever the method. */
    public static Predicate<StubRequest> path(String path) {
        return request -> path.equals(request.path());
    }
}

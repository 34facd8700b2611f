package app.waping.camel.stub;

import java.time.Duration;
import java.time.Instant;

/**
 * One request and what became of it. Its {@code toString} holds neither headers nor body.
 *
 * @param number     1 for the first request since the journal was cleared, in the order in which they were handled
 * @param at         when the request had arrived whole, by the stub's clock
 * @param request    what arrived
 * @param status     the status that was sent; 0 where the client saw none
 * @param accepted   whether this request made the stub take on a new message
 * @param businessId what the message means to its sender; null where the request is no message
 * @param earlyBy    how long before the time it had been told to wait for; zero where it was not early
 */
public record JournalEntry(
        long number,
        Instant at,
        StubRequest request,
        int status,
        boolean accepted,
        String businessId,
        Duration earlyBy) {

    /** The method. */
    public String method() {
        return request.method();
    }

    /** The path, without query. */
    public String path() {
        return request.path();
    }

    /** The device that shall send; null where the request names none. */
    public String deviceId() {
        return request.deviceId();
    }

    /** The recipient; null where the request names none. */
    public String to() {
        return request.to();
    }

    /** The text; null where the request has none. */
    public String text() {
        return request.text();
    }

    /** The idempotency key; null where the request has none. */
    public String idempotencyKey() {
        return request.idempotencyKey();
    }

    /** Whether it came before the time it had been told to wait for. */
    public boolean early() {
        return !earlyBy.isZero();
    }

    @Override
    public String toString() {
        return "#" + number + " " + at + " " + request + " -> " + status + (accepted ? " accepted" : "");
    }
}

package app.waping.camel.stub;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Answers that go wrong, ready to be scripted. What fails on the way back ({@link #cutBody}, {@link #resetInTheMiddle} and
 * the like) spoils the answer to a message that has been handled; what takes the answer's place ({@link #reset},
 * {@link #html} and the like) leaves the message unhandled, unless {@link StubAnswer#afterHandling} is added.
 */
public final class Faults {
    private static final long TWO_GIGABYTES = 2L * 1024 * 1024 * 1024;

    private Faults() {}

    /** No answer, but a TCP reset. */
    public static StubAnswer reset() {
        return StubAnswer.status(0).deliveredBy(Deliveries.reset());
    }

    /** No answer, the connection is closed. */
    public static StubAnswer close() {
        return StubAnswer.status(0).deliveredBy(Deliveries.close());
    }

    /** No answer ever, over an open connection. */
    public static StubAnswer stall() {
        return StubAnswer.status(0).deliveredBy(Deliveries.stall());
    }

    /** A TCP reset after half of the body. */
    public static StubAnswer resetInTheMiddle() {
        return StubAnswer.normal().deliveredBy(Deliveries.resetInTheMiddle());
    }

    /** Half of the body and never the rest, over an open connection. */
    public static StubAnswer stallInTheMiddle() {
        return StubAnswer.normal().deliveredBy(Deliveries.stallInTheMiddle());
    }

    /** Head at once, body byte by byte. */
    public static StubAnswer drip(Duration perByte) {
        return StubAnswer.normal().deliveredBy(Deliveries.drip(perByte));
    }

    /** Fewer bytes than Content-Length said. */
    public static StubAnswer cutBody() {
        return StubAnswer.normal().deliveredBy(Deliveries.cutBody());
    }

    /** More bytes than Content-Length said. */
    public static StubAnswer tooShortLength() {
        return StubAnswer.normal().deliveredBy(Deliveries.tooShortLength());
    }

    /** A chunked body with a broken chunk. */
    public static StubAnswer chunkedGarbage() {
        return StubAnswer.normal().deliveredBy(Deliveries.chunkedGarbage());
    }

    /** A right answer, compressed. */
    public static StubAnswer gzip() {
        return StubAnswer.normal().deliveredBy(Deliveries.gzip());
    }

    /** Bytes that are no HTTP. */
    public static StubAnswer garbage() {
        return StubAnswer.raw("*1\r\n$4\r\nPONG\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** 200 with a web page. */
    public static StubAnswer html() {
        return html(200);
    }

    /** That status with a web page, as a gateway sends it. */
    public static StubAnswer html(int status) {
        return StubAnswer.of(
                status,
                "text/html; charset=utf-8",
                "<!DOCTYPE html><html><head><title>Gateway</title></head>"
                        + "<body><h1>This is not the API</h1></body></html>");
    }

    /** 200 without a body. */
    public static StubAnswer empty() {
        return StubAnswer.status(200);
    }

    /** 204. */
    public static StubAnswer noContent() {
        return StubAnswer.status(204);
    }

    /** 302 to that address. */
    public static StubAnswer redirect(String location) {
        return StubAnswer.status(302).withHeader("Location", location);
    }

    /** 101, after which the connection is closed. */
    public static StubAnswer switchingProtocols() {
        return StubAnswer.status(101)
                .withHeader("Connection", "Upgrade")
                .withHeader("Upgrade", "other/1")
                .deliveredBy((answer, wire) -> {
                    wire.write(wire.head(answer));
                    return false;
                });
    }

    /** That status with a gzip body of about a thousandth of the {@code size} it unpacks to, in bytes. */
    public static StubAnswer gzipBomb(int status, int size) {
        return StubAnswer.status(status)
                .withHeader("Content-Type", "application/json")
                .withHeader("Content-Encoding", "gzip")
                .withBody(Deliveries.gzip(new byte[size]));
    }

    /** That status with 2 GB of JSON announced, sent for as long as the client reads. */
    public static StubAnswer twoGigabytes(int status) {
        return StubAnswer.json(status, "{\"id\":\"msg_1\",\"status\":\"queued\"}")
                .deliveredBy(Deliveries.padded(TWO_GIGABYTES));
    }

    /** That status with JSON arrays nested so deep. */
    public static StubAnswer deepJson(int status, int depth) {
        return StubAnswer.json(status, "{\"error\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
    }
}

package app.waping.camel.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Ways in which an answer can go over the wire; for {@link StubAnswer#deliveredBy}. */
public final class Deliveries {
    private static final byte[] PADDING = " ".repeat(16 * 1024).getBytes(StandardCharsets.US_ASCII);

    private Deliveries() {}

    /** Nothing is sent, the connection breaks off with a TCP reset. */
    public static Delivery reset() {
        return new Silent((answer, wire) -> {
            wire.reset();
            return false;
        });
    }

    /** Nothing is sent, the connection is closed in good order. */
    public static Delivery close() {
        return new Silent((answer, wire) -> false);
    }

    /** Nothing is ever sent and the connection stays open, until the stub is closed or reset. */
    public static Delivery stall() {
        return new Silent((answer, wire) -> {
            wire.stall();
            return false;
        });
    }

    /** The head and half of the body, then a TCP reset. */
    public static Delivery resetInTheMiddle() {
        return (answer, wire) -> {
            half(answer, wire);
            wire.reset();
            return false;
        };
    }

    /** The head and half of the body, then nothing more, until the stub is closed or reset. */
    public static Delivery stallInTheMiddle() {
        return (answer, wire) -> {
            half(answer, wire);
            wire.stall();
            return false;
        };
    }

    /** The head and half of the body; then the connection is closed in good order, less than Content-Length said. */
    public static Delivery cutBody() {
        return (answer, wire) -> {
            half(answer, wire);
            return false;
        };
    }

    /** The whole body under a Content-Length of half of it; then the connection is closed. */
    public static Delivery tooShortLength() {
        return (answer, wire) -> {
            wire.write(Wire.join(wire.head(answer, answer.body().length / 2), answer.body()));
            return false;
        };
    }

    /** The head at once, then the body byte by byte with that time before each. */
    public static Delivery drip(Duration perByte) {
        return (answer, wire) -> {
            wire.write(wire.head(answer));
            return drip(answer.body(), perByte, wire);
        };
    }

    /** Head and body byte by byte with that time before each. */
    public static Delivery dripFromTheStart(Duration perByte) {
        return (answer, wire) -> drip(Wire.join(wire.head(answer), answer.body()), perByte, wire);
    }

    /** In chunks of that size, as a server sends that does not know the length yet. */
    public static Delivery chunked(int size) {
        return (answer, wire) -> {
            wire.write(wire.head(answer.withHeader("Transfer-Encoding", "chunked")));
            byte[] body = answer.body();
            for (int start = 0; start < body.length; start += size) {
                int length = Math.min(size, body.length - start);
                wire.write(ascii(Integer.toHexString(length) + "\r\n"));
                wire.write(body, start, length);
                wire.write(ascii("\r\n"));
            }
            wire.write(ascii("0\r\n\r\n"));
            return true;
        };
    }

    /** Half of the body as a chunk, then a chunk whose size is no number; then the connection is closed. */
    public static Delivery chunkedGarbage() {
        return (answer, wire) -> {
            byte[] half = Arrays.copyOf(answer.body(), answer.body().length / 2);
            wire.write(wire.head(answer.withHeader("Transfer-Encoding", "chunked")));
            wire.write(ascii(Integer.toHexString(half.length) + "\r\n"));
            wire.write(half);
            wire.write(ascii("\r\nnot-a-size\r\n\u0007\u0007\u0007\r\n"));
            return false;
        };
    }

    /** Compressed, with {@code Content-Encoding: gzip}, whether the client asked for it or not. */
    public static Delivery gzip() {
        return (answer, wire) -> {
            byte[] body = gzip(answer.body());
            return Delivery.WHOLE.send(
                    answer.withHeader("Content-Encoding", "gzip").withBody(body), wire);
        };
    }

    /**
     * Announces that many bytes and goes on with blanks after the body until they are sent or the client hangs up; each
     * answer that begins as JSON is still JSON at its end.
     */
    public static Delivery padded(long announced) {
        return (answer, wire) -> {
            wire.write(wire.head(answer, announced));
            wire.write(answer.body());
            long left = announced - answer.body().length;
            while (left > 0) {
                int part = (int) Math.min(left, PADDING.length);
                wire.write(PADDING, 0, part);
                left -= part;
            }
            return true;
        };
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 2 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static void half(StubAnswer answer, Wire wire) throws IOException {
        byte[] half = Arrays.copyOf(answer.body(), answer.body().length / 2);
        wire.write(Wire.join(wire.head(answer), half));
    }

    private static boolean drip(byte[] bytes, Duration perByte, Wire wire) throws IOException {
        for (int i = 0; i < bytes.length; i++) {
            if (!wire.pause(perByte)) {
                return false;
            }
            wire.write(bytes, i, 1);
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A delivery of which the client sees no status. */
    private record Silent(Delivery way) implements Delivery {
        @Override
        public boolean send(StubAnswer answer, Wire wire) throws IOException {
            return way.send(answer, wire);
        }

        @Override
        public boolean showsStatus() {
            return false;
        }
    }
}

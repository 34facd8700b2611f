package app.waping.camel.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Collects the first bytes of a body, and what arrived of it where the rest fails. Not thread-safe. */
final class BodyBuffer {
    private static final int FIRST_SIZE = 1024;

    private final int most;
    private byte[] bytes;
    private int length;

    BodyBuffer(int most, long announced) {
        this.most = most;
        int first = announced >= 0 ? (int) Math.min(announced + 1, most) : Math.min(FIRST_SIZE, most);
        // What is announced is not trusted with memory before it arrives.
        this.bytes = new byte[Math.min(first, 64 * FIRST_SIZE)];
    }

    /**
     * Reads to the end or the limit.
     *
     * @return whether the end was reached; at the limit it is not looked for
     */
    boolean fill(InputStream content) throws IOException {
        while (true) {
            if (length == bytes.length) {
                if (length >= most) {
                    return false;
                }
                bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(FIRST_SIZE, bytes.length * 2)));
            }
            int read = content.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return true;
            }
            length += read;
        }
    }

    byte[] toByteArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}

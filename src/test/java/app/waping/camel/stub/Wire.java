package app.waping.camel.stub;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The sending side of one connection, as a {@link Delivery} sees it. Used by one thread. */
public final class Wire {
    private final Socket tcp;
    private final OutputStream out;
    private final Supplier<CountDownLatch> released;

    Wire(Socket tcp, OutputStream out, Supplier<CountDownLatch> released) {
        this.tcp = tcp;
        this.out = out;
        this.released = released;
    }

    /** Sends bytes at once. */
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Sends a part of the bytes at once. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        out.flush();
    }

    /** Sends bytes below TLS, in plain, where the connection has TLS. */
    public void writeBelowTls(byte[] bytes) throws IOException {
        tcp.getOutputStream().write(bytes);
        tcp.getOutputStream().flush();
    }

    /** Breaks the connection off with a TCP reset; nothing can be sent after it. */
    public void reset() throws IOException {
        tcp.setSoLinger(true, 0);
        tcp.close();
    }

    /**
     * Sends nothing for that time.
     *
     * @return false where the stub was closed or reset meanwhile, and the answer shall be given up
     */
    public boolean pause(Duration time) throws IOException {
        return !awaitRelease(Math.max(0, time.toNanos()));
    }

    /** Sends nothing until the stub is closed or reset. */
    public void stall() throws IOException {
        awaitRelease(Long.MAX_VALUE);
    }

    /** The status line and headers, with a Content-Length for the body where the answer sets no framing itself. */
    public byte[] head(StubAnswer answer) {
        return head(answer, answer.body().length);
    }

    /** The status line and headers with that Content-Length, unless the answer sets its own framing. */
    public byte[] head(StubAnswer answer, long contentLength) {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(answer.status()).append(' ').append(Reasons.of(answer.status()));
        head.append("\r\n");
        boolean framed = answer.status() < 200 || answer.status() == 204;
        for (Map.Entry<String, String> header : answer.headers()) {
            String name = header.getKey();
            framed |= name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("Transfer-Encoding");
            head.append(name).append(": ").append(header.getValue()).append("\r\n");
        }
        if (!framed) {
            head.append("Content-Length: ").append(contentLength).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One array of both. */
    public static byte[] join(byte[] first, byte[] second) {
        byte[] all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private boolean awaitRelease(long nanos) throws IOException {
        try {
            return released.get().await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the stub is closing", e);
        }
    }
}

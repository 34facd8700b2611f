package app.waping.camel.stub;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads the requests of one connection, one after the other. */
final class RequestReader {
    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_BODY = 64 * 1024 * 1024;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final Wire wire;
    private final byte[] buffer = new byte[8 * 1024];
    private int position;
    private int limit;
    private byte[] line = new byte[512];

    RequestReader(InputStream in, Wire wire) {
        this.in = in;
        this.wire = wire;
    }

    /** The next request; null where the client has closed the connection between two requests. */
    StubRequest next() throws IOException {
        String start = readLine(true);
        if (start == null) {
            return null;
        }
        String[] parts = start.split(" ");
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP/1.1 request");
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>(12);
        for (String header = readLine(false); !header.isEmpty(); header = readLine(false)) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new IOException("a header without a name");
            }
            headers.add(Map.entry(
                    header.substring(0, colon), header.substring(colon + 1).trim()));
        }
        return new StubRequest(parts[0], parts[1], headers, readBody(headers));
    }

    private byte[] readBody(List<Map.Entry<String, String>> headers) throws IOException {
        long length = 0;
        boolean chunked = false;
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey();
            if (name.equalsIgnoreCase("Content-Length")) {
                length = parseLength(header.getValue(), 10);
            } else if (name.equalsIgnoreCase("Transfer-Encoding")) {
                chunked = header.getValue().equalsIgnoreCase("chunked");
            } else if (name.equalsIgnoreCase("Expect")) {
                wire.write(CONTINUE);
            }
        }
        return chunked ? readChunks() : readBytes(new byte[(int) length], 0);
    }

    private byte[] readChunks() throws IOException {
        byte[] body = {};
        while (true) {
            String size = readLine(false);
            int extension = size.indexOf(';');
            long length = parseLength(extension < 0 ? size : size.substring(0, extension), 16);
            if (length == 0) {
                while (!readLine(false).isEmpty()) {
                    // trailers say nothing here
                }
                return body;
            }
            int start = body.length;
            if (start + length > MAX_BODY) {
                throw new IOException("the request body is larger than " + MAX_BODY + " bytes");
            }
            body = readBytes(Arrays.copyOf(body, start + (int) length), start);
            readLine(false);
        }
    }

    private byte[] readBytes(byte[] target, int from) throws IOException {
        int filled = from;
        while (filled < target.length) {
            if (position == limit && !fill()) {
                throw new EOFException("the request ended early");
            }
            int part = Math.min(limit - position, target.length - filled);
            System.arraycopy(buffer, position, target, filled, part);
            position += part;
            filled += part;
        }
        return target;
    }

    private String readLine(boolean first) throws IOException {
        int length = 0;
        while (true) {
            if (position == limit && !fill()) {
                if (first && length == 0) {
                    return null;
                }
                throw new EOFException("the request ended early");
            }
            byte b = buffer[position++];
            if (b == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, end, StandardCharsets.ISO_8859_1);
            }
            if (length == line.length) {
                if (length == MAX_LINE) {
                    throw new IOException("a line longer than " + MAX_LINE + " bytes");
                }
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = b;
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    private static long parseLength(String text, int radix) throws IOException {
        try {
            long length = Long.parseLong(text.trim(), radix);
            if (length >= 0 && length <= MAX_BODY) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new IOException("a length that is no number", e);
        }
        throw new IOException("the request body is larger than " + MAX_BODY + " bytes");
    }
}

package app.waping.camel.error;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;

/**
 * The body of an answer, decompressed where it is declared to be, and its text. Bounded: never more than the given number
 * of bytes, however much a few compressed ones would become.
 */
final class AnswerBody {
    private static final AnswerBody EMPTY = new AnswerBody(new byte[0], 0, BodyCharset.UTF_8, false, true);

    private final byte[] bytes;
    private final int length;
    private final BodyCharset charset;
    private final boolean cut;
    private final boolean readable;
    private boolean mended;
    private String text;

    private AnswerBody(byte[] bytes, int length, BodyCharset charset, boolean cut, boolean readable) {
        this.bytes = bytes;
        this.length = length;
        this.charset = charset;
        this.cut = cut;
        this.readable = readable;
    }

    /**
     * @param raw             the bytes off the wire
     * @param contentEncoding the header field of that name; may be null
     * @param contentType     the header field of that name; may be null
     * @param max             bytes that are kept, before and after decompression
     */
    static AnswerBody of(byte[] raw, String contentEncoding, String contentType, int max) {
        int length = Math.min(raw.length, max);
        if (length == 0) {
            return EMPTY;
        }
        if (contentEncoding == null || isIdentity(contentEncoding)) {
            return plain(raw, length, contentType, raw.length >= max, true);
        }
        if (!isGzip(contentEncoding)) {
            return plain(raw, length, contentType, raw.length >= max, false);
        }
        return inflate(raw, length, contentType, max);
    }

    private static AnswerBody plain(byte[] bytes, int length, String contentType, boolean cut, boolean readable) {
        return new AnswerBody(bytes, length, BodyCharset.of(bytes, length, contentType), cut, readable);
    }

    private static boolean isIdentity(String encoding) {
        String trimmed = encoding.trim();
        return trimmed.isEmpty() || trimmed.equalsIgnoreCase("identity");
    }

    private static boolean isGzip(String encoding) {
        String trimmed = encoding.trim();
        return trimmed.equalsIgnoreCase("gzip") || trimmed.equalsIgnoreCase("x-gzip");
    }

    private static AnswerBody inflate(byte[] raw, int length, String contentType, int max) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream((int) Math.min(max, 4L * length));
        boolean whole = true;
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(raw, 0, length))) {
            byte[] chunk = new byte[4096];
            int read = 0;
            while (plain.size() < max && read >= 0) {
                read = gzip.read(chunk, 0, Math.min(chunk.length, max - plain.size()));
                plain.write(chunk, 0, Math.max(read, 0));
            }
        } catch (IOException notGzip) {
            whole = false;
        }
        if (plain.size() == 0 && !whole) {
            // Declared as gzip and none: people still want to see it, nobody should believe it.
            return plain(raw, length, contentType, raw.length >= max, false);
        }
        byte[] bytes = plain.toByteArray();
        boolean cut = bytes.length >= max || raw.length >= max;
        return plain(bytes, bytes.length, contentType, cut, whole || cut);
    }

    /** Whether our own bound ended the body, so that its tail is missing. */
    boolean isCut() {
        return cut;
    }

    /** The decompressed bytes. */
    byte[] content() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Whether it begins as a JSON object, array or string does, looked at before any parser is. */
    boolean looksLikeJson() {
        if (!readable) {
            return false;
        }
        int unit = charset.unit();
        for (int i = charset.mark(); i + unit <= length; i += unit) {
            int c = charset.asciiAt(bytes, i);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c == '{' || c == '[' || c == '"';
            }
        }
        return false;
    }

    /** Opens a parser on the body: on its bytes where they are UTF-8, which saves decoding what nobody may ask for. */
    JsonParser openParser(JsonFactory json) throws IOException {
        boolean bytesWillDo = charset.charset() == StandardCharsets.UTF_8 && !mended;
        return bytesWillDo
                ? json.createParser(bytes, charset.mark(), length - charset.mark())
                : json.createParser(text());
    }

    /**
     * Has the next parser read the text, in which U+FFFD stands for what is not UTF-8.
     *
     * @return false where that makes no difference, or has been done before
     */
    boolean mendUtf8() {
        boolean helps = !mended && charset.charset() == StandardCharsets.UTF_8 && text().indexOf('\uFFFD') >= 0;
        mended |= helps;
        return helps;
    }

    /** The body as text, without a byte order mark; what cannot be decoded becomes U+FFFD. Never null. */
    String text() {
        String known = text;
        if (known == null) {
            known = new String(bytes, charset.mark(), length - charset.mark(), charset.charset());
            text = known;
        }
        return known;
    }
}

package app.waping.camel.error;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;

/**
 * The character set of a body: its byte order mark decides, else where its zero bytes are, else what is declared, else
 * UTF-8.
 *
 * @param charset   decodes the bytes
 * @param mark      length of the byte order mark, in bytes
 * @param unit      bytes of an ASCII character
 * @param bigEndian whether the last byte of a unit is the one that tells an ASCII character
 */
record BodyCharset(Charset charset, int mark, int unit, boolean bigEndian) {
    static final BodyCharset UTF_8 = new BodyCharset(StandardCharsets.UTF_8, 0, 1, false);

    private static final BodyCharset UTF_8_MARKED = new BodyCharset(StandardCharsets.UTF_8, 3, 1, false);
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

    static BodyCharset of(byte[] bytes, int length, String contentType) {
        int a = at(bytes, length, 0);
        int b = at(bytes, length, 1);
        // Two printable ASCII bytes, the case of nearly every body, need no closer look.
        if (a > 0 && a < 0x80 && b > 0 && b < 0x80) {
            return declared(contentType);
        }
        int c = at(bytes, length, 2);
        int d = at(bytes, length, 3);
        if (a == 0xEF && b == 0xBB && c == 0xBF) {
            return UTF_8_MARKED;
        }
        if (a == 0xFF && b == 0xFE) {
            return c == 0 && d == 0
                    ? new BodyCharset(UTF_32LE, 4, 4, false)
                    : new BodyCharset(StandardCharsets.UTF_16LE, 2, 2, false);
        }
        if (a == 0xFE && b == 0xFF) {
            return new BodyCharset(StandardCharsets.UTF_16BE, 2, 2, true);
        }
        if (a == 0 && b == 0) {
            boolean marked = c == 0xFE && d == 0xFF;
            return new BodyCharset(UTF_32BE, marked ? 4 : 0, 4, true);
        }
        if (a == 0 && b > 0) {
            return new BodyCharset(StandardCharsets.UTF_16BE, 0, 2, true);
        }
        if (a > 0 && b == 0) {
            return c == 0 && d == 0
                    ? new BodyCharset(UTF_32LE, 0, 4, false)
                    : new BodyCharset(StandardCharsets.UTF_16LE, 0, 2, false);
        }
        return declared(contentType);
    }

    /** The character in this unit, or -1 where it is no ASCII one. */
    int asciiAt(byte[] bytes, int from) {
        int last = from + unit - 1;
        for (int i = from; i <= last; i++) {
            boolean tells = i == (bigEndian ? last : from);
            if (!tells && bytes[i] != 0) {
                return -1;
            }
        }
        return bytes[bigEndian ? last : from];
    }

    private static int charsetParameter(String contentType) {
        if (contentType == null || contentType.indexOf('=') < 0) {
            return -1;
        }
        int at = contentType.indexOf("charset=");
        return at >= 0 ? at : contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
    }

    private static int at(byte[] bytes, int length, int i) {
        return i < length ? bytes[i] & 0xFF : -1;
    }

    private static BodyCharset declared(String contentType) {
        int at = charsetParameter(contentType);
        if (at < 0) {
            return UTF_8;
        }
        if (contentType.length() == at + 13 && contentType.regionMatches(true, at + 8, "utf-8", 0, 5)) {
            return UTF_8;
        }
        String name = contentType.substring(at + "charset=".length());
        int end = name.indexOf(';');
        name = (end < 0 ? name : name.substring(0, end)).replace('"', ' ').trim();
        if (name.equalsIgnoreCase("utf-8") || name.isEmpty()) {
            return UTF_8;
        }
        try {
            Charset charset = Charset.forName(name);
            // The bytes have shown that they are not of the wide kinds.
            return charset.name().startsWith("UTF-") ? UTF_8 : new BodyCharset(charset, 0, 1, false);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException noSuchCharset) {
            return UTF_8;
        }
    }
}

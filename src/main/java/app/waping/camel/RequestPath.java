package app.waping.camel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the paths that stay below the base URL, however a server on the way may read them, from those that may not. */
final class RequestPath {
    /** RFC 3986: unreserved, sub-delims, colon, at and percent-escapes; slashes between; then at most one query. */
    private static final Pattern FORM = Pattern.compile(
            "((?:[A-Za-z0-9\\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})+)(?:\\?(?:[A-Za-z0-9\\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?");

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    /** Dot, slash, backslash, semicolon, percent and control characters: no honest path needs to escape them. */
    private static final Pattern DISGUISE = Pattern.compile("(?i)%(?:2e|2f|5c|3b|25|7f|[01][0-9a-f])");

    /** Characters; longer ones no server takes. */
    private static final int MOST = 2048;

    private RequestPath() {}

    /** Whether the path, relative and without a leading slash, cannot leave the base URL. */
    static boolean staysBelow(String relative) {
        Matcher parts = FORM.matcher(relative);
        if (relative.length() > MOST
                || !parts.matches()
                || SCHEME.matcher(relative).matches()) {
            return false;
        }
        String path = parts.group(1);
        if (path.startsWith("/")
                || path.contains("//")
                || DISGUISE.matcher(path).find()) {
            return false;
        }
        try {
            return !hasDotSegment(decode(path));
        } catch (CharacterCodingException e) {
            // Overlong forms hide dots and slashes.
            return false;
        }
    }

    private static boolean hasDotSegment(String path) {
        // Some servers fold look-alikes, such as full-width dots, into the plain character.
        for (String segment : Normalizer.normalize(path, Normalizer.Form.NFKC).split("/", -1)) {
            // A parameter after a semicolon is cut off by some servers before they resolve dots.
            String name = segment.split(";", 2)[0];
            if (name.equals(".") || name.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static String decode(String path) throws CharacterCodingException {
        ByteBuffer bytes = ByteBuffer.allocate(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                bytes.put((byte) Integer.parseInt(path, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    }
}

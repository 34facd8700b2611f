package app.waping.camel.error;

import java.util.HexFormat;

/** Makes text that came from the network safe for one line of a log. */
public final class SafeText {
    private static final int MAX_ID = 128;
    private static final HexFormat HEX = HexFormat.of();

    private SafeText() {}

    /**
     * Escapes control characters, line separators and bidirectional overrides, and cuts the text.
     *
     * @param text what to show; null gives null
     * @param max  the most characters of the result, an ellipsis included
     */
    public static String oneLine(String text, int max) {
        if (text == null) {
            return null;
        }
        if (text.length() <= max && isSafe(text)) {
            return text;
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), max - 8) + 8);
        for (int i = 0; i < text.length(); i++) {
            if (line.length() >= max) {
                line.setLength(max - 1);
                return line.append('\u2026').toString();
            }
            char c = text.charAt(i);
            if (isSafe(c)) {
                line.append(c);
            } else {
                line.append("\\u").append(HEX.toHexDigits(c));
            }
        }
        if (line.length() > max) {
            line.setLength(max - 1);
            line.append('\u2026');
        }
        return line.toString();
    }

    /** The first characters of a text; never half of a surrogate pair. */
    static String cut(String text, int max) {
        if (text == null || text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end);
    }

    /** An id of somebody else's making: trimmed, cut, on one line; null where nothing is left. */
    static String id(String text) {
        String trimmed = text == null ? "" : text.trim();
        return trimmed.isEmpty() ? null : cut(oneLine(cut(trimmed, MAX_ID), Integer.MAX_VALUE), MAX_ID);
    }

    private static boolean isSafe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSafe(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSafe(char c) {
        if (c < 0x80) {
            return c >= 0x20 && c != 0x7f;
        }
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED;
    }
}

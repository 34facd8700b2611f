package app.waping.camel.error;

/**
 * A text as somebody behind an encoding sees it, with the way back: which characters of the original each of its
 * characters came from. So a secret is found however it was escaped, and the original is what gets masked.
 *
 * @param text    the decoded text
 * @param starts  where in the original each character begins, and at the end the original's length; null where nothing
 *                was decoded
 */
record TextView(String text, int[] starts) {
    private static final int LONGEST_REFERENCE = 10;

    /** The original itself. */
    static TextView of(String original) {
        return new TextView(original, null);
    }

    /** Where in the original this character begins; the original's length for the position after the last one. */
    int start(int position) {
        return starts == null ? position : starts[position];
    }

    /** Without JSON escapes; null where there are none. */
    TextView withoutJsonEscapes() {
        if (text.indexOf('\\') < 0) {
            return null;
        }
        Decoder decoder = new Decoder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                decoder.add(c, i++);
            } else if (text.charAt(i + 1) == 'u' && hex(i + 2, 4) >= 0) {
                decoder.add((char) hex(i + 2, 4), i);
                i += 6;
            } else {
                decoder.add(unescaped(text.charAt(i + 1)), i);
                i += 2;
            }
        }
        return decoder.view();
    }

    /** Without percent escapes, read as UTF-8; null where there are none. */
    TextView withoutPercentEscapes() {
        if (text.indexOf('%') < 0) {
            return null;
        }
        Decoder decoder = new Decoder();
        int i = 0;
        while (i < text.length()) {
            int first = percentByte(i);
            int more = first < 0xC0 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
            int point = more == 0 ? first : first & (0x3F >> more);
            for (int k = 1; k <= more && point >= 0; k++) {
                int next = percentByte(i + 3 * k);
                point = next >= 0x80 && next < 0xC0 ? point << 6 | next & 0x3F : -1;
            }
            if (point < 0 || point > Character.MAX_CODE_POINT) {
                decoder.add(text.charAt(i), i);
                i++;
            } else {
                decoder.addPoint(point, i);
                i += 3 * (more + 1);
            }
        }
        return decoder.view();
    }

    /** Without the character references of HTML and XML; null where there are none. */
    TextView withoutCharacterReferences() {
        if (text.indexOf('&') < 0) {
            return null;
        }
        Decoder decoder = new Decoder();
        int i = 0;
        while (i < text.length()) {
            int end = text.charAt(i) == '&' ? endOfReference(i) : -1;
            int point = end > 0 ? reference(text.substring(i + 1, end)) : -1;
            if (point < 0) {
                decoder.add(text.charAt(i), i);
                i++;
            } else {
                decoder.addPoint(point, i);
                i = end + 1;
            }
        }
        return decoder.view();
    }

    /** With blanks for plus signs, as a form writes them; null where there are none. */
    TextView withBlanksForPlus() {
        return text.indexOf('+') < 0 ? null : new TextView(text.replace('+', ' '), starts);
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> c;
        };
    }

    /** The semicolon, looked for no further than a reference can reach; -1 where there is none. */
    private int endOfReference(int from) {
        for (int i = from + 1; i < text.length() && i <= from + LONGEST_REFERENCE; i++) {
            if (text.charAt(i) == ';') {
                return i;
            }
        }
        return -1;
    }

    private static int reference(String name) {
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            case "nbsp" -> '\u00a0';
            default -> name.startsWith("#") ? numericReference(name) : -1;
        };
    }

    private static int numericReference(String name) {
        boolean hex = name.startsWith("x", 1) || name.startsWith("X", 1);
        int point = 0;
        for (int i = hex ? 2 : 1; i < name.length(); i++) {
            int digit = Character.digit(name.charAt(i), hex ? 16 : 10);
            if (digit < 0) {
                return -1;
            }
            point = point * (hex ? 16 : 10) + digit;
        }
        return name.length() > (hex ? 2 : 1) && point <= Character.MAX_CODE_POINT ? point : -1;
    }

    private int percentByte(int at) {
        return at < text.length() && text.charAt(at) == '%' ? hex(at + 1, 2) : -1;
    }

    private int hex(int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Collects what comes out; it is never longer than what goes in. */
    private final class Decoder {
        private final StringBuilder decoded = new StringBuilder(text.length());
        private final int[] origins = new int[text.length() + 1];

        private void add(char c, int from) {
            origins[decoded.length()] = start(from);
            decoded.append(c);
        }

        private void addPoint(int point, int from) {
            for (char c : Character.toChars(point)) {
                add(c, from);
            }
        }

        private TextView view() {
            origins[decoded.length()] = start(text.length());
            return new TextView(decoded.toString(), origins);
        }
    }
}

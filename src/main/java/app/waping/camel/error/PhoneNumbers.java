package app.waping.camel.error;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Finds what looks like a phone number: 8 to 15 digits in a row; with a plus in front also with blanks, hyphens, dots and
 * brackets between. Digits that belong to an id (a letter or underscore beside them, or a UUID around them) are left alone.
 */
final class PhoneNumbers {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 15;
    private static final String UUID_SHAPE = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    private PhoneNumbers() {}

    /** Hides every number of the view. */
    static void hideIn(TextView view, Marks marks) {
        String text = view.text();
        int i = 0;
        while (i < text.length()) {
            if (!isDigit(text.charAt(i))) {
                i++;
                continue;
            }
            boolean plus = i > 0 && text.charAt(i - 1) == '+';
            int end = endOfGroup(text, i);
            if (plus) {
                int endOfNumber = endOfNumber(text, i);
                if (endOfNumber > 0) {
                    marks.hide(view, i - 1, endOfNumber);
                    end = Math.max(end, endOfNumber);
                }
            } else if (end - i >= SHORTEST && end - i <= LONGEST && !isPartOfId(text, i, end)) {
                marks.hide(view, i, end);
            }
            i = end;
        }
    }

    /** Hides a known number's digits wherever they stand in this order, whatever usual signs are between them. */
    static void hide(String digits, TextView view, Marks marks) {
        String text = view.text();
        StringBuilder row = new StringBuilder();
        int[] positions = new int[text.length()];
        int i = 0;
        while (i < text.length()) {
            if (!isDigit(text.charAt(i))) {
                i++;
                continue;
            }
            row.setLength(0);
            while (i < text.length() && isDigit(text.charAt(i))) {
                positions[row.length()] = i;
                row.append(text.charAt(i));
                i = nextDigit(text, i + 1);
            }
            for (int at = row.indexOf(digits); at >= 0; at = row.indexOf(digits, at + digits.length())) {
                int from = positions[at];
                boolean plus = from > 0 && text.charAt(from - 1) == '+';
                marks.hide(view, plus ? from - 1 : from, positions[at + digits.length() - 1] + 1);
            }
        }
    }

    /** Hides the numbers of a set wherever one stands as a word of its own. */
    static void hideWords(Set<String> numbers, TextView view, Marks marks) {
        forEachWord(view.text(), (from, to) -> {
            if (numbers.contains(view.text().substring(from, to))) {
                marks.hide(view, from, to);
            }
        });
    }

    /** The numbers within a text that stand as words of their own and have at least so many digits. */
    static Set<String> wordsOf(String text, int shortest) {
        Set<String> numbers = new HashSet<>();
        forEachWord(text, (from, to) -> {
            if (to - from >= shortest) {
                numbers.add(text.substring(from, to));
            }
        });
        return numbers;
    }

    private static void forEachWord(String text, BiConsumer<Integer, Integer> found) {
        int i = 0;
        while (i < text.length()) {
            int end = endOfGroup(text, i);
            if (end > i && !(i > 0 && isIdLetter(text.charAt(i - 1)))) {
                boolean whole = end == text.length() || !isIdLetter(text.charAt(end));
                if (whole) {
                    found.accept(i, end);
                }
            }
            i = Math.max(end, i + 1);
        }
    }

    /** The digits of a text that is a phone number and nothing else; null for any other. */
    static String digitsOf(String text) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits.append(c);
            } else if (!isSeparator(c) && !(c == '+' && digits.isEmpty())) {
                return null;
            }
        }
        return digits.length() >= SHORTEST - 1 && digits.length() <= LONGEST ? digits.toString() : null;
    }

    private static int endOfGroup(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The end of a number that began with a plus; 0 where it has too few digits. */
    private static int endOfNumber(String text, int from) {
        int digits = 0;
        int end = from;
        int i = from;
        while (digits < LONGEST && i < text.length() && isDigit(text.charAt(i))) {
            digits++;
            end = i + 1;
            i = nextDigit(text, end);
        }
        return digits >= SHORTEST ? end : 0;
    }

    /** Where the next digit of the same number is: here, or behind at most two separators; else here. */
    private static int nextDigit(String text, int from) {
        int i = from;
        while (i < text.length() && i < from + 2 && isSeparator(text.charAt(i))) {
            i++;
        }
        return i < text.length() && isDigit(text.charAt(i)) ? i : from;
    }

    private static boolean isPartOfId(String text, int from, int to) {
        return from > 0 && isIdLetter(text.charAt(from - 1))
                || to < text.length() && isIdLetter(text.charAt(to))
                || isUuid(text, from)
                || isUuid(text, to - UUID_SHAPE.length());
    }

    private static boolean isUuid(String text, int from) {
        if (from < 0 || from + UUID_SHAPE.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < UUID_SHAPE.length(); i++) {
            char c = text.charAt(from + i);
            if (UUID_SHAPE.charAt(i) == '-' ? c != '-' : Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Only ASCII ones: many scripts put no blank between a word and a number. */
    private static boolean isIdLetter(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/' || c == '\u00a0';
    }
}

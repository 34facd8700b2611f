package app.waping.camel.error;

import java.util.HashSet;
import java.util.Set;

/**
 * One text that must not be seen, found whole or in part: any piece of it that is long enough to mean something counts,
 * for answers cut what they echo. Finding takes time in proportion to the two lengths. Not thread-safe.
 */
final class Secret {
    /** Pieces of a longer secret count from this length. */
    private static final int PIECE = 16;

    /** A shorter secret counts only where it stands as a word of its own. */
    private static final int WORD = 6;

    /** The beginning of a secret counts at the end of a text, where a bound may have cut it, from this length. */
    private static final int STUMP = 4;

    private static final long BASE = 1_000_003;

    private final String secret;
    private final Set<Long> pieces = new HashSet<>();

    Secret(String secret) {
        this.secret = secret;
    }

    /** @param cut whether a bound may have ended the text in the middle of the secret */
    void hideIn(TextView view, Marks marks, boolean cut) {
        if (secret.length() > PIECE) {
            hidePieces(view, marks);
        } else {
            hideWhole(view, marks);
        }
        if (cut) {
            hideStump(view, marks);
        }
    }

    private void hideWhole(TextView view, Marks marks) {
        String text = view.text();
        int at = text.indexOf(secret);
        while (at >= 0) {
            int end = at + secret.length();
            if (secret.length() >= WORD || isWord(text, at, end)) {
                marks.hide(view, at, end);
            }
            at = text.indexOf(secret, end);
        }
    }

    private void hideStump(TextView view, Marks marks) {
        String text = view.text();
        for (int length = Math.min(PIECE, secret.length()) - 1; length >= STUMP; length--) {
            if (text.length() >= length && text.startsWith(secret.substring(0, length), text.length() - length)) {
                marks.hide(view, text.length() - length, text.length());
                return;
            }
        }
    }

    private void hidePieces(TextView view, Marks marks) {
        String text = view.text();
        if (text.length() < PIECE) {
            return;
        }
        RollingHash ofText = new RollingHash(text);
        do {
            if (pieces().contains(ofText.hash)) {
                marks.hide(view, ofText.end - PIECE, ofText.end);
            }
        } while (ofText.roll());
    }

    private Set<Long> pieces() {
        if (pieces.isEmpty()) {
            RollingHash ofSecret = new RollingHash(secret);
            do {
                pieces.add(ofSecret.hash);
            } while (ofSecret.roll());
        }
        return pieces;
    }

    private static boolean isWord(String text, int from, int to) {
        return (from == 0 || !isWordCharacter(text.charAt(from - 1)))
                && (to == text.length() || !isWordCharacter(text.charAt(to)));
    }

    /** Only ASCII: many scripts put no blanks between words. */
    private static boolean isWordCharacter(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    /** The hash of a window of {@link #PIECE} characters that is moved along a text. */
    private static final class RollingHash {
        private static final long HIGHEST = highest();

        private final String text;
        private long hash;
        private int end;

        private RollingHash(String text) {
            this.text = text;
            while (end < PIECE) {
                hash = hash * BASE + text.charAt(end++);
            }
        }

        private boolean roll() {
            if (end == text.length()) {
                return false;
            }
            hash = (hash - text.charAt(end - PIECE) * HIGHEST) * BASE + text.charAt(end);
            end++;
            return true;
        }

        private static long highest() {
            long power = 1;
            for (int i = 1; i < PIECE; i++) {
                power *= BASE;
            }
            return power;
        }
    }
}

package app.waping.camel.error;

import java.util.BitSet;

/** Which characters of a text must not be seen. Not thread-safe. */
final class Marks {
    private static final String MASK = "***";

    private final String original;
    private final BitSet hidden = new BitSet();

    Marks(String original) {
        this.original = original;
    }

    /** Hides what stands behind a piece of a view of the text. */
    void hide(TextView view, int from, int to) {
        hidden.set(view.start(from), view.start(to));
    }

    /** The text with three asterisks for each hidden piece. */
    String masked() {
        if (hidden.isEmpty()) {
            return original;
        }
        StringBuilder masked = new StringBuilder(original.length());
        int from = 0;
        for (int start = hidden.nextSetBit(0); start >= 0; start = hidden.nextSetBit(from)) {
            masked.append(original, from, start).append(MASK);
            from = hidden.nextClearBit(start);
        }
        return masked.append(original, from, original.length()).toString();
    }
}

package app.waping.camel.gate;

import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * What was decided about one message, step by step, for people to read. Bounded: of a long story the first and the last
 * steps are kept. Thread-safe. Free of numbers and texts of messages.
 */
public final class Trail {
    /** Steps that are kept. */
    public static final int MAX_STEPS = 24;

    private static final int KEPT_FIRST = 4;

    private List<TrailStep> steps;
    private int left;

    /** Writes one step down. */
    public synchronized void add(TrailStep step) {
        if (steps == null) {
            steps = new ArrayList<>(4);
        }
        if (steps.size() == MAX_STEPS) {
            steps.remove(KEPT_FIRST);
            left++;
        }
        steps.add(step);
    }

    /** Writes down a decision that no answer caused. */
    public void add(Instant at, String decision, Instant until) {
        add(new TrailStep(at, null, null, decision, until));
    }

    /** A copy of the steps, oldest first. */
    public synchronized List<TrailStep> steps() {
        return steps == null ? List.of() : List.copyOf(steps);
    }

    /**
     * One line per step, and one that tells how many were left out, where some were. The list never changes; a line is
     * written when somebody first reads it, because most are never read.
     */
    public synchronized List<String> lines() {
        if (steps == null) {
            return List.of();
        }
        List<Object> lines = new ArrayList<>(steps);
        if (left > 0) {
            lines.add(KEPT_FIRST, "(" + left + " steps left out)");
        }
        return new Lines(lines.toArray());
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }

    /** Texts of objects, made on demand. */
    private static final class Lines extends AbstractList<String> implements RandomAccess {
        private final Object[] lines;

        Lines(Object[] lines) {
            this.lines = lines;
        }

        @Override
        public String get(int index) {
            // Two threads may write the same line twice: it is the same line.
            String line = lines[index].toString();
            lines[index] = line;
            return line;
        }

        @Override
        public int size() {
            return lines.length;
        }
    }
}

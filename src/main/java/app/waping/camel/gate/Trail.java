package app.waping.camel.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

    /** One line per step, and one that tells how many were left out, where some were. */
    public synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (steps != null) {
            for (TrailStep step : steps) {
                if (left > 0 && lines.size() == KEPT_FIRST) {
                    lines.add("(" + left + " steps left out)");
                }
                lines.add(step.toString());
            }
        }
        return lines;
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}

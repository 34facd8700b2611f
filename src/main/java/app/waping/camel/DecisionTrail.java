package app.waping.camel;

import java.util.ArrayList;
import java.util.List;

import org.apache.camel.Exchange;

/** What was decided about an exchange and why, one line per decision; bounded. */
public final class DecisionTrail {
    private static final int MAX_LINES = 100;
    private static final int KEPT_FIRST = 4;

    private DecisionTrail() {}

    /** The lines so far, oldest first. */
    public static List<String> lines(Exchange exchange) {
        List<?> lines = exchange.getProperty(WapingProperties.TRAIL, List.class);
        return lines == null ? List.of() : lines.stream().map(String::valueOf).toList();
    }

    /**
     * Appends lines.
     *
     * @param more a list that nobody changes: without lines before it, it is kept as it is, and not read
     */
    public static void add(Exchange exchange, List<String> more) {
        if (more.isEmpty()) {
            return;
        }
        if (exchange.getProperty(WapingProperties.TRAIL) == null && more.size() <= MAX_LINES) {
            exchange.setProperty(WapingProperties.TRAIL, more);
            return;
        }
        List<String> lines = new ArrayList<>(lines(exchange));
        lines.addAll(more);
        while (lines.size() > MAX_LINES) {
            lines.remove(KEPT_FIRST);
        }
        // A new list each time, because copies of an exchange share it.
        exchange.setProperty(WapingProperties.TRAIL, List.copyOf(lines));
    }
}

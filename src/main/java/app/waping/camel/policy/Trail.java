package app.waping.camel.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.Exchange;

import app.waping.camel.WapingProperties;
import app.waping.camel.error.SafeText;
import app.waping.camel.error.WapingException;

/** The decision trail of an exchange: one line per decision, oldest first. */
final class Trail {
    private static final int MAX_LINES = 100;
    private static final int MAX_CODE = 64;

    private Trail() {}

    /** Appends a line; the list itself is never changed, because copies of an exchange share it. */
    static void add(Exchange exchange, String line) {
        List<String> lines = new ArrayList<>(lines(exchange));
        if (lines.size() >= MAX_LINES) {
            lines.remove(1);
        }
        lines.add(line);
        exchange.setProperty(WapingProperties.TRAIL, List.copyOf(lines));
    }

    static List<String> lines(Exchange exchange) {
        List<?> lines = exchange.getProperty(WapingProperties.TRAIL, List.class);
        return lines == null ? List.of() : lines.stream().map(String::valueOf).toList();
    }

    static String line(Decision decision, Instant now) {
        WapingException failure = decision.failure();
        StringBuilder line = new StringBuilder(120)
                .append(now.truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(failure.getCategory());
        if (failure.getCode() != null
                && !failure.getCode().equals(failure.getCategory().toString())) {
            line.append(" code ").append(SafeText.oneLine(failure.getCode(), MAX_CODE));
        }
        if (failure.getHttpResponseCode() > 0) {
            line.append(" (").append(failure.getHttpResponseCode()).append(')');
        }
        line.append(", rule ")
                .append(SafeText.oneLine(decision.rule().name(), MAX_CODE))
                .append(": ");
        line.append(action(decision));
        if (decision.until() != null) {
            line.append(", not before ").append(decision.until().truncatedTo(ChronoUnit.MILLIS));
        }
        return line.toString();
    }

    private static String action(Decision decision) {
        int max = decision.rule().maxRedeliveries();
        String used = decision.exhausted() ? " after " + decision.redelivered() + " redeliveries" : "";
        return switch (decision.action()) {
            case REDELIVER -> "redelivery " + decision.redelivered() + (max < 0 ? "" : " of " + max);
            case PARK -> "parked" + used;
            case DEAD_LETTER -> "dead letter" + used;
            case LEAVE -> "left to the source" + used;
        };
    }
}

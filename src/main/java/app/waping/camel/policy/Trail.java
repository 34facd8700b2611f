package app.waping.camel.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import app.waping.camel.error.SafeText;
import app.waping.camel.error.WapingException;

/** How a decision of the rules reads in the decision trail. */
final class Trail {
    private static final int MAX_CODE = 64;

    private Trail() {}

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

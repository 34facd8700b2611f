package app.waping.camel.gate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import app.waping.camel.error.SafeText;
import app.waping.camel.error.WapingErrorCategory;

/**
 * One decision about a message.
 *
 * @param at       when
 * @param code     the API's code that caused it; may be null
 * @param category the category that caused it; may be null
 * @param decision what was decided, a few words
 * @param until    until when it holds, where that is known; may be null
 */
public record TrailStep(Instant at, String code, WapingErrorCategory category, String decision, Instant until) {
    /** One line: time, category and code, decision, until when. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(80);
        line.append(at.truncatedTo(ChronoUnit.MILLIS)).append(' ');
        if (category != null) {
            line.append(category);
            if (code != null && !code.equals(category.name())) {
                line.append(" (").append(SafeText.oneLine(code, 64)).append(')');
            }
            line.append(": ");
        }
        line.append(decision);
        if (until != null) {
            line.append(" until ").append(until.truncatedTo(ChronoUnit.MILLIS));
        }
        return line.toString();
    }
}

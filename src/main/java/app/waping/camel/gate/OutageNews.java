package app.waping.camel.gate;

import java.time.Instant;
import java.util.Locale;

import app.waping.camel.error.WapingException;

/**
 * Something to tell operators about an outage.
 *
 * @param state    where it stands
 * @param cause    what is affected
 * @param since    when its first message failed
 * @param at       now
 * @param failures how many messages have failed by it so far
 * @param last     the last of these failures
 */
public record OutageNews(
        State state, OutageCause cause, Instant since, Instant at, long failures, WapingException last) {
    /** The stages of an outage. */
    public enum State {
        /** It has begun. */
        RAISED,
        /** It goes on. */
        ONGOING,
        /** It is over. */
        RESOLVED;

        /** As it stands in the header of an alert. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

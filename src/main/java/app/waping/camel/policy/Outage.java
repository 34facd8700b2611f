package app.waping.camel.policy;

import java.time.Instant;
import java.util.Locale;

/**
 * What there is to tell about one outage.
 *
 * @param state    where it stands
 * @param since    when it began
 * @param failures how many messages have failed by it so far
 */
record Outage(State state, Instant since, long failures) {
    enum State {
        RAISED,
        ONGOING,
        RESOLVED;

        /** As it stands in the header. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

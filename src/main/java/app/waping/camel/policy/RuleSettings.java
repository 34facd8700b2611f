package app.waping.camel.policy;

import java.time.Duration;

/**
 * What somebody said about one category or code; null where they said nothing. Immutable.
 *
 * @param maxRedeliveries how often the message is tried again; negative: without end
 * @param delay           bound of the first wait of our own
 * @param multiplier      growth of that bound
 * @param maxDelay        cap of that bound
 * @param deadLetter      where the message ends
 * @param park            where the message waits
 * @param alert           where operators are told
 */
record RuleSettings(
        Integer maxRedeliveries,
        Duration delay,
        Double multiplier,
        Duration maxDelay,
        Destination deadLetter,
        Destination park,
        Destination alert) {
    static final RuleSettings EMPTY = new RuleSettings(null, null, null, null, null, null, null);

    /** These settings, completed with others where they say nothing. */
    RuleSettings over(RuleSettings others) {
        return new RuleSettings(
                first(maxRedeliveries, others.maxRedeliveries),
                first(delay, others.delay),
                first(multiplier, others.multiplier),
                first(maxDelay, others.maxDelay),
                first(deadLetter, others.deadLetter),
                first(park, others.park),
                first(alert, others.alert));
    }

    private static <T> T first(T one, T other) {
        return one != null ? one : other;
    }

    RuleSettings withMaxRedeliveries(int max) {
        return new RuleSettings(max, delay, multiplier, maxDelay, deadLetter, park, alert);
    }

    RuleSettings withBackOff(Duration first, double growth, Duration cap) {
        return new RuleSettings(maxRedeliveries, first, growth, cap, deadLetter, park, alert);
    }

    RuleSettings withDeadLetter(Destination to) {
        return new RuleSettings(maxRedeliveries, delay, multiplier, maxDelay, to, park, alert);
    }

    RuleSettings withPark(Destination to) {
        return new RuleSettings(maxRedeliveries, delay, multiplier, maxDelay, deadLetter, to, alert);
    }

    RuleSettings withAlert(Destination to) {
        return new RuleSettings(maxRedeliveries, delay, multiplier, maxDelay, deadLetter, park, to);
    }
}

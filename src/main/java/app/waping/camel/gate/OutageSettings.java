package app.waping.camel.gate;

import java.time.Duration;

/**
 * When operators are told of outages. Immutable.
 *
 * @param flap          a session that is back within this time is not told of at all
 * @param firstReminder after this time an outage that still makes messages fail is told of again; the interval doubles
 * @param longest       the longest interval between two reminders
 * @param settle        how long no message may have failed so that a success ends an outage of the API
 * @param quiet         how long no message may have failed so that an outage which no success can end is over
 */
public record OutageSettings(Duration flap, Duration firstReminder, Duration longest, Duration settle, Duration quiet) {
    /** 10 s; 15 min, 24 h; 30 s; 15 min. */
    public static final OutageSettings DEFAULTS = new OutageSettings(
            Duration.ofSeconds(10),
            Duration.ofMinutes(15),
            Duration.ofHours(24),
            Duration.ofSeconds(30),
            Duration.ofMinutes(15));

    /** The same with another time for flaps. */
    public OutageSettings withFlap(Duration time) {
        return new OutageSettings(time, firstReminder, longest, settle, quiet);
    }
}

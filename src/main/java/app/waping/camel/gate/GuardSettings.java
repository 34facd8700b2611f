package app.waping.camel.gate;

import java.time.Duration;

/**
 * The patience of the gates. Immutable.
 *
 * @param firstCheck        how long after the loss of a session the gate looks for it again; the interval grows from here
 * @param longestCheck      the longest interval between two questions for the status
 * @param longestProbe      the longest interval between two messages that probe a session whose status is not told
 * @param calm              how long a session must have held so that its next loss counts as a new one
 * @param disbelief         how long a status that says "down" is believed without a message that probes it
 * @param credentialProbe   the first interval between two messages that probe a refused credential; it grows from here
 * @param credentialLongest the longest of these intervals
 * @param badRequests       answers per minute and credential that blame the request (400, 403, 404, 409) before the gate
 *                          slows down; 0 switches the guard off
 * @param retryShare        retries after server errors and transport faults as a part of all sends
 * @param retryReserve      such retries beyond that part
 * @param troubleAfter      consecutive server errors and transport faults after which one call at a time goes out
 */
public record GuardSettings(
        Duration firstCheck,
        Duration longestCheck,
        Duration longestProbe,
        Duration calm,
        Duration disbelief,
        Duration credentialProbe,
        Duration credentialLongest,
        int badRequests,
        double retryShare,
        int retryReserve,
        int troubleAfter) {
    /** 2 s, 30 s, 60 s; 60 s; 5 min; 5 min, 1 h; 20 per minute; 20 % and 10; 5. */
    public static final GuardSettings DEFAULTS = new GuardSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            20,
            0.2,
            10,
            5);

    /** The same with another budget of answers that blame the request. */
    public GuardSettings withBadRequests(int perMinute) {
        return new GuardSettings(
                firstCheck,
                longestCheck,
                longestProbe,
                calm,
                disbelief,
                credentialProbe,
                credentialLongest,
                perMinute,
                retryShare,
                retryReserve,
                troubleAfter);
    }

    /** The same with another first look for a lost session. */
    public GuardSettings withFirstCheck(Duration interval) {
        return new GuardSettings(
                interval,
                longestCheck,
                longestProbe,
                calm,
                disbelief,
                credentialProbe,
                credentialLongest,
                badRequests,
                retryShare,
                retryReserve,
                troubleAfter);
    }
}

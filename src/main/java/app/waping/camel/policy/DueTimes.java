package app.waping.camel.policy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the times at which messages of a device are due in the order in which they were handed on: a store that delivers
 * by time would else let a later message overtake an earlier one of the same recipient. Thread-safe.
 */
final class DueTimes {
    private static final int MANY = 10_000;

    private final InstantSource clock;
    private final Map<String, Instant> latest = new HashMap<>();

    DueTimes(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * When the next message of a device is due: not before the time that was asked for, nor before the one in front of it.
     *
     * @param wanted null where nothing speaks for a later time
     * @return whole milliseconds, rounded up; null for at once
     */
    synchronized Instant next(String deviceId, Instant wanted) {
        Instant now = clock.instant();
        Instant before = latest.get(deviceId);
        boolean behind = before != null && before.isAfter(now) && (wanted == null || wanted.isBefore(before));
        Instant due = behind ? before : wanted;
        if (due == null) {
            return null;
        }
        Instant whole = due.truncatedTo(ChronoUnit.MILLIS);
        if (whole.isBefore(due)) {
            whole = whole.plusMillis(1);
        }
        if (latest.size() >= MANY) {
            latest.values().removeIf(time -> !time.isAfter(now));
        }
        latest.put(deviceId, whole);
        return whole;
    }
}

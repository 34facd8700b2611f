package app.waping.camel.policy;

import java.time.Instant;

/**
 * Which dead letters a group replay is about. Immutable.
 *
 * @param code     the API's code; null for any
 * @param category the category, such as RATE_LIMITED; null for any
 * @param deviceId the device; null for any
 * @param from     those that failed last at this time or later; null for no bound
 * @param until    those that failed last before this time; null for no bound
 */
record ReplaySelection(String code, String category, String deviceId, Instant from, Instant until) {
    boolean matches(DeadLetterRecord dead) {
        return (code == null || code.equals(dead.failure().code()))
                && (category == null || category.equalsIgnoreCase(dead.failure().category()))
                && (deviceId == null || deviceId.equals(dead.call().deviceId()))
                && (from == null || dead.lastAt() != null && !dead.lastAt().isBefore(from))
                && (until == null || dead.lastAt() != null && dead.lastAt().isBefore(until));
    }
}

package app.waping.camel.gate;

import java.time.Duration;
import java.util.Objects;

/**
 * How the messages of one endpoint pass the gate. Immutable. Each message goes by the settings it brings, so endpoints
 * with different settings can share a device.
 *
 * @param maxInFlight   requests in flight per device, at least 1; default 8
 * @param ordered       one message at a time per recipient, in arrival order; default true
 * @param maxWaiting    messages waiting in memory per device, at least 0; default 10 000
 * @param maxRetryAfter the longest wait that is held in memory where the end of it is known or the device is closed;
 *                      default 30 s
 */
public record GateSettings(int maxInFlight, boolean ordered, int maxWaiting, Duration maxRetryAfter) {
    /** The defaults. */
    public static final GateSettings DEFAULTS = new GateSettings(8, true, 10_000, Duration.ofSeconds(30));

    /** @throws IllegalArgumentException if a number is out of its range */
    public GateSettings {
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("maxInFlight must be at least 1, is " + maxInFlight);
        }
        if (maxWaiting < 0) {
            throw new IllegalArgumentException("maxWaiting must not be negative, is " + maxWaiting);
        }
        if (Objects.requireNonNull(maxRetryAfter, "maxRetryAfter").isNegative()) {
            throw new IllegalArgumentException("maxRetryAfter must not be negative, is " + maxRetryAfter);
        }
    }
}

package app.waping.camel.gate;

import java.util.Objects;

/**
 * What the API tells of a device.
 *
 * @param state how its session is
 * @param link  whatever names the present link of the phone, such as its number or the id of the link; kept in memory
 *              only, compared and never shown; null where the API does not tell
 */
public record DeviceStatus(State state, String link) {
    /** The concepts behind the words that APIs use. */
    public enum State {
        /** Messages can be sent. */
        CONNECTED,
        /** Messages can be sent, with delays. */
        DEGRADED,
        /** Somebody has to scan the QR code. */
        NEEDS_QR,
        /** Messages cannot be sent. */
        DOWN,
        /** The API does not tell, or in words that are not known. */
        UNKNOWN
    }

    /** Nothing is known. */
    public static final DeviceStatus UNKNOWN = new DeviceStatus(State.UNKNOWN, null);

    public DeviceStatus {
        Objects.requireNonNull(state, "state");
    }

    /** Never the link, which may be a phone number. */
    @Override
    public String toString() {
        return "DeviceStatus[" + state + "]";
    }
}

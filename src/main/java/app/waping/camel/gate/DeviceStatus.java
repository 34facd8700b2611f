package app.waping.camel.gate;

import java.util.Objects;

/**
 * What the API tells of a device.
 *
 * @param state how its session is
 * @param link  names the present link of the phone, in a form that only compares, such as a hash of its number; null
 *              where the API does not tell
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

    /** Never the link, which may be told by a phone number. */
    @Override
    public String toString() {
        return "DeviceStatus[" + state + "]";
    }
}

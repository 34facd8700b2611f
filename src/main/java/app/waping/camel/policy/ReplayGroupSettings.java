package app.waping.camel.policy;

import java.time.Duration;
import java.time.Instant;

/** What a group replay was told. Blank is as good as not said, so that properties may stay empty. */
final class ReplayGroupSettings {
    private String code;
    private String category;
    private String deviceId;
    private String from;
    private String until;
    private String back;
    private double perSecond = 5;

    ReplaySelection selection() {
        return new ReplaySelection(
                code,
                category,
                deviceId,
                from == null ? null : Instant.parse(from),
                until == null ? null : Instant.parse(until));
    }

    Duration interval() {
        return Duration.ofNanos((long) (1e9 / perSecond));
    }

    String back() {
        return back;
    }

    void setCode(String value) {
        code = given(value);
    }

    void setCategory(String value) {
        category = given(value);
    }

    void setDeviceId(String value) {
        deviceId = given(value);
    }

    void setFrom(String value) {
        from = given(value);
    }

    void setUntil(String value) {
        until = given(value);
    }

    void setBack(String value) {
        back = given(value);
    }

    void setPerSecond(double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException("perSecond must be more than 0");
        }
        perSecond = value;
    }

    private static String given(String value) {
        return value == null || value.isBlank() ? null : value.trim();
    }
}

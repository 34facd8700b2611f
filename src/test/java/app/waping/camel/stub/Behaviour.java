package app.waping.camel.stub;

import java.time.Duration;

/** What a test may change about the API while it runs, devices, limits and scripts apart. */
final class Behaviour {
    private final String initialKey;
    private volatile String apiKey;
    private volatile String forbidden;
    private volatile int sessionStatus;
    private volatile int successStatus;
    private volatile Duration clockSkew;
    private volatile Latency latency;

    Behaviour(String apiKey) {
        initialKey = apiKey;
        reset();
    }

    void reset() {
        apiKey = initialKey;
        forbidden = null;
        sessionStatus = 409;
        successStatus = 202;
        clockSkew = Duration.ZERO;
        latency = Latency.NONE;
    }

    String apiKey() {
        return apiKey;
    }

    void apiKey(String key) {
        apiKey = key;
    }

    /** Why the plan or scope denies; null where it does not. */
    String forbidden() {
        return forbidden;
    }

    void forbidden(String why) {
        forbidden = why;
    }

    int sessionStatus() {
        return sessionStatus;
    }

    void sessionStatus(int status) {
        sessionStatus = status;
    }

    int successStatus() {
        return successStatus;
    }

    void successStatus(int status) {
        successStatus = status;
    }

    /** By how much the clock shown in answers is ahead of the stub's own. */
    Duration clockSkew() {
        return clockSkew;
    }

    void clockSkew(Duration skew) {
        clockSkew = skew;
    }

    Latency latency() {
        return latency;
    }

    void latency(Latency time) {
        latency = time;
    }
}

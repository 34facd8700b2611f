package app.waping.camel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import app.waping.camel.gate.DeviceGate;
import app.waping.camel.gate.DeviceStatus;
import app.waping.camel.gate.StatusQuery;

/**
 * Knows whether a device is linked to another phone by now than when a record was made. Where its gate has not been told,
 * the API is asked, at most once a minute for each device. Thread-safe; may block for as long as the answer takes.
 */
final class LinkCheck {
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    private static final long ANSWER_WITHIN_SECONDS = 10;

    private final StatusQuery query;
    private final Clock clock;
    private final Map<DeviceGate, Instant> askAgain = new ConcurrentHashMap<>();

    LinkCheck(StatusQuery query, Clock clock) {
        this.query = query;
        this.clock = clock;
    }

    /** @param link the link in the record; null where it has none: then there is nothing to compare */
    boolean isOther(DeviceGate gate, String credentialId, String link) {
        if (link == null) {
            return false;
        }
        if (gate.link() == null && mayAsk(gate)) {
            gate.learned(ask(credentialId, gate.deviceId()));
        }
        return gate.isOther(link);
    }

    private boolean mayAsk(DeviceGate gate) {
        Instant now = clock.instant();
        Instant next = askAgain.get(gate);
        if (next != null && now.isBefore(next)) {
            return false;
        }
        askAgain.put(gate, now.plus(ASK_AGAIN));
        return true;
    }

    private DeviceStatus ask(String credentialId, String deviceId) {
        CompletionStage<DeviceStatus> answer = query.query(credentialId, deviceId);
        if (answer == null) {
            return DeviceStatus.UNKNOWN;
        }
        try {
            DeviceStatus status = answer.toCompletableFuture().get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
            return status == null ? DeviceStatus.UNKNOWN : status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DeviceStatus.UNKNOWN;
        } catch (ExecutionException | TimeoutException e) {
            // A question that fails tells nothing, and is no reason to hold a message back.
            return DeviceStatus.UNKNOWN;
        }
    }
}

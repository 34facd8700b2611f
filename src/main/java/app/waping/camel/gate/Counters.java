package app.waping.camel.gate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/** What a gate has seen so far. Guarded by the lock of the gate. */
final class Counters {
    private static final int CODES_KEPT = 5;

    long sent;
    long accepted;
    long throttled;
    long refused;
    private final Deque<String> lastCodes = new ArrayDeque<>();
    private long lastThrottledAt = -1;

    void failed(WapingException failure, long now) {
        if (failure.getCategory() == WapingErrorCategory.RATE_LIMITED) {
            lastThrottledAt = now;
        }
        if (lastCodes.size() == CODES_KEPT) {
            lastCodes.removeLast();
        }
        lastCodes.addFirst(
                failure.getCode() != null
                        ? failure.getCode()
                        : failure.getCategory().name());
    }

    GateSnapshot snapshot(DeviceGate gate, WaitingRoom room, Operator operator) {
        Credential credential = gate.credential;
        Pace shared = credential.limit.shared();
        Pace pace = shared != null ? shared : gate.pace;
        Waiter oldest = room.oldest();
        return new GateSnapshot(
                credential.id,
                gate.deviceId(),
                pace.describe(),
                gate.session.describe(),
                credential.guard.describe(),
                operator.describe(),
                shared != null,
                credential.badRequests.slowed(),
                gate.trouble.present(),
                room.size(),
                gate.pace.inFlight(),
                pace.learned(),
                pace.pausedUntil() == 0 ? null : credential.instant(pace.pausedUntil()),
                gate.closedSince(),
                oldest == null ? null : credential.instant(oldest.arrivedAt),
                sent,
                accepted,
                throttled,
                refused,
                lastThrottledAt < 0 ? null : credential.instant(lastThrottledAt),
                List.copyOf(lastCodes));
    }
}

package app.waping.camel.gate;

/** What a gate has seen so far. Guarded by the lock of the gate. */
final class Counters {
    long sent;
    long accepted;
    long throttled;
    long refused;

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
                refused);
    }
}

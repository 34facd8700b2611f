package app.waping.camel.gate;

import java.util.concurrent.TimeUnit;

/** Asks how a device is while its session is lost: one question at a time. Guarded by the lock of the gate. */
final class StatusWatch {
    private static final long ANSWER_WITHIN = TimeUnit.SECONDS.toNanos(10);

    private final DeviceGate gate;
    private long question;
    private boolean asked;

    StatusWatch(DeviceGate gate) {
        this.gate = gate;
    }

    /** Asks where it is time to; no answer to the last question counts as one that tells nothing. */
    void look(long now, Actions actions) {
        if (now < gate.session.nextCheck()) {
            return;
        }
        question++;
        if (asked || !gate.credential.guard.open()) {
            asked = false;
            gate.session.told(DeviceStatus.UNKNOWN, now);
            return;
        }
        asked = true;
        gate.session.asking(now + ANSWER_WITHIN);
        long asking = question;
        actions.add(() -> gate.ask(status -> told(asking, status)));
    }

    private void told(long asking, DeviceStatus status) {
        gate.credential.locked(actions -> {
            if (asking != question || !asked) {
                return;
            }
            asked = false;
            gate.linkTold(gate.session.told(status, gate.now()), actions);
            if (status.link() != null) {
                gate.links.refreshed(gate.now());
            }
            gate.pump(actions);
        });
    }
}

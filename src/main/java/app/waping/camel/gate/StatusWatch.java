package app.waping.camel.gate;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import app.waping.camel.gate.GateEvent.Kind;

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
        actions.add(() -> ask(asking));
    }

    private void ask(long asking) {
        CompletionStage<DeviceStatus> answer = null;
        try {
            answer = gate.credential.query.query(gate.credential.id, gate.deviceId());
        } catch (RuntimeException e) {
            // A query that cannot be made tells as much as none: a message finds out.
            told(asking, DeviceStatus.UNKNOWN);
            return;
        }
        if (answer == null) {
            told(asking, DeviceStatus.UNKNOWN);
        } else {
            answer.whenComplete((status, failure) ->
                    told(asking, failure != null || status == null ? DeviceStatus.UNKNOWN : status));
        }
    }

    private void told(long asking, DeviceStatus status) {
        gate.credential.locked(actions -> {
            if (asking != question || !asked) {
                return;
            }
            asked = false;
            if (gate.session.told(status, gate.now())) {
                String text = "The device is linked to another phone number."
                        + " Its messages are parked until an operator releases it.";
                gate.credential.event(actions, Kind.DEVICE_RELINKED, gate, null, null, text);
                gate.sweep(actions);
            }
            gate.pump(actions);
        });
    }
}

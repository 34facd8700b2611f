package app.waping.camel.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds out which phone a device is linked to, for those that are meant for one: asks at most once a minute, and lets
 * them wait for the answer. Without an answer they go. Guarded by the lock of the gate.
 */
final class LinkWatch {
    private static final long FRESH = TimeUnit.MINUTES.toNanos(1);
    private static final long ANSWER_WITHIN = TimeUnit.SECONDS.toNanos(10);

    private final DeviceGate gate;
    private final List<Waiter> held = new ArrayList<>();
    private long freshUntil;
    private long answerBy;
    private long question;

    LinkWatch(DeviceGate gate) {
        this.gate = gate;
    }

    /** When one may go that could go now otherwise: now, or when the answer must be there. */
    long earliest(Waiter waiter, long now, Actions actions) {
        if (waiter.entry.link == null) {
            return now;
        }
        if (now >= freshUntil) {
            freshUntil = now + FRESH;
            answerBy = now + ANSWER_WITHIN;
            held.clear();
            question++;
            long asking = question;
            actions.add(() -> gate.ask(status -> told(asking, status)));
        }
        if (now < answerBy) {
            held.add(waiter);
        }
        return Math.max(now, answerBy);
    }

    /** Whether somebody waits for the answer. */
    boolean holds(Waiter waiter) {
        return held.contains(waiter);
    }

    /** The API has told it, for whatever reason it was asked. */
    void refreshed(long now) {
        freshUntil = now + FRESH;
        answerBy = now;
    }

    private void told(long asking, DeviceStatus status) {
        gate.credential.locked(actions -> {
            if (asking != question) {
                return;
            }
            answerBy = gate.now();
            gate.linkTold(gate.session.learned(status.link()), actions);
            held.forEach(gate::hasten);
            held.clear();
            gate.pump(actions);
        });
    }
}

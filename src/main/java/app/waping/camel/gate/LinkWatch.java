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

    /** Whether it waits for the answer. */
    boolean holds(Waiter waiter) {
        return waiter.entry.link != null && waiter.notBefore == answerBy;
    }

    /** Whether what is known of the link was asked for within a minute. */
    boolean isFresh(long now) {
        return now >= answerBy && now < freshUntil;
    }

    /** The API has told it in answer to another question; an answer to an older one counts no more. */
    void refreshed(long now) {
        question++;
        freshUntil = now + FRESH;
        answered(now);
    }

    private void answered(long now) {
        answerBy = now;
        held.forEach(gate::hasten);
        held.clear();
    }

    private void told(long asking, DeviceStatus status) {
        gate.credential.locked(actions -> {
            if (asking != question) {
                return;
            }
            gate.linkTold(gate.session.learned(status.link()), actions);
            answered(gate.now());
            gate.pump(actions);
        });
    }
}

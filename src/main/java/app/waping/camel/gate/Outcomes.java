package app.waping.camel.gate;

import java.time.Duration;
import java.time.Instant;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.gate.GateEvent.Kind;

/** What the outcome of a call tells the gate about the calls that follow. Guarded by the lock of the gate. */
final class Outcomes {
    private final DeviceGate gate;
    private long grantedAt = -1;

    Outcomes(DeviceGate gate) {
        this.gate = gate;
    }

    /** Whether an entry is a retry that the budget bounds. */
    boolean budgeted(Entry entry) {
        return entry.retry() && isTrouble(entry.previous.getCategory());
    }

    private static boolean isTrouble(WapingErrorCategory category) {
        return category == WapingErrorCategory.SERVER_ERROR || category == WapingErrorCategory.TRANSPORT;
    }

    void succeeded(Permit permit, long now, Actions actions) {
        gate.counters.accepted++;
        write(permit.waiter.entry, gate.credential, null, "accepted", null);
        if (budgeted(permit.waiter.entry)) {
            gate.budget.retrySucceeded();
        }
        answered(permit, now, actions);
        if (permit.sessionProbe) {
            gate.session.found(now);
            gate.pace.slowStart();
            event(actions, Kind.DEVICE_RESUMED, null, null, "The session of the device is back.");
        }
    }

    void failed(Permit permit, WapingException failure, long now, Actions actions) {
        WapingErrorCategory category = failure.getCategory();
        Instant until = null;
        switch (category) {
            case RATE_LIMITED -> until = throttled(permit, failure, now, actions);
            case SERVER_ERROR, TRANSPORT -> until = trouble(permit, failure, now, actions);
            case SESSION_DISCONNECTED -> {
                answered(permit, now, actions);
                lost(permit, failure, now, actions);
            }
            case UNAUTHORIZED -> refused(permit, failure, now, actions);
            case VALIDATION_ERROR, FORBIDDEN, NOT_FOUND, IDEMPOTENCY_CONFLICT -> {
                answered(permit, now, actions);
                bad(failure, now, actions);
            }
            default -> answered(permit, now, actions);
        }
        if (permit.sessionProbe && category != WapingErrorCategory.SESSION_DISCONNECTED) {
            gate.session.undecided();
        }
        if (permit.credentialProbe && !answersKey(category)) {
            gate.credential.guard.undecided(now);
        }
        write(permit.waiter.entry, gate.credential, failure, "failed", until);
    }

    void unused(Permit permit, long now) {
        inconclusive(permit);
        if (permit.sessionProbe) {
            gate.session.undecided();
        }
        if (permit.credentialProbe) {
            gate.credential.guard.keyChanged(now);
            gate.credential.guard.undecided(now);
        }
    }

    /** What gets better by the passing of time alone. */
    void recover(long now, Actions actions) {
        Credential credential = gate.credential;
        if (credential.badRequests.recovered(now)) {
            credential.event(actions, Kind.BUDGET_RECOVERED, null, null, null, "Bad requests have become few again.");
        }
        if (credential.limit.narrowed(now)) {
            gate.pace.slowStart();
            credential.event(actions, Kind.NARROWED, null, null, null, "Each device goes by its own limit again.");
        }
    }

    private void answered(Permit permit, long now, Actions actions) {
        grantedAt = Math.max(grantedAt, permit.sentAt);
        boolean resumed = gate.pace.accepted(permit.cycle, permit.sentAt, now);
        if (permit.shared != null) {
            resumed |= permit.shared.accepted(permit.sharedCycle, permit.sentAt, now);
        }
        if (resumed) {
            event(actions, Kind.RESUMED, null, null, "The API takes messages again.");
        }
        if (gate.trouble.over()) {
            event(actions, Kind.TROUBLE_OVER, null, null, "The API answers again.");
        }
        if (permit.credentialProbe) {
            Credential credential = gate.credential;
            credential.guard.taken(now);
            credential.event(actions, Kind.CREDENTIAL_RESUMED, null, null, null, "The API takes the credential again.");
        }
    }

    private void inconclusive(Permit permit) {
        gate.pace.inconclusive(permit.cycle);
        if (permit.shared != null) {
            permit.shared.inconclusive(permit.sharedCycle);
        }
    }

    private Instant throttled(Permit permit, WapingException failure, long now, Actions actions) {
        gate.counters.throttled++;
        gate.trouble.over();
        Credential credential = gate.credential;
        long retryAfter = nanos(failure.getRetryAfter());
        long before = gate.pace.pausedUntil();
        long until;
        Pace shared = credential.limit.shared();
        if (permit.shared != null) {
            before = permit.shared.pausedUntil();
            permit.shared.throttled(permit.sharedCycle, retryAfter, now);
            gate.pace.inconclusive(permit.cycle);
            until = permit.shared.pausedUntil();
            if (permit.shared != shared) {
                // The devices have gone by their own limits since this call was sent.
                (shared == null ? gate.pace : shared).pause(until);
            }
        } else {
            gate.pace.throttled(permit.cycle, retryAfter, now);
            until = gate.pace.pausedUntil();
            if (shared != null) {
                shared.pause(until);
            } else if (credential.limit.throttled(gate, grantedAt, until, now, credential.devices())) {
                String text = "The limit is the account's: all its devices wait together.";
                credential.event(actions, Kind.WIDENED, null, failure.getCategory(), credential.instant(until), text);
            }
        }
        Instant end = credential.instant(until);
        if (before == 0) {
            event(actions, Kind.PAUSED, failure, end, "The API throttles.");
        }
        if (until - now > 0) {
            sweepFor(permit, actions);
        }
        return end;
    }

    private void sweepFor(Permit permit, Actions actions) {
        if (permit.shared != null) {
            gate.credential.devices().forEach(device -> device.sweep(actions));
        } else {
            gate.sweep(actions);
        }
    }

    private Instant trouble(Permit permit, WapingException failure, long now, Actions actions) {
        inconclusive(permit);
        if (gate.trouble.failed()) {
            event(actions, Kind.TROUBLE, failure, null, "Server errors in a row: one call at a time.");
        }
        long retryAfter = nanos(failure.getRetryAfter());
        if (retryAfter <= 0) {
            return null;
        }
        gate.pace.pause(now + retryAfter);
        gate.sweep(actions);
        return gate.credential.instant(now + retryAfter);
    }

    private void lost(Permit permit, WapingException failure, long now, Actions actions) {
        if (gate.session.lost(failure, permit.sessionProbe, permit.sentAt, now)) {
            gate.sweep(actions);
            event(
                    actions,
                    Kind.DEVICE_CLOSED,
                    failure,
                    null,
                    "The session of the device is lost. " + failure.getRemedy());
        }
    }

    private void refused(Permit permit, WapingException failure, long now, Actions actions) {
        inconclusive(permit);
        Credential credential = gate.credential;
        if (credential.guard.refused(failure, permit.credentialProbe, permit.sentAt, now)) {
            credential.devices().forEach(device -> device.sweep(actions));
            credential.event(
                    actions,
                    Kind.CREDENTIAL_CLOSED,
                    null,
                    failure.getCategory(),
                    null,
                    "The API refuses the credential. " + failure.getRemedy());
        }
    }

    private void bad(WapingException failure, long now, Actions actions) {
        if (failure.getHttpResponseCode() == 0) {
            return;
        }
        Credential credential = gate.credential;
        String code = failure.getCode() != null
                ? failure.getCode()
                : failure.getCategory().name();
        if (credential.badRequests.answered(code, now)) {
            String text =
                    "Many requests are refused for what they hold; messages go out slowly. Codes of the last minute: "
                            + credential.badRequests.topCodes() + ".";
            credential.event(actions, Kind.BUDGET_EXCEEDED, null, failure.getCategory(), null, text);
        }
    }

    /** Whether an answer of this kind shows what the API thinks of the key. */
    private static boolean answersKey(WapingErrorCategory category) {
        return category != WapingErrorCategory.SERVER_ERROR
                && category != WapingErrorCategory.TRANSPORT
                && category != WapingErrorCategory.RATE_LIMITED;
    }

    private void event(Actions actions, Kind kind, WapingException cause, Instant until, String text) {
        gate.credential.event(actions, kind, gate, cause == null ? null : cause.getCategory(), until, text);
    }

    private static long nanos(Duration wait) {
        if (wait == null) {
            return -1;
        }
        try {
            return wait.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE / 4;
        }
    }

    static void write(Entry entry, Credential credential, WapingException cause, String decision, Instant until) {
        if (entry.trail == null) {
            return;
        }
        String code = cause == null ? null : cause.getCode();
        WapingErrorCategory category = cause == null ? null : cause.getCategory();
        entry.trail.add(new TrailStep(credential.timer.now(), code, category, decision, until));
    }
}

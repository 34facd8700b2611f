package app.waping.camel.gate;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import app.waping.camel.error.WapingException;
import app.waping.camel.gate.GateEvent.Kind;

/**
 * The one place that knows when a message of a device may go out: it joins the throttle, the session, the order per
 * recipient, the state of the credential and what operators decide. Thread-safe; got from {@link Gates#device}.
 */
public final class DeviceGate {
    final Credential credential;
    final Pace pace;
    final Session session;
    final Trouble trouble;
    final RetryBudget budget;
    final Counters counters = new Counters();
    final LinkWatch links = new LinkWatch(this);
    private final String deviceId;
    private final WaitingRoom room = new WaitingRoom(this);
    private final Outcomes outcomes = new Outcomes(this);
    private final StatusWatch statusWatch = new StatusWatch(this);
    private final Wake wake;
    private final Patience patience = new Patience(this);
    private Operator operator = Operator.OPEN;
    private long operatorSince;
    private long overdueAt = Waiter.NEVER;
    private long sequence;
    private String heldBy;

    DeviceGate(Credential credential, String deviceId) {
        this.credential = credential;
        this.deviceId = deviceId;
        this.pace = credential.limit.newPace();
        this.session = new Session(credential.settings);
        this.trouble = new Trouble(credential.settings.troubleAfter());
        this.budget = new RetryBudget(credential.settings.retryShare(), credential.settings.retryReserve());
        this.wake = new Wake(credential.timer, () -> credential.locked(this::woken));
    }

    /** The device, as given to {@link Gates#device}. */
    public String deviceId() {
        return deviceId;
    }

    /** Asks for leave to send. The listener hears exactly once, within this call or later. Never blocks. */
    public void enter(Entry entry, GateListener listener) {
        if (entry.turn != null && !entry.retry()) {
            entry.turn.next();
        }
        Waiter waiter = new Waiter(entry, listener);
        credential.locked(waiter, actions -> admit(waiter, actions));
    }

    /** An operator stops the device: nothing goes out until {@link #resume}. What waits too long is refused. */
    public void pause() {
        operate(Operator.PAUSED, Kind.OPERATOR_PAUSED, "An operator paused the device.");
    }

    /** An operator lets what waits go out; what comes is refused until {@link #resume}. */
    public void drain() {
        operate(Operator.DRAINING, Kind.OPERATOR_PAUSED, "An operator drains the device.");
    }

    /** An operator takes back {@link #pause} or {@link #drain}. It does not open what else is closed. */
    public void resume() {
        operate(Operator.OPEN, Kind.OPERATOR_RESUMED, "An operator resumed the device.");
    }

    /** An operator lets what was meant for a former phone number go out from the one that is linked now. */
    public void release() {
        credential.locked(actions -> {
            if (session.release()) {
                pump(actions);
            }
        });
    }

    /** Something that knows, such as an event of the API, says that the phone is back: the next message finds out. */
    public void reconnected() {
        credential.locked(actions -> {
            session.hint();
            pump(actions);
        });
    }

    /** The link that messages are meant for, as {@link DeviceStatus#link} names it; null where nothing told it yet. */
    public String link() {
        String[] link = new String[1];
        credential.locked(actions -> link[0] = session.link());
        return link[0];
    }

    /** Asks the API how the device is. To be called without the lock; no answer is an unknown status. */
    void ask(Consumer<DeviceStatus> told) {
        CompletionStage<DeviceStatus> answer;
        try {
            answer = credential.query.query(credential.id, deviceId);
        } catch (RuntimeException e) {
            // A question that cannot be asked tells as much as one that is not answered.
            answer = null;
        }
        if (answer == null) {
            told.accept(DeviceStatus.UNKNOWN);
        } else {
            answer.whenComplete((status, failure) ->
                    told.accept(failure != null || status == null ? DeviceStatus.UNKNOWN : status));
        }
    }

    /** The API has told which phone is linked. To be called under the lock. */
    void linkTold(Session.Link link, Actions actions) {
        if (link == Session.Link.RELINKED) {
            String text = "The device is linked to another phone number."
                    + " Its messages are parked until an operator releases it.";
            credential.event(actions, Kind.DEVICE_RELINKED, this, null, null, text);
        }
        if (link != Session.Link.AS_KNOWN) {
            sweep(actions);
        }
    }

    /** What one waited for has come early. To be called under the lock. */
    void hasten(Waiter waiter) {
        room.hasten(waiter);
    }

    /** How the gate is now. */
    public GateSnapshot snapshot() {
        GateSnapshot[] taken = new GateSnapshot[1];
        credential.locked(actions -> taken[0] = counters.snapshot(this, room, operator));
        return taken[0];
    }

    Operator operator() {
        return operator;
    }

    long operatorSince() {
        return operatorSince;
    }

    long now() {
        return credential.timer.nanos();
    }

    int waiting() {
        return room.size();
    }

    void succeeded(Permit permit) {
        credential.locked(actions -> {
            room.arrived(permit.waiter, false);
            outcomes.succeeded(permit, now(), actions);
            permit.deviceOpen = session.connected();
            pumpAfter(permit, actions);
        });
    }

    void failed(Permit permit, WapingException failure) {
        credential.locked(actions -> {
            room.arrived(permit.waiter, failure.isRetryable());
            counters.failed(failure, now());
            outcomes.failed(permit, failure, now(), actions);
            pumpAfter(permit, actions);
        });
    }

    void unused(Permit permit) {
        credential.locked(actions -> {
            room.arrived(permit.waiter, false);
            outcomes.unused(permit, now());
            pumpAfter(permit, actions);
        });
    }

    void released(Lane lane, Turn turn) {
        credential.locked(actions -> {
            room.free(lane, turn);
            pump(actions);
        });
    }

    /** Everything of one sender that waits is refused. To be called under the lock. */
    void interrupt(Object owner, Actions actions) {
        for (Waiter waiter : room.matching(one -> one.entry.owner == owner)) {
            refuse(waiter, Refusals.interrupted(deviceId, waiter.entry), actions);
        }
        pump(actions);
    }

    /** The end: everything that waits is refused and no timer is left. To be called under the lock. */
    void close(Actions actions) {
        for (Waiter waiter : room.matching(one -> true)) {
            refuse(waiter, Refusals.interrupted(deviceId, waiter.entry), actions);
        }
        wake.close();
    }

    /** Refuses those that may not wait any longer in the present state. To be called under the lock. */
    void sweep(Actions actions) {
        long now = now();
        overdueAt = Waiter.NEVER;
        for (Waiter waiter : room.matching(one -> true)) {
            WapingException refusal = patience.refusal(waiter.entry, now);
            if (refusal != null) {
                refuse(waiter, refusal, actions);
            } else {
                overdueAt = Math.min(overdueAt, patience.endsAt(waiter.entry, now));
            }
        }
    }

    /** Lets out whoever may go and sees to the next time to look. To be called under the lock. */
    void pump(Actions actions) {
        long now = now();
        Waiter expired = room.expired(now);
        while (expired != null) {
            refuse(expired, Refusals.expired(deviceId, expired.entry), actions);
            expired = room.expired(now);
        }
        if (now >= overdueAt) {
            sweep(actions);
        }
        statusWatch.look(now, actions);
        outcomes.recover(now, actions);
        long next = Waiter.NEVER;
        Waiter waiter = room.next(now);
        while (waiter != null && next == Waiter.NEVER) {
            long at = earliest(waiter.entry, now);
            if (at > now) {
                next = at;
                break;
            }
            long linked = links.earliest(waiter, now, actions);
            long budgeted = outcomes.budgeted(waiter.entry) ? budget.earliest(now) : now;
            if (linked > now) {
                room.delay(waiter, linked);
            } else if (session.isOther(waiter.entry.link)) {
                refuse(waiter, Refusals.otherPhone(deviceId, waiter.entry), actions);
            } else if (budgeted > now) {
                await(waiter, budgeted, now, actions);
            } else {
                send(waiter, now, actions);
            }
            waiter = room.next(now);
        }
        next = Math.min(Math.min(next, room.nextChange()), Math.min(overdueAt, session.nextCheck()));
        wake.by(next, now);
    }

    private void woken(Actions actions) {
        wake.up();
        pump(actions);
    }

    private void pumpAfter(Permit permit, Actions actions) {
        if (permit.shared != null || permit.credentialProbe || credential.badRequests.slowed()) {
            credential.pumpAll(actions);
        } else if (waiting() > 0 || !session.connected()) {
            pump(actions);
        }
    }

    private void admit(Waiter waiter, Actions actions) {
        long now = now();
        Entry entry = waiter.entry;
        waiter.arrive(this, now, ++sequence, room);
        WapingException refusal = patience.newcomersRefusal(waiter, now);
        waiter.lane = room.lane(entry);
        if (refusal != null) {
            refuse(waiter, refusal, actions);
            room.tidy(waiter.lane);
            pump(actions);
            return;
        }
        if (room.passes(waiter) && entry.link == null) {
            outcomes.recover(now, actions);
            if (earliest(entry, now) <= now) {
                send(waiter, now, actions);
                return;
            }
        }
        room.add(waiter);
        overdueAt = Math.min(overdueAt, patience.endsAt(entry, now));
        pump(actions);
        if (!waiter.waiting) {
            return;
        }
        if (credential.stopped(entry.owner)) {
            refuse(waiter, Refusals.interrupted(deviceId, entry), actions);
            pump(actions);
        } else if (!entry.retry() && isFull(entry)) {
            refuse(waiter, patience.full(entry, now), actions);
        } else if (entry.trail != null) {
            heldBy = null;
            long at = Math.max(earliest(entry, now), waiter.notBefore);
            String reason = heldBy != null ? heldBy : waiter.notBefore > now ? "waits: back-off" : "waits: its turn";
            reason = links.holds(waiter) ? "waits: asks which phone is linked" : reason;
            entry.trail.add(
                    credential.timer.now(), reason, at <= now || at == Waiter.NEVER ? null : credential.instant(at));
        }
    }

    private boolean isFull(Entry entry) {
        int waiting = entry.drained ? room.drained() : room.live();
        return waiting > entry.settings.maxWaiting();
    }

    /** When an entry may go as far as the state of the gate is concerned; notes what holds it. */
    private long earliest(Entry entry, long now) {
        long at = now;
        if (operator == Operator.PAUSED) {
            at = heldUntil(at, Waiter.NEVER, "waits: an operator paused the device");
        }
        at = heldUntil(at, credential.guard.earliest(now), "waits: the API refuses the credential");
        at = heldUntil(at, session.earliest(now), "waits: the device is disconnected");
        at = heldUntil(at, credential.badRequests.earliest(now), "waits: too many bad requests");
        Pace shared = credential.limit.shared();
        if (shared != null) {
            at = heldUntil(at, shared.earliest(now, Integer.MAX_VALUE), "waits: the API throttles the account");
        }
        at = heldUntil(
                at,
                pace.earliest(now, entry.settings.maxInFlight()),
                pace.pausedUntil() > now ? "waits: the API throttles" : "waits: enough calls are in flight");
        if (trouble.present() && pace.inFlight() > 0) {
            at = heldUntil(at, Waiter.NEVER, "waits: one call at a time after server errors");
        }
        return at;
    }

    private long heldUntil(long at, long other, String reason) {
        if (other > at) {
            heldBy = reason;
            return other;
        }
        return at;
    }

    private void send(Waiter waiter, long now, Actions actions) {
        room.depart(waiter);
        Entry entry = waiter.entry;
        if (entry.turn != null) {
            entry.turn.order(this, waiter.order());
        }
        boolean sessionProbe = session.sent(now);
        boolean credentialProbe = credential.guard.sent();
        credential.badRequests.sent(now);
        budget.sent(outcomes.budgeted(entry), now);
        counters.sent++;
        if (entry.trail != null) {
            String how = sessionProbe || credentialProbe ? "sent as the probe" : "sent";
            entry.trail.add(credential.timer.now(), how, null);
        }
        Pace shared = credential.limit.shared();
        actions.go(waiter, new Permit(this, waiter, now, pace, shared, sessionProbe, credentialProbe));
    }

    private void await(Waiter waiter, long budgeted, long now, Actions actions) {
        Entry entry = waiter.entry;
        if (now - waiter.arrivedAt
                > entry.delay.plus(entry.settings.maxRetryAfter()).toNanos()) {
            String reason = "the retry budget of this device is used up; nothing was sent";
            refuse(waiter, Refusals.same(entry.previous, reason, deviceId, entry), actions);
        } else {
            room.delay(waiter, budgeted);
        }
    }

    private void refuse(Waiter waiter, WapingException failure, Actions actions) {
        room.remove(waiter);
        if (!failure.isRetryable()) {
            room.giveUp(waiter);
        }
        counters.refused++;
        Outcomes.write(waiter.entry, credential, failure, "refused, nothing sent", null);
        actions.refuse(waiter, failure);
    }

    private void operate(Operator decision, Kind kind, String text) {
        credential.locked(actions -> {
            if (operator == decision) {
                return;
            }
            operator = decision;
            operatorSince = now();
            credential.event(actions, kind, this, null, null, text);
            sweep(actions);
            pump(actions);
        });
    }

    Instant closedSince() {
        return session.closedAt() < 0 ? null : credential.instant(session.closedAt());
    }
}

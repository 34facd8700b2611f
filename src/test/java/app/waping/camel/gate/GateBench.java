package app.waping.camel.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/** A gate on virtual time, and what became of the messages that entered it. */
final class GateBench {
    final VirtualTimer timer = new VirtualTimer();
    final List<GateEvent> events = new ArrayList<>();
    final List<String> queries = new ArrayList<>();
    final Gates gates;
    final DeviceGate gate;
    GateSettings settings = GateSettings.DEFAULTS;
    StatusQuery status = StatusQuery.NONE;
    private int recipients;

    GateBench() {
        this(GuardSettings.DEFAULTS);
    }

    GateBench(GuardSettings guard) {
        gates = new Gates(timer, Runnable::run, events::add, guard, this::query, () -> 0);
        gate = gates.device("account", "dev_1");
    }

    private java.util.concurrent.CompletionStage<DeviceStatus> query(String credentialId, String deviceId) {
        queries.add(timer.millis() + " " + deviceId);
        return status.query(credentialId, deviceId);
    }

    /** One message and what the gate told it. */
    static final class Message implements GateListener {
        final String recipient;
        final Turn turn = new Turn();
        final Trail trail = new Trail();
        final VirtualTimer timer;
        Permit permit;
        WapingException refusal;
        int told;
        long toldAt = -1;

        Message(String recipient, VirtualTimer timer) {
            this.recipient = recipient;
            this.timer = timer;
        }

        @Override
        public void go(Permit leave) {
            permit = leave;
            told++;
            toldAt = timer.millis();
        }

        @Override
        public void refused(WapingException failure) {
            refusal = failure;
            told++;
            toldAt = timer.millis();
        }

        boolean goes() {
            return permit != null;
        }

        boolean waits() {
            return told == 0;
        }

        WapingErrorCategory refusedAs() {
            return refusal == null ? null : refusal.getCategory();
        }
    }

    Message send(String recipient) {
        Message message = new Message(recipient, timer);
        gate.enter(entry(message).build(), message);
        return message;
    }

    /** A message to a recipient of its own. */
    Message send() {
        return send("own " + recipients++);
    }

    /** One that was drained from park, or is replayed. */
    Message drained(String recipient) {
        return drained(recipient, null);
    }

    /** One that was drained and is meant for a phone; null: for any. */
    Message drained(String recipient, String link) {
        Message message = new Message(recipient, timer);
        gate.enter(entry(message).drained(true).link(link).build(), message);
        return message;
    }

    /** One that was drained, to a recipient of its own. */
    Message drained() {
        return drained("own " + recipients++);
    }

    /** A message meets a lost session. */
    void disconnects() {
        send().permit.failed(failure(WapingErrorCategory.SESSION_DISCONNECTED));
    }

    /** What the API tells of the device from now on. */
    void statusIs(DeviceStatus.State state, String link) {
        status = (credential, device) -> CompletableFuture.completedFuture(new DeviceStatus(state, link));
    }

    Entry.Builder entry(Message message) {
        return Entry.builder(settings)
                .recipient(message.recipient)
                .turn(message.turn)
                .trail(message.trail)
                .idempotencyKey("key-1");
    }

    /** The same message again, after a failure. */
    Message again(Message message, WapingException failure, Duration delay) {
        message.permit = null;
        message.refusal = null;
        message.told = 0;
        gate.enter(entry(message).retryOf(failure, delay).build(), message);
        return message;
    }

    static WapingException failure(WapingErrorCategory category, int status, Duration retryAfter) {
        WapingError error =
                new WapingError(category.name(), status, null, null, null, null, retryAfter, "dev_1", "key-1", null);
        return WapingException.of(category, error);
    }

    static WapingException failure(WapingErrorCategory category) {
        int status =
                switch (category) {
                    case VALIDATION_ERROR -> 400;
                    case UNAUTHORIZED -> 401;
                    case FORBIDDEN -> 403;
                    case NOT_FOUND -> 404;
                    case IDEMPOTENCY_CONFLICT -> 409;
                    case RATE_LIMITED -> 429;
                    case SESSION_DISCONNECTED -> 422;
                    case SERVER_ERROR -> 503;
                    default -> 0;
                };
        return failure(category, status, null);
    }

    static WapingException throttled(long retryAfterMillis) {
        return failure(WapingErrorCategory.RATE_LIMITED, 429, Duration.ofMillis(retryAfterMillis));
    }

    List<GateEvent.Kind> kinds() {
        return events.stream().map(GateEvent::kind).toList();
    }
}

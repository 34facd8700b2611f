package app.waping.camel.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import app.waping.camel.error.WapingException;

/**
 * One call that asks to go out, a first attempt or a retry. Immutable.
 *
 * @see #builder(GateSettings)
 */
public final class Entry {
    final GateSettings settings;
    final String recipient;
    final Turn turn;
    final Trail trail;
    final Object owner;
    final String idempotencyKey;
    final Instant expiresAt;
    final Duration delay;
    final WapingException previous;
    final boolean drained;
    final String link;

    private Entry(Builder builder) {
        settings = builder.settings;
        recipient = builder.recipient;
        turn = builder.turn;
        trail = builder.trail;
        owner = builder.owner;
        idempotencyKey = builder.idempotencyKey;
        expiresAt = builder.expiresAt;
        delay = builder.delay;
        previous = builder.previous;
        drained = builder.drained;
        link = builder.link;
    }

    /** A first attempt without recipient, turn, trail, owner and time to live, until told otherwise. */
    public static Builder builder(GateSettings settings) {
        return new Builder(settings);
    }

    boolean retry() {
        return previous != null;
    }

    /** Names no recipient. */
    @Override
    public String toString() {
        return "Entry[" + (retry() ? "retry" : "first attempt") + (drained ? ", drained" : "") + "]";
    }

    /** Collects what is known of a call. Not thread-safe. */
    public static final class Builder {
        private final GateSettings settings;
        private String recipient;
        private Turn turn;
        private Trail trail;
        private Object owner;
        private String idempotencyKey;
        private Instant expiresAt;
        private Duration delay = Duration.ZERO;
        private WapingException previous;
        private boolean drained;
        private String link;

        private Builder(GateSettings settings) {
            this.settings = Objects.requireNonNull(settings, "settings");
        }

        /** Whose lane the call keeps to where the settings are ordered; null: no lane. */
        public Builder recipient(String value) {
            recipient = value;
            return this;
        }

        /** The turn of the exchange that sends; without one a lane is free again after any outcome. */
        public Builder turn(Turn value) {
            turn = value;
            return this;
        }

        /** Where the gate writes down what it decides; null: nowhere. */
        public Builder trail(Trail value) {
            trail = value;
            return this;
        }

        /** Who sends, such as the producer; see {@link Gates#stop(Object)}. */
        public Builder owner(Object value) {
            owner = value;
            return this;
        }

        /** The key the call goes out under; for the exceptions of refusals. */
        public Builder idempotencyKey(String value) {
            idempotencyKey = value;
            return this;
        }

        /** When the call is of no more use; null: never. */
        public Builder expiresAt(Instant value) {
            expiresAt = value;
            return this;
        }

        /**
         * Makes it a retry.
         *
         * @param failure why the last attempt failed
         * @param wait    the caller's own back-off; the gate's waits come on top. After a 429 of the API it is left
         *                out: then all wait together for as long as the API asks
         */
        public Builder retryOf(WapingException failure, Duration wait) {
            previous = Objects.requireNonNull(failure, "failure");
            delay = wait.isNegative() ? Duration.ZERO : wait;
            return this;
        }

        /**
         * Whether it was parked before and comes back, or is replayed: it then waits for as long as the cause lasts, and
         * lets live messages to others pass, up to a bound.
         */
        public Builder drained(boolean value) {
            drained = value;
            return this;
        }

        /** The phone it is meant for, as {@link DeviceGate#link} named it: it is refused for another; null: for any. */
        public Builder link(String value) {
            link = value;
            return this;
        }

        /** The call as told so far. */
        public Entry build() {
            return new Entry(this);
        }
    }
}

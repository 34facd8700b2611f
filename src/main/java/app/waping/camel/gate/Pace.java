package app.waping.camel.gate;

/**
 * When a call may go out as far as the server's throttle is concerned: open until a 429, paused until its Retry-After or
 * an own back-off has passed, then one probe, then a ramp. What the server takes is learned by the {@link Allowance}.
 * Times are nanoseconds of the gate's timer. Guarded by the lock of the gate.
 */
final class Pace {
    private static final int RAMP_FROM = 2;

    private final BackOff backOff;
    private Allowance allowance = new UnknownAllowance();
    private PaceState state = new Open(Integer.MAX_VALUE);
    private long cycle;
    private int inFlight;

    Pace(BackOff backOff) {
        this.backOff = backOff;
    }

    /** When the next call may go: now, a later time, or {@link Waiter#NEVER} while it takes an outcome first. */
    long earliest(long now, int cap) {
        return state.earliest(now, cap);
    }

    /** A call goes out. @return the cycle it belongs to, from one pause to the next */
    long sent(long now) {
        state = state.sent();
        inFlight++;
        allowance.sent(now);
        return cycle;
    }

    /** The server took a call. @return whether it was the probe that ends a pause */
    boolean accepted(long callCycle, long sentAt, long now) {
        inFlight--;
        if (callCycle != cycle) {
            return false;
        }
        boolean probing = state instanceof Probing;
        state = state.accepted(sentAt, now);
        return probing;
    }

    /** A call came to an end that tells nothing about the throttle. */
    void inconclusive(long callCycle) {
        inFlight--;
        if (callCycle == cycle) {
            state = state.inconclusive();
        }
    }

    /** A 429. @param retryAfter nanoseconds, or -1 where the answer gave none */
    void throttled(long callCycle, long retryAfter, long now) {
        inFlight--;
        state = state.throttled(callCycle == cycle, retryAfter, now);
    }

    /** Nobody sends before the time given; nothing is learned from it. */
    void pause(long until) {
        state = new Paused(Math.max(until, pausedUntil()), false);
    }

    /** From one in flight up again, as after an outage. */
    void slowStart() {
        if (state instanceof Open) {
            state = new Open(1);
        }
    }

    /** How many calls were taken in the last cycle. */
    int perCycle() {
        return allowance.perCycle();
    }

    /** Starts with what others have learned together, paused. */
    void takeOver(int perCycle, long now, long until) {
        allowance = new WindowAllowance(perCycle, -1, now, until - now);
        state = new Paused(until, true);
    }

    /** Another pace takes over what was learned here; a pause stands. */
    void forget() {
        allowance = new UnknownAllowance();
        if (state instanceof Open) {
            state = new Open(Integer.MAX_VALUE);
        }
    }

    /** Until when nobody sends; 0 where it is open. */
    long pausedUntil() {
        return state.until();
    }

    int inFlight() {
        return inFlight;
    }

    /** What the server is known to take, for people; null where nothing is known. */
    String learned() {
        return allowance.describe();
    }

    /** The name of the state, for people. */
    String describe() {
        return state.describe();
    }

    private Paused pauseAfter(long retryAfter, long now) {
        long wait = retryAfter > 0 ? retryAfter : backOff.next();
        return new Paused(now + wait, retryAfter > 0);
    }

    private interface PaceState {
        long earliest(long now, int cap);

        default PaceState sent() {
            return this;
        }

        PaceState accepted(long sentAt, long now);

        default PaceState inconclusive() {
            return this;
        }

        PaceState throttled(boolean current, long retryAfter, long now);

        long until();

        String describe();
    }

    private final class Open implements PaceState {
        private int ramp;

        Open(int ramp) {
            this.ramp = ramp;
        }

        @Override
        public long earliest(long now, int cap) {
            int limit = Math.min(Math.min(cap, ramp), allowance.inFlight());
            return inFlight < limit ? allowance.slot(now) : Waiter.NEVER;
        }

        @Override
        public PaceState accepted(long sentAt, long now) {
            allowance.accepted(now - sentAt);
            if (ramp < Integer.MAX_VALUE) {
                ramp++;
            }
            return this;
        }

        @Override
        public PaceState throttled(boolean current, long retryAfter, long now) {
            Paused paused = pauseAfter(retryAfter, now);
            if (!current) {
                return paused;
            }
            allowance = allowance.throttled(now, paused.until - now);
            return new Paused(paused.until + allowance.respite(), paused.told);
        }

        @Override
        public long until() {
            return 0;
        }

        @Override
        public String describe() {
            return "open";
        }
    }

    private final class Paused implements PaceState {
        private final long until;
        private final boolean told;

        Paused(long until, boolean told) {
            this.until = until;
            this.told = told;
        }

        @Override
        public long earliest(long now, int cap) {
            return until;
        }

        @Override
        public PaceState sent() {
            cycle++;
            return new Probing();
        }

        @Override
        public PaceState accepted(long sentAt, long now) {
            // Sent before the 429 came back, taken before it: it belongs to what the server took in that cycle.
            allowance.late();
            return this;
        }

        @Override
        public PaceState throttled(boolean current, long retryAfter, long now) {
            // One throttle, seen by several calls in flight. Without a Retry-After the first one's back-off stands.
            return retryAfter > 0 && now + retryAfter > until ? new Paused(now + retryAfter, true) : this;
        }

        @Override
        public long until() {
            return until;
        }

        @Override
        public String describe() {
            return "paused";
        }
    }

    private final class Probing implements PaceState {
        private boolean out = true;

        @Override
        public long earliest(long now, int cap) {
            return out ? Waiter.NEVER : now;
        }

        @Override
        public PaceState sent() {
            out = true;
            return this;
        }

        @Override
        public PaceState accepted(long sentAt, long now) {
            allowance.accepted(now - sentAt);
            backOff.reset();
            return new Open(RAMP_FROM);
        }

        @Override
        public PaceState inconclusive() {
            out = false;
            return this;
        }

        @Override
        public PaceState throttled(boolean current, long retryAfter, long now) {
            return pauseAfter(retryAfter, now);
        }

        @Override
        public long until() {
            return 0;
        }

        @Override
        public String describe() {
            return "probing";
        }
    }
}

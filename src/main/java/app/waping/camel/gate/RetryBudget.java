package app.waping.camel.gate;

import java.util.concurrent.TimeUnit;

/**
 * Bounds what an outage is multiplied by: retries after server errors and transport faults may be a part of all sends,
 * plus a reserve that comes back by itself. A retry that succeeds costs nothing. Guarded by the lock of the gate.
 */
final class RetryBudget {
    private static final long RESERVE_PERIOD = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_EARNED = 100;

    /** One retry, in parts that add up without a rest. */
    private static final long TOKEN = 1_000_000;

    private final long share;
    private final long reserve;
    private long tokens;
    private long refilledAt;

    RetryBudget(double share, int reserve) {
        this.share = Math.round(share * TOKEN);
        this.reserve = reserve * TOKEN;
        this.tokens = this.reserve;
    }

    /** When there is leave for one retry: now, or a later time. */
    long earliest(long now) {
        refill(now);
        return tokens >= TOKEN ? now : Math.max(now + 1, refilledAt + RESERVE_PERIOD);
    }

    void sent(boolean retry, long now) {
        refill(now);
        if (retry) {
            tokens -= TOKEN;
        } else {
            earn(share);
        }
    }

    void retrySucceeded() {
        earn(TOKEN + share);
    }

    private void earn(long amount) {
        tokens = Math.min(Math.max(tokens, reserve + MOST_EARNED * TOKEN), tokens + amount);
    }

    private void refill(long now) {
        long periods = (now - refilledAt) / RESERVE_PERIOD;
        if (periods > 0) {
            refilledAt += periods * RESERVE_PERIOD;
            tokens = Math.max(tokens, Math.min(reserve, tokens + periods * TOKEN));
        }
    }
}

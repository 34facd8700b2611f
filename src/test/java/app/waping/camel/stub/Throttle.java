package app.waping.camel.stub;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The limit in force, with one meter per device or account. */
final class Throttle {
    private volatile Rule rule = new Rule(Limit.none());

    /** Puts another limit in force; its meters start empty. */
    void limit(Limit limit) {
        rule = new Rule(limit);
    }

    /** The refusal; null where the message is within the limit. */
    StubAnswer refusal(String account, String deviceId, Instant now) {
        Rule current = rule;
        String scope = current.limit.isPerAccount() ? account : account + ' ' + deviceId;
        long nanos = Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        long wait = current.meters
                .computeIfAbsent(scope, name -> current.limit.newMeter())
                .take(nanos);
        return wait == 0
                ? null
                : StubAnswer.error(429, "RATE_LIMITED", "Too many messages")
                        .withRetryAfter(Duration.ofNanos(wait), current.limit.form());
    }

    /** Whether a refusal speaks for every device of the account. */
    boolean isPerAccount() {
        return rule.limit.isPerAccount();
    }

    private static final class Rule {
        private final Limit limit;
        private final Map<String, Meter> meters = new ConcurrentHashMap<>();

        Rule(Limit limit) {
            this.limit = limit;
        }
    }
}

package app.waping.camel.gate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Counts the answers of the last minute that blame the request. Beyond the budget one call per interval goes out, until
 * half the budget is free again. Guarded by the lock of the credential.
 */
final class BadRequests {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int budget;
    private final Deque<Answer> lately = new ArrayDeque<>();
    private boolean slowed;
    private long lastSentAt;

    BadRequests(int budget) {
        this.budget = budget;
    }

    private record Answer(long at, String code) {}

    boolean slowed() {
        return slowed;
    }

    long earliest(long now) {
        return slowed ? Math.max(now, lastSentAt + MINUTE / budget) : now;
    }

    void sent(long now) {
        lastSentAt = now;
    }

    /** @return whether it went beyond the budget with this one */
    boolean answered(String code, long now) {
        if (budget == 0) {
            return false;
        }
        forget(now);
        lately.addLast(new Answer(now, code));
        if (!slowed && lately.size() > budget) {
            slowed = true;
            return true;
        }
        return false;
    }

    /** @return whether it goes on at full speed from now */
    boolean recovered(long now) {
        forget(now);
        if (slowed && lately.size() <= budget / 2) {
            slowed = false;
            return true;
        }
        return false;
    }

    /** The codes of the last minute, commonest first, such as {@code NOT_FOUND 14, VALIDATION_ERROR 7}. */
    String topCodes() {
        Map<String, Long> counts =
                lately.stream().collect(Collectors.groupingBy(Answer::code, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(3)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private void forget(long now) {
        while (!lately.isEmpty() && lately.peekFirst().at() <= now - MINUTE) {
            lately.pollFirst();
        }
        while (lately.size() > 4 * budget + 4) {
            lately.pollFirst();
        }
    }
}

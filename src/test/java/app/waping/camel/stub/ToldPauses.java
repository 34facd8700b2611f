package app.waping.camel.stub;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Until when clients were told not to send, by device or account. */
final class ToldPauses {
    private static final int KEPT = 64;

    private final Duration grace;
    private final Map<String, List<Pause>> pauses = new ConcurrentHashMap<>();

    /** @param grace for how long after the answer a request may still have been under way */
    ToldPauses(Duration grace) {
        this.grace = grace;
    }

    /** Notes what an answer that has just been sent told. */
    void told(String scope, Instant now, Instant until) {
        pauses.compute(scope, (name, known) -> {
            List<Pause> next = new ArrayList<>();
            if (known != null) {
                known.stream().filter(pause -> pause.until.isAfter(now)).forEach(next::add);
            }
            boolean newer = next.stream().noneMatch(pause -> !pause.until.isBefore(until));
            if (newer && next.size() < KEPT) {
                next.add(new Pause(now, until));
            }
            return List.copyOf(next);
        });
    }

    /** By how much a request that came now was too early; zero where it was not. */
    Duration earlyBy(String scope, Instant now) {
        Duration early = Duration.ZERO;
        for (Pause pause : pauses.getOrDefault(scope, List.of())) {
            if (now.isAfter(pause.told.plus(grace)) && now.isBefore(pause.until)) {
                Duration by = Duration.between(now, pause.until);
                early = by.compareTo(early) > 0 ? by : early;
            }
        }
        return early;
    }

    void reset() {
        pauses.clear();
    }

    private record Pause(Instant told, Instant until) {}
}

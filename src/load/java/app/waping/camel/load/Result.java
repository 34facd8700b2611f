package app.waping.camel.load;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import app.waping.camel.stub.Journal;
import app.waping.camel.stub.JournalEntry;

/**
 * What one run came to.
 *
 * @param scenario   the scenario
 * @param contender  the contender
 * @param wasted     429 in all
 * @param perWindow  429 in each stretch of three seconds
 * @param early      requests before Retry-After had passed
 * @param seconds    from the start to the last message taken
 * @param accepted   messages taken
 * @param sent       messages sent
 * @param inversions messages taken after a later one to the same recipient
 * @param twice      messages taken more than once
 * @param lost       messages neither taken nor handed back when the application stopped
 * @param blocked    the most threads that did nothing but wait
 */
record Result(
        Scenario scenario,
        Contender contender,
        long wasted,
        List<Integer> perWindow,
        long early,
        double seconds,
        long accepted,
        int sent,
        long inversions,
        long twice,
        long lost,
        int blocked) {
    private static final int FULL_WINDOWS = 7;

    static Result of(Scenario scenario, Contender contender, Journal journal, int sent, long startNanos, int blocked) {
        double elapsed = (System.nanoTime() - startNanos) / 1e9;
        Instant start = Instant.now().minusNanos((long) (elapsed * 1e9));
        List<JournalEntry> refused = journal.byStatus(429);
        List<JournalEntry> accepted = journal.accepted();
        Integer[] windows = new Integer[(int) (elapsed / 3) + 1];
        java.util.Arrays.fill(windows, 0);
        for (JournalEntry entry : refused) {
            windows[
                    Math.max(0, Math.min(windows.length - 1, (int)
                            (Duration.between(start, entry.at()).toMillis() / 3000)))]++;
        }
        double seconds = accepted.isEmpty()
                ? elapsed
                : Duration.between(start, accepted.get(accepted.size() - 1).at())
                                .toMillis()
                        / 1000.0;
        return new Result(
                scenario,
                contender,
                refused.size(),
                List.of(windows),
                journal.earlyRequests().size(),
                seconds,
                accepted.size(),
                sent,
                inversions(accepted),
                twice(accepted),
                0,
                blocked);
    }

    Result with(long lostMessages) {
        return new Result(
                scenario,
                contender,
                wasted,
                perWindow,
                early,
                seconds,
                accepted,
                sent,
                inversions,
                twice,
                Math.max(0, lostMessages),
                blocked);
    }

    private static long inversions(List<JournalEntry> accepted) {
        Map<String, Long> last = new HashMap<>();
        long inversions = 0;
        for (JournalEntry entry : accepted) {
            long number = Long.parseLong(entry.text());
            Long before = last.merge(entry.to(), number, Math::max);
            if (before > number) {
                inversions++;
            }
        }
        return inversions;
    }

    private static long twice(List<JournalEntry> accepted) {
        Set<String> seen = new HashSet<>();
        return accepted.stream().filter(entry -> !seen.add(entry.text())).count();
    }

    static String header() {
        return "| server and arrivals | sent by | 429 in all | 429 per 3 s | early | time, over the ideal | goodput over limit"
                + " | inversions | lost | twice | blocked threads |\n|---|---|---|---|---|---|---|---|---|---|---|";
    }

    String row() {
        String time = scenario.live()
                ? "live"
                : String.format(
                        Locale.ROOT,
                        "%.1f s, %.2fx%s",
                        seconds,
                        seconds / scenario.ideal(),
                        accepted < sent ? " (broken off)" : "");
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %s | %d | %s | %.0f %% | %d | %d | %d | %d |",
                scenario.title(),
                contender.title,
                wasted,
                shortened(),
                early,
                time,
                goodput() * 100,
                inversions,
                lost,
                twice,
                blocked);
    }

    private String shortened() {
        return perWindow.stream().limit(10).map(String::valueOf).collect(Collectors.joining(" "))
                + (perWindow.size() > 10 ? " ..." : "");
    }

    /** Live: of what arrived or could be taken, the smaller. All at once: the ideal time over the time it took. */
    private double goodput() {
        if (!scenario.live()) {
            return scenario.ideal() / seconds * accepted / sent;
        }
        double capacity = scenario.title().startsWith("token")
                ? 100 + Scenario.LIVE.toSeconds() * Scenario.PER_SECOND
                : 100.0 * FULL_WINDOWS;
        return accepted / Math.min(sent, capacity);
    }
}

package app.waping.camel.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import app.waping.camel.stub.WapingStub;

/** Prints what became of the messages. */
final class Report {
    private static final String ROW = "%-48s %-26s %-38s %8s %8s  %s%n";

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void progress(int done, int all, Outcome outcome, Duration since) {
        out.printf(
                Locale.ROOT,
                "[%5.1f s] %2d of %d  %s: %s%n",
                seconds(since),
                done,
                all,
                outcome.title(),
                outcome.wentTo());
    }

    void table(List<Outcome> outcomes) {
        out.println();
        out.printf(ROW, "message", "code", "exception", "attempts", "took", "went to");
        out.println("-".repeat(145));
        grouped(outcomes)
                .forEach((first, same) -> out.printf(
                        ROW,
                        (same.size() > 1 ? same.size() + " x " : "") + first.title(),
                        first.code(),
                        first.exception().replace("Waping", "").replace("Exception", ""),
                        range(same.stream().mapToInt(Outcome::attempts).summaryStatistics()),
                        String.format(Locale.ROOT, "%.1f s", seconds(longest(same))),
                        first.wentTo()));
    }

    private static String range(IntSummaryStatistics attempts) {
        return attempts.getMin() == attempts.getMax()
                ? String.valueOf(attempts.getMin())
                : attempts.getMin() + "-" + attempts.getMax();
    }

    private static Duration longest(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::took).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Messages that are told apart by nothing the reader sees make one row. */
    private static Map<Outcome, List<Outcome>> grouped(List<Outcome> outcomes) {
        Map<String, List<Outcome>> groups = outcomes.stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome.title() + outcome.code() + outcome.wentTo(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Map<Outcome, List<Outcome>> rows = new LinkedHashMap<>();
        groups.values().forEach(group -> rows.put(group.get(0), group));
        return rows;
    }

    void totals(List<Outcome> outcomes, int sent, WapingStub stub, Duration took) {
        Map<String, Long> byEnd =
                outcomes.stream().collect(Collectors.groupingBy(Outcome::wentTo, TreeMap::new, Collectors.counting()));
        out.println();
        out.printf(
                Locale.ROOT,
                "%d messages in %.1f s: %s. Not ended: %d.%n",
                outcomes.size(),
                seconds(took),
                byEnd,
                sent - outcomes.size());
        out.printf(
                "The API saw %d requests; early ones (before Retry-After had passed): %d; taken twice: %d.%n",
                stub.journal().count(),
                stub.journal().earlyRequests().size(),
                stub.journal().duplicates().size());
    }

    void trail(String about, List<Outcome> outcomes) {
        outcomes.stream()
                .max(Comparator.comparing(outcome -> outcome.trail().size()))
                .ifPresent(outcome -> {
                    out.println();
                    out.println("What was decided about " + about + ":");
                    outcome.trail().forEach(line -> out.println("  " + line));
                });
    }

    void files() {
        out.println();
        out.println(
                "Dead letters, parked messages and alerts are in target/quickstart. The routes are in examples/quickstart.");
    }

    void nextSteps() {
        out.println();
        out.println("To send one real message with the same routes, set your key and device, and run it again:");
        out.println(
                "  WAPING_API_KEY=... WAPING_DEVICE=dev_... WAPING_TO=+1555... mvn -q test-compile exec:exec@quickstart");
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}

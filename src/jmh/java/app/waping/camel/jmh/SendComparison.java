package app.waping.camel.jmh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link SendBenchmark} in turns, so that all variants see the same weather on a busy machine, and prints one table:
 * the median of the rounds, and for the ratios to bare HttpClient the least and the greatest of them as well.
 */
public final class SendComparison {
    private static final String BASE = "bareHttpClient";

    private SendComparison() {}

    /** What one variant cost in one round. */
    private record Cost(double micros, double cpuMicros, double bytes) {}

    /**
     * @param args how many rounds, 5 unless given; then numbers of threads, 1 and 8 unless given
     */
    public static void main(String[] args) throws RunnerException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        int[] threads = args.length > 1
                ? Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray()
                : new int[] {1, 8};
        StringBuilder report = new StringBuilder();
        for (int count : threads) {
            Map<String, List<Cost>> costs = new LinkedHashMap<>();
            try (StubProcess stub = StubProcess.start()) {
                for (int round = 0; round < rounds; round++) {
                    run(count, stub, costs);
                }
            }
            report(count, costs, report);
        }
        System.out.print(report);
    }

    private static void run(int threads, StubProcess stub, Map<String, List<Cost>> costs) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(SendBenchmark.class.getName() + ".*")
                .threads(threads)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .jvmArgsAppend("-Xmx512m", "-D" + StubProcess.BASE_URL + "=" + stub.baseUrl());
        for (RunResult result : new Runner(options.build()).run()) {
            String name = result.getParams().getBenchmark();
            costs.computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), variant -> new ArrayList<>())
                    .add(new Cost(
                            result.getPrimaryResult().getScore(),
                            secondary(result, CpuProfiler.RESULT),
                            secondary(result, "gc.alloc.rate.norm")));
        }
    }

    private static double secondary(RunResult run, String name) {
        for (Map.Entry<String, ? extends Result> result :
                run.getSecondaryResults().entrySet()) {
            if (result.getKey().endsWith(name)) {
                return result.getValue().getScore();
            }
        }
        return Double.NaN;
    }

    private static void report(int threads, Map<String, List<Cost>> costs, StringBuilder report) {
        report.append(String.format(
                Locale.ROOT,
                "%n| %d thread%s | time, µs | CPU, µs | bytes | CPU to bare | bytes to bare |%n|---|--:|--:|--:|--:|--:|%n",
                threads,
                threads == 1 ? "" : "s"));
        List<Cost> base = costs.get(BASE);
        List<String> names = new ArrayList<>(costs.keySet());
        names.sort((one, other) -> Double.compare(
                median(costs.get(one).stream().map(Cost::bytes).toList()),
                median(costs.get(other).stream().map(Cost::bytes).toList())));
        for (String name : names) {
            List<Cost> own = costs.get(name);
            List<Double> cpu = new ArrayList<>();
            List<Double> bytes = new ArrayList<>();
            for (int i = 0; i < own.size(); i++) {
                cpu.add(own.get(i).cpuMicros() / base.get(i).cpuMicros());
                bytes.add(own.get(i).bytes() / base.get(i).bytes());
            }
            report.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.0f | %s | %s |%n",
                    name,
                    median(own.stream().map(Cost::micros).toList()),
                    median(own.stream().map(Cost::cpuMicros).toList()),
                    median(own.stream().map(Cost::bytes).toList()),
                    spread(cpu),
                    spread(bytes)));
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String spread(List<Double> ratios) {
        return String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f)", median(ratios), Collections.min(ratios), Collections.max(ratios));
    }
}

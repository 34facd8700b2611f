package app.waping.camel.jmh;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * Runs the variants of {@link SendBenchmark} by turns of a second in one process, against one stub in another, so that on
 * a busy machine all see the same weather, and prints one table: the median of the turns, and of the ratios to bare
 * HttpClient in the same round the quarter and three-quarter marks as well. CPU is that of the whole process, garbage
 * collector and compiler included; bytes are those of the calling threads.
 */
public final class SendComparison {
    private static final String BASE = "bare HttpClient 5";
    private static final int WARM_UP_CALLS = 50_000;
    private static final long TURN = TimeUnit.SECONDS.toNanos(1);

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final Map<String, Call> variants = new LinkedHashMap<>();
    private final List<Message> messages = new ArrayList<>();

    /** One way to send one message. */
    private interface Call {
        Object send(Message message) throws Exception;
    }

    /** What one thread did in a turn, or all of them; times in microseconds per call. */
    private record Cost(long calls, double micros, double cpu, double bytes) {}

    private SendComparison(BareClient client, Routes routes, int threads) {
        SendBenchmark benchmark = new SendBenchmark();
        variants.put(BASE, message -> benchmark.bareHttpClient(client, message));
        variants.put("HttpClient 5 and Jackson", message -> benchmark.httpClientAndJackson(client, message));
        variants.put("waping, pacing=false", message -> benchmark.wapingWithoutPacing(routes, message));
        variants.put("waping", message -> benchmark.waping(routes, message));
        variants.put("camel-http route by hand", message -> benchmark.camelHttp(routes, message));
        variants.put("Camel alone, nothing sent", message -> benchmark.camelAlone(routes, message));
        for (int i = 0; i < threads; i++) {
            Message message = new Message();
            message.recipients();
            messages.add(message);
        }
    }

    /**
     * @param args how many rounds, 15 unless given; then numbers of threads, 1 and 8 unless given
     */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        List<String> threads = args.length > 1 ? List.of(args).subList(1, args.length) : List.of("1", "8");
        BareClient client = new BareClient();
        Routes routes = new Routes();
        try (StubProcess stub = StubProcess.start()) {
            System.setProperty(StubProcess.BASE_URL, stub.baseUrl());
            client.start();
            routes.start();
            for (String count : threads) {
                new SendComparison(client, routes, Integer.parseInt(count)).compare(rounds);
            }
        } finally {
            routes.stop();
            client.stop();
        }
    }

    private void compare(int rounds) throws Exception {
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (Map.Entry<String, Call> variant : variants.entrySet()) {
            costs.put(variant.getKey(), new ArrayList<>());
            for (long calls = 0; calls < WARM_UP_CALLS; ) {
                calls += turn(variant.getValue()).calls();
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Call> variant : variants.entrySet()) {
                costs.get(variant.getKey()).add(turn(variant.getValue()));
            }
        }
        callers.shutdown();
        print(costs);
    }

    private Cost turn(Call call) throws InterruptedException, ExecutionException {
        long cpu = system.getProcessCpuTime();
        long end = System.nanoTime() + TURN;
        List<Callable<Cost>> work = new ArrayList<>();
        for (Message message : messages) {
            work.add(() -> repeat(call, message, end));
        }
        long calls = 0;
        double micros = 0;
        double bytes = 0;
        for (Future<Cost> done : callers.invokeAll(work)) {
            Cost one = done.get();
            calls += one.calls();
            micros += one.micros() / messages.size();
            bytes += one.bytes() * one.calls();
        }
        return new Cost(calls, micros, (system.getProcessCpuTime() - cpu) / 1000.0 / calls, bytes / calls);
    }

    private Cost repeat(Call call, Message message, long end) throws Exception {
        long id = Thread.currentThread().getId();
        long bytes = thread.getThreadAllocatedBytes(id);
        long start = System.nanoTime();
        long now = start;
        long calls = 0;
        while (now < end || calls == 0) {
            call.send(message);
            calls++;
            now = System.nanoTime();
        }
        double allocated = thread.getThreadAllocatedBytes(id) - bytes;
        return new Cost(calls, (now - start) / 1000.0 / calls, 0, allocated / calls);
    }

    private void print(Map<String, List<Cost>> costs) {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT,
                "%n| threads: %d | time, µs | CPU, µs | bytes | CPU to bare | bytes to bare |%n|---|--:|--:|--:|--:|--:|%n",
                messages.size()));
        List<Cost> base = costs.get(BASE);
        costs.forEach((name, own) -> {
            List<Double> cpu = new ArrayList<>();
            List<Double> bytes = new ArrayList<>();
            for (int i = 0; i < own.size(); i++) {
                cpu.add(own.get(i).cpu() / base.get(i).cpu());
                bytes.add(own.get(i).bytes() / base.get(i).bytes());
            }
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.0f | %.2f (%.2f to %.2f) | %.2f |%n",
                    name,
                    at(0.5, own.stream().map(Cost::micros).toList()),
                    at(0.5, own.stream().map(Cost::cpu).toList()),
                    at(0.5, own.stream().map(Cost::bytes).toList()),
                    at(0.5, cpu),
                    at(0.25, cpu),
                    at(0.75, cpu),
                    at(0.5, bytes)));
        });
        System.out.print(table);
    }

    private static double at(double share, List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) (share * (sorted.size() - 1)));
    }
}

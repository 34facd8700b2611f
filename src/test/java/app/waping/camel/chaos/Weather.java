package app.waping.camel.chaos;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import app.waping.camel.stub.Faults;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

/** Bad weather over a stub: throttles, server errors, broken connections, at random but the same for the same seed. */
final class Weather implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final WapingStub stub;
    private final Random random;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<Runnable> kinds;

    /** @param more what else may happen */
    Weather(WapingStub stub, long seed, Runnable... more) {
        this.stub = stub;
        this.random = new Random(seed);
        this.kinds = new ArrayList<>(List.of(
                () -> stub.next(StubAnswer.rateLimited(Duration.ofSeconds(1))),
                () -> stub.next(1 + random.nextInt(2), StubAnswer.error(503, "SERVER_ERROR", "busy")),
                () -> stub.next(StubAnswer.serverError()),
                () -> stub.next(Faults.reset()),
                () -> stub.next(Faults.resetInTheMiddle()),
                () -> stub.next(Faults.cutBody()),
                () -> stub.next(Faults.close())));
        kinds.addAll(List.of(more));
    }

    void start() {
        thread.execute(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                kinds.get(random.nextInt(kinds.size())).run();
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
        await().until(thread::isTerminated);
    }
}

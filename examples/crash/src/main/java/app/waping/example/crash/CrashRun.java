package app.waping.example.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

import app.waping.camel.policy.DeadLetterRecord;
import app.waping.camel.policy.DeadLetterRecordReader;
import app.waping.camel.stub.WapingStub;

/** Sends business messages through processes that are killed while they work, and counts at the API. */
final class CrashRun {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(9);
    private static final double RATE = 60;

    private final Source source;
    private final Path project;
    private final int messages;
    private final int kills;
    private final int processes;
    private final Random random;

    CrashRun(Source source, Path project, int messages, int kills, int processes, long seed) {
        this.source = source;
        this.project = project;
        this.messages = messages;
        this.kills = kills;
        this.processes = processes;
        this.random = new Random(seed);
    }

    /** What was counted. {@code newKeys} are keys that the API took on and that are of no business message. */
    record Result(
            int messages,
            int processes,
            int kills,
            int pauses,
            long requests,
            int acceptedBefore,
            int deadLetters,
            int deadTwice,
            int lost,
            int inversions,
            int acceptedAfter,
            int duplicates,
            int newKeys,
            Duration took) {
        boolean good() {
            return lost == 0 && duplicates == 0 && newKeys == 0 && inversions == 0 && acceptedAfter == messages;
        }
    }

    Result run() throws Exception {
        Instant start = Instant.now();
        // So slow that there is still work to do when the last process dies.
        double rate = Math.min(RATE, messages / (kills * 2.0 / processes + 1));
        try (Api api = new Api(rate, random.nextLong());
                Workers workers = new Workers(
                        source,
                        project,
                        Map.of(
                                "camel.component.waping.base-url",
                                api.stub().baseUrl(),
                                "camel.component.waping.api-key",
                                WapingStub.API_KEY),
                        processes)) {
            for (int i = 0; i < messages; i++) {
                source.send(new Message(i));
            }
            workers.startAll();
            int pauses = killAll(workers, api);
            await("the backlog is worked off", source::idle);
            int acceptedBefore = api.accepted().size();
            int inversions = api.inversions();
            List<String> documents = source.deadLetters();
            Set<String> dead = new HashSet<>();
            Set<String> everywhere = api.accepted();
            DeadLetterRecordReader reader = new DeadLetterRecordReader();
            for (String document : documents) {
                DeadLetterRecord record = reader.read(document);
                dead.add(record.call().idempotencyKey());
                everywhere.add(record.call().idempotencyKey());
            }
            api.mend();
            for (String document : documents) {
                source.replay(document, reader.read(document).call().deviceId());
            }
            await("the dead letters are replayed", () -> source.idle() && api.accepted().size() >= everywhere.size());
            Set<String> keys = api.acceptedKeys();
            for (int i = 0; i < messages; i++) {
                keys.remove(new Message(i).id());
            }
            return new Result(
                    messages,
                    processes,
                    kills,
                    pauses,
                    api.requests(),
                    acceptedBefore,
                    dead.size(),
                    documents.size() - dead.size(),
                    messages - everywhere.size(),
                    inversions,
                    api.accepted().size(),
                    api.duplicates().size(),
                    keys.size(),
                    Duration.between(start, Instant.now()));
        }
    }

    /** Kills a process at a random moment of its work and starts it again; with several, one is held for a while too. */
    private int killAll(Workers workers, Api api) throws Exception {
        int pauses = 0;
        for (int kill = 0; kill < kills; kill++) {
            long before = api.requests();
            await("a process works", () -> api.requests() > before || source.idle());
            LockSupport.parkNanos(Duration.ofMillis(50 + random.nextInt(1500)).toNanos());
            int victim = random.nextInt(workers.count());
            workers.kill(victim);
            if (workers.count() > 1 && kill % 4 == 1) {
                int held = (victim + 1) % workers.count();
                workers.signal(held, "STOP");
                workers.start(victim);
                LockSupport.parkNanos(PAUSE.toNanos());
                workers.signal(held, "CONT");
                pauses++;
            } else {
                workers.start(victim);
            }
        }
        return pauses;
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("Not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}

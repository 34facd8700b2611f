package app.waping.example.crash;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Kills the applications of the examples while they work and counts what arrives: {@code [broker] [kills] [messages]
 * [processes]} for one run; without arguments the normal runs, one after the other.
 */
public final class Crash {
    private Crash() {}

    public static void main(String[] args) throws Exception {
        Path project = Path.of(args[0]);
        Files.createDirectories(project.resolve("target"));
        String[] choice = args.length > 1 && !args[1].isBlank() ? args[1].trim().split("\\s+") : new String[0];
        System.out.println("| broker | processes | messages | kills | pauses | requests | accepted | dead letters (twice) | lost"
                + " | inversions | accepted after replay | duplicates | new keys | time |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        boolean good;
        if (choice.length == 0) {
            good = run(project, "artemis", 10, 1000, 1)
                    & run(project, "kafka", 10, 1000, 1)
                    & run(project, "kafka", 5, 1000, 3);
        } else {
            good = run(
                    project,
                    choice[0],
                    number(choice, 1, 10),
                    number(choice, 2, 1000),
                    number(choice, 3, 1));
        }
        System.out.println(good ? "Nothing was lost, nothing was sent twice." : "NOT as it should be.");
        System.exit(good ? 0 : 1);
    }

    private static int number(String[] choice, int index, int otherwise) {
        return choice.length > index ? Integer.parseInt(choice[index]) : otherwise;
    }

    private static boolean run(Path project, String broker, int kills, int messages, int processes) throws Exception {
        Path directory = Files.createTempDirectory("waping-crash");
        long seed = Long.getLong("crash.seed", System.nanoTime());
        try (Source source = broker.equals("kafka") ? new KafkaSource(directory) : new ArtemisSource(directory)) {
            CrashRun.Result r = new CrashRun(source, project, messages, kills, processes, seed).run();
            System.out.printf(
                    "| %s | %d | %d | %d | %d | %d | %d | %d (%d) | %d | %d | %d | %d | %d | %d s |%n",
                    broker,
                    r.processes(),
                    r.messages(),
                    r.kills(),
                    r.pauses(),
                    r.requests(),
                    r.acceptedBefore(),
                    r.deadLetters(),
                    r.deadTwice(),
                    r.lost(),
                    r.inversions(),
                    r.acceptedAfter(),
                    r.duplicates(),
                    r.newKeys(),
                    r.took().toSeconds());
            return r.good();
        }
    }
}

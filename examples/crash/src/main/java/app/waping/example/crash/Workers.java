package app.waping.example.crash;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The processes of the application. Nobody asks them to stop: they are killed. */
final class Workers implements Closeable {
    private final Source source;
    private final Path project;
    private final Map<String, String> properties;
    private final Process[] processes;
    private int started;

    Workers(Source source, Path project, Map<String, String> properties, int count) {
        this.source = source;
        this.project = project;
        this.properties = properties;
        this.processes = new Process[count];
    }

    int count() {
        return processes.length;
    }

    void startAll() throws IOException {
        for (int i = 0; i < processes.length; i++) {
            start(i);
        }
    }

    void start(int index) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        source.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        String resources = project.resolveSibling(source.example())
                .resolve("src/main/resources")
                .toString();
        command.addAll(List.of(
                "-cp", resources + File.pathSeparator + System.getProperty("java.class.path"), source.application()));
        processes[index] = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(project.resolve("target/worker-" + source.example() + "-" + started + ".log")
                        .toFile())
                .start();
        started++;
    }

    /** SIGKILL: no shutdown hook runs. */
    void kill(int index) throws InterruptedException {
        processes[index].destroyForcibly().waitFor();
    }

    /** SIGSTOP or SIGCONT. */
    void signal(int index, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(processes[index].pid())).start().waitFor();
    }

    @Override
    public void close() {
        for (Process process : processes) {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}

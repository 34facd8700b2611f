package app.waping.camel.jmh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import app.waping.camel.stub.WapingStub;

/** The stub API in a process of its own, so that its work is not counted as the client's. Ends with its parent. */
final class StubProcess implements AutoCloseable {
    /** A system property: the base URL of a stub that runs already. */
    static final String BASE_URL = "bench.stub";

    private final Process process;
    private final String baseUrl;

    private StubProcess(Process process, String baseUrl) {
        this.process = process;
        this.baseUrl = baseUrl;
    }

    /** A stub without limits; the one that {@link #BASE_URL} names, where it is set. */
    static StubProcess start() {
        String running = System.getProperty(BASE_URL);
        if (running != null) {
            return new StubProcess(null, running);
        }
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            StubProcess.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String baseUrl = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (baseUrl == null) {
                throw new IllegalStateException("the stub did not start");
            }
            return new StubProcess(process, baseUrl);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String baseUrl() {
        return baseUrl;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }

    /** Serves until the parent is gone. */
    public static void main(String[] args) throws IOException {
        try (WapingStub stub = WapingStub.builder()
                .journalEntries(0)
                .idempotencyKeys(1000)
                .build()
                .start()) {
            System.out.println(stub.baseUrl());
            System.out.flush();
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}

package app.waping.camel.stub;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a {@link WapingStub} until it is stopped, to try routes against it by hand. Options: {@code --port=8089} and
 * {@code --limit=100/3}, messages per seconds.
 */
public final class WapingStubMain {
    private WapingStubMain() {}

    /** Starts the stub, prints how to reach and control it, and waits. */
    public static void main(String[] args) throws InterruptedException {
        try (WapingStub stub = start(args, System.out)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stub::close));
            new CountDownLatch(1).await();
        }
    }

    static WapingStub start(String[] args, PrintStream out) {
        WapingStubBuilder options = WapingStub.builder().port(8089).journalEntries(10_000);
        for (String arg : args) {
            if (arg.matches("--port=\\d{1,5}")) {
                options.port(Integer.parseInt(arg.substring(7)));
            } else if (arg.matches("--limit=\\d{1,6}/\\d{1,6}")) {
                String[] limit = arg.substring(8).split("/");
                options.limit(StubControl.limit(Map.of("max", limit[0], "seconds", limit[1])));
            } else {
                throw new IllegalArgumentException("options: --port=8089 --limit=100/3 (messages per seconds)");
            }
        }
        WapingStub stub = options.build().start();
        StubControl.install(stub);
        out.printf(
                "WAPing stub%n  baseUrl   %s%n  apiKey    %s%n  deviceId  %s%n%nChange it while it runs (curl -X POST"
                        + " 'http://127.0.0.1:%d/control/...'):%n%s",
                stub.baseUrl(), stub.apiKey(), WapingStub.DEVICE, stub.port(), StubControl.HELP);
        return stub;
    }
}

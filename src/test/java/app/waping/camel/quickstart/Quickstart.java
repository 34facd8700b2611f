package app.waping.camel.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.main.Main;

import app.waping.camel.WapingConstants;
import app.waping.camel.stub.WapingStub;

/**
 * Runs the routes of examples/quickstart: against a stub of the API that fails in every way there is, or, where
 * WAPING_API_KEY is set, against the API itself with one message.
 */
public final class Quickstart {
    private static final long MOST_SECONDS = 55;

    private final PrintStream out;
    private final Report report;

    Quickstart(PrintStream out) {
        this.out = out;
        this.report = new Report(out);
    }

    public static void main(String[] args) throws Exception {
        Quickstart quickstart = new Quickstart(System.out);
        boolean well = System.getenv("WAPING_API_KEY") == null ? quickstart.runOnStub() : quickstart.runOnApi();
        System.exit(well ? 0 : 1);
    }

    /** Whether every message ended. */
    boolean runOnStub() throws Exception {
        ScheduledExecutorService operator = Executors.newSingleThreadScheduledExecutor();
        Main main = main();
        try (WapingStub stub = new WapingStub().start()) {
            out.println("A stub of the WAPing API listens on " + stub.baseUrl() + ". Sending...");
            main.addOverrideProperty("camel.component.waping.base-url", stub.baseUrl());
            main.addOverrideProperty("camel.component.waping.response-timeout", "2s");
            main.start();
            List<Case> cases = new Cases(stub).all();
            operator.schedule(() -> stub.device(Cases.PHONE).connect(), 6, TimeUnit.SECONDS);
            long start = System.nanoTime();
            List<Outcome> outcomes = send(main.getCamelContext(), cases, operator, start);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            report.table(outcomes);
            report.trail("a message that met the throttle", titled(outcomes, Cases.THROTTLED));
            report.trail("a message that waited for the phone", titled(outcomes, Cases.OFFLINE_NEXT));
            report.totals(outcomes, cases.size(), stub, took);
            report.files();
            report.nextSteps();
            return outcomes.size() == cases.size();
        } finally {
            operator.shutdownNow();
            main.stop();
        }
    }

    /** Whether the API took the message. */
    boolean runOnApi() throws Exception {
        String to = System.getenv("WAPING_TO");
        if (to == null || System.getenv("WAPING_DEVICE") == null) {
            out.println(
                    "Set WAPING_DEVICE to the id of a linked device and WAPING_TO to your own number, such as +15551234567.");
            return false;
        }
        ScheduledExecutorService operator = Executors.newSingleThreadScheduledExecutor();
        Main main = main();
        try {
            main.start();
            Case hello = new Case("hello", Case.SEND, "Hello from Apache Camel.", Map.of(WapingConstants.TO, to), 0);
            List<Outcome> outcomes = send(main.getCamelContext(), List.of(hello), operator, System.nanoTime());
            report.table(outcomes);
            report.trail("the message", outcomes);
            return outcomes.stream().allMatch(Outcome::delivered);
        } finally {
            operator.shutdownNow();
            main.stop();
        }
    }

    private static Main main() {
        Main main = new Main();
        main.setPropertyPlaceholderLocations("file:examples/quickstart/application.properties");
        main.configure().withRoutesIncludePattern("file:examples/quickstart/*.yaml");
        return main;
    }

    private List<Outcome> send(CamelContext context, List<Case> cases, ScheduledExecutorService timer, long start)
            throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        CountDownLatch left = new CountDownLatch(cases.size());
        for (Case each : cases) {
            long sent = start + TimeUnit.SECONDS.toNanos(each.after());
            dispatch(context, each, timer, exchange -> {
                synchronized (outcomes) {
                    long now = System.nanoTime();
                    Outcome outcome = Outcome.of(each, exchange, Duration.ofNanos(now - sent));
                    outcomes.add(outcome);
                    report.progress(outcomes.size(), cases.size(), outcome, Duration.ofNanos(now - start));
                }
                left.countDown();
            });
        }
        if (!left.await(MOST_SECONDS, TimeUnit.SECONDS)) {
            out.println(left.getCount() + " messages have not ended after " + MOST_SECONDS + " s.");
        }
        synchronized (outcomes) {
            return List.copyOf(outcomes);
        }
    }

    private static void dispatch(
            CamelContext context, Case each, ScheduledExecutorService timer, Consumer<Exchange> ended)
            throws Exception {
        Endpoint endpoint = context.getEndpoint(each.uri());
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        Exchange exchange = endpoint.createExchange(ExchangePattern.InOnly);
        exchange.getIn().setBody(each.body());
        exchange.getIn().setHeaders(new HashMap<>(each.headers()));
        // A thread of its own for each: a send that may go out at once runs on its caller's.
        Thread sender = new Thread(() -> producer.process(exchange, doneSync -> ended.accept(exchange)), "quickstart");
        timer.schedule(sender::start, each.after(), TimeUnit.SECONDS);
    }

    private static List<Outcome> titled(List<Outcome> outcomes, String title) {
        return outcomes.stream()
                .filter(outcome -> outcome.title().equals(title))
                .toList();
    }
}

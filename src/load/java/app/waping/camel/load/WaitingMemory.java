package app.waping.camel.load;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

import app.waping.camel.WapingConstants;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

/** What 100 000 messages cost that wait at a gate: heap, threads, and the time to hand them back at a stop. */
final class WaitingMemory {
    private static final int MESSAGES = 100_000;
    private static final int TEXT = 300;
    private static final Duration PAUSE = Duration.ofMinutes(20);

    private final AtomicInteger handedBack = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();

    String measure() throws Exception {
        try (WapingStub stub = new WapingStub().start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.disableJMX();
            context.addRoutes(route(stub.baseUrl()));
            context.start();
            AsyncProducer producer = context.getEndpoint(Contender.START).createAsyncProducer();
            producer.start();
            stub.next(StubAnswer.rateLimited(PAUSE));
            send(producer, context, 0, done -> {});
            long before = heap();
            int threadsBefore = Thread.activeCount();
            CountDownLatch all = new CountDownLatch(MESSAGES);
            for (int i = 1; i <= MESSAGES; i++) {
                send(producer, context, i, exchange -> {
                    boolean interrupted = exchange.getException() != null
                            && exchange.getException()
                                    .getClass()
                                    .getSimpleName()
                                    .contains("Interrupted");
                    (interrupted ? handedBack : others).incrementAndGet();
                    all.countDown();
                });
            }
            int threads = Thread.activeCount() - threadsBefore;
            double bytes = (double) (heap() - before) / MESSAGES;
            long start = System.nanoTime();
            context.stop();
            all.await(2, TimeUnit.MINUTES);
            double stop = (System.nanoTime() - start) / 1e9;
            return String.format(
                    Locale.ROOT,
                    "%d messages with a text of %d characters and 3 headers waiting on one device: %.0f bytes of heap each,"
                            + " exchange and text included; %d more threads than without them. Stopping the context handed"
                            + " %d back as INTERRUPTED and completed %d otherwise, in %.1f s.",
                    MESSAGES,
                    TEXT,
                    bytes,
                    threads,
                    handedBack.get(),
                    others.get(),
                    stop);
        }
    }

    private interface Done {
        void on(Exchange exchange);
    }

    private static void send(AsyncProducer producer, DefaultCamelContext context, int number, Done done) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setHeader(WapingConstants.TO, String.format("+1555%07d", number % 1000));
        exchange.getIn().setHeader("order", "order-" + number);
        exchange.getIn().setHeader("tenant", "tenant-" + number % 100);
        exchange.getIn().setBody(String.format("%-" + TEXT + "d", number));
        producer.process(exchange, doneSync -> done.on(exchange));
    }

    private static RouteBuilder route(String baseUrl) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(Contender.START)
                        .to("waping:messages?maxWaiting=200000&maxRetryAfter=1h&baseUrl=" + baseUrl + "&apiKey="
                                + WapingStub.API_KEY + "&deviceId=" + WapingStub.DEVICE);
            }
        };
    }

    private static long heap() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

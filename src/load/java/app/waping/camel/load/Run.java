package app.waping.camel.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

import app.waping.camel.WapingConstants;
import app.waping.camel.stub.WapingStub;

/** One contender in one scenario, against a server of its own. */
final class Run {
    private static final Duration AT_MOST = Duration.ofSeconds(150);

    private final Scenario scenario;
    private final Contender contender;
    private final String name;
    private final List<DefaultCamelContext> contexts = new ArrayList<>();
    private final List<AsyncProducer> producers = new ArrayList<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger handedBack = new AtomicInteger();
    private volatile boolean over;
    private int mostBlocked;

    Run(Scenario scenario, Contender contender) {
        this.scenario = scenario;
        this.contender = contender;
        this.name = "load-" + contender.name();
    }

    Result measure() throws Exception {
        WapingStub stub = WapingStub.builder().limit(scenario.limit()).build().start();
        stub.latency(Duration.ofMillis(15), Duration.ofMillis(25));
        for (int i = 0; i < scenario.processes(); i++) {
            startContext(stub.baseUrl());
        }
        ExecutorService senders = senders();
        Thread sampler = new Thread(this::sampleThreads, "load sampler");
        sampler.start();
        long start = System.nanoTime();
        int sent = scenario.live() ? sendLive(senders) : sendAtOnce(senders);
        await(sent, start, stub);
        Result result = Result.of(scenario, contender, stub.journal(), sent, start, mostBlocked);
        over = true;
        // Interrupts those that still block; what waits elsewhere is handed back by the context's stop.
        contexts.forEach(context -> context.getShutdownStrategy().setTimeout(1));
        int neverEntered = senders.shutdownNow().size();
        contexts.forEach(DefaultCamelContext::stop);
        senders.awaitTermination(10, TimeUnit.SECONDS);
        sampler.join();
        result = result.with(sent - neverEntered - stub.journal().acceptedCount() - handedBack.get());
        stub.close();
        return result;
    }

    private void startContext(String baseUrl) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.disableJMX();
        context.setNameStrategy(new org.apache.camel.impl.engine.ExplicitCamelContextNameStrategy(name));
        context.addRoutes(contender.routes(baseUrl));
        context.start();
        contexts.add(context);
        Endpoint endpoint = context.getEndpoint(Contender.START);
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        producers.add(producer);
    }

    private ExecutorService senders() {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(null, task, name + "-" + number.incrementAndGet(), 256 * 1024);
            thread.setDaemon(true);
            return thread;
        };
        return contender.blocking
                ? Executors.newCachedThreadPool(threads)
                : Executors.newFixedThreadPool(Scenario.RECIPIENTS, threads);
    }

    private int sendAtOnce(ExecutorService senders) {
        if (contender.blocking) {
            for (int i = 0; i < Scenario.AT_ONCE; i++) {
                int number = i;
                senders.execute(() -> send(number));
            }
        } else {
            for (int i = 0; i < Scenario.RECIPIENTS; i++) {
                int recipient = i;
                senders.execute(() -> {
                    for (int number = recipient; number < Scenario.AT_ONCE; number += Scenario.RECIPIENTS) {
                        send(number);
                    }
                });
            }
        }
        return Scenario.AT_ONCE;
    }

    private int sendLive(ExecutorService senders) {
        long start = System.nanoTime();
        long interval = (long) (TimeUnit.SECONDS.toNanos(1) / scenario.perSecond());
        int messages = (int) (Scenario.LIVE.toNanos() / interval);
        for (int i = 0; i < messages; i++) {
            long at = start + i * interval;
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            int number = i;
            senders.execute(() -> send(number));
        }
        return messages;
    }

    private void send(int number) {
        int recipient = number % Scenario.RECIPIENTS;
        int process = recipient % scenario.processes();
        Exchange exchange = new DefaultExchange(contexts.get(process));
        exchange.getIn().setHeader(WapingConstants.TO, String.format("+1555000%04d", recipient));
        exchange.getIn().setBody(Integer.toString(number));
        producers.get(process).process(exchange, doneSync -> {
            if (exchange.getException() == null) {
                taken.incrementAndGet();
            } else {
                handedBack.incrementAndGet();
            }
        });
    }

    private void await(int sent, long start, WapingStub stub) {
        boolean changed = scenario.changed() == null;
        while (taken.get() + handedBack.get() < sent) {
            long time = System.nanoTime() - start;
            if (!changed && time > TimeUnit.SECONDS.toNanos(10)) {
                stub.limit(scenario.changed());
                changed = true;
            }
            if (time > (scenario.live() ? Scenario.LIVE : AT_MOST).toNanos()) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private void sampleThreads() {
        while (!over) {
            int blocked = 0;
            for (var thread : Thread.getAllStackTraces().entrySet()) {
                if (thread.getKey().getName().contains(name) && waits(thread.getValue())) {
                    blocked++;
                }
            }
            mostBlocked = Math.max(mostBlocked, blocked);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    /** Whether a thread does nothing but wait until a message may be sent. */
    private static boolean waits(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            boolean sleeps = frame.getClassName().contains("camel.processor.errorhandler")
                    && frame.getMethodName().equals("sleep");
            if (sleeps || frame.getClassName().endsWith("AtomicRateLimiter")) {
                return true;
            }
        }
        return false;
    }
}

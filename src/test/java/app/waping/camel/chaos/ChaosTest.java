package app.waping.camel.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.SuspendableService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.waping.camel.GateEventsHub;
import app.waping.camel.TestTexts;
import app.waping.camel.WapingComponent;
import app.waping.camel.WapingConfiguration;
import app.waping.camel.WapingConstants;
import app.waping.camel.gate.GateEvent;
import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.Limit;
import app.waping.camel.stub.WapingStub;

/** Whatever happens, each message ends once: nothing is lost, sent twice, or overtaken. */
class ChaosTest {
    private static final int DEVICES = 4;
    private static final int RECIPIENTS = 25;
    private static final int FEEDERS = 20;
    private static final Duration BAD_WEATHER = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(90);

    private final WapingStub stub =
            WapingStub.builder().businessId(request -> request.text()).build().start();
    private final Queue handedOn = new Queue();
    private final List<String> alerts = Collections.synchronizedList(new ArrayList<>());
    private final List<GateEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, AtomicInteger> completions = new ConcurrentHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();
    private DefaultCamelContext context;

    /** What the error rules handed on. */
    private static final class Queue extends ConcurrentLinkedQueue<String> {
        private static final long serialVersionUID = 1L;
    }

    /** Counts how an exchange of the queue ends. */
    private final class Completion extends SynchronizationAdapter {
        @Override
        public void onDone(Exchange exchange) {
            completions
                    .computeIfAbsent(exchange.getIn().getHeader("orderId", String.class), key -> new AtomicInteger())
                    .incrementAndGet();
            if (exchange.getException() != null) {
                failed.incrementAndGet();
            }
        }
    }

    @AfterEach
    void stop() {
        if (context != null) {
            context.stop();
        }
        stub.close();
    }

    private void startContext() throws Exception {
        context = new DefaultCamelContext();
        WapingConfiguration options =
                context.getComponent("waping", WapingComponent.class).getConfiguration();
        options.setBaseUrl(stub.baseUrl());
        options.setApiKey(stub.apiKey());
        options.setIdempotencyKey("${header.orderId}");
        context.getPropertiesComponent().addInitialProperty("waping.errors.dead-letter", "direct:handed-on");
        context.getPropertiesComponent().addInitialProperty("waping.errors.alert", "direct:alerts");
        context.getPropertiesComponent().addInitialProperty("waping.alerts.flap", "0");
        for (String category : List.of("server-error", "transport")) {
            context.getPropertiesComponent().addInitialProperty("waping.errors." + category + ".delay", "20ms");
            context.getPropertiesComponent().addInitialProperty("waping.errors." + category + ".max-redeliveries", "6");
        }
        GateEventsHub.of(context).add(events::add);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send")
                        .routeId("send")
                        .routeConfigurationId("waping")
                        .to("waping:messages");
                from("seda:queued?size=20000")
                        .routeId("queued")
                        .process(exchange -> exchange.getExchangeExtension().addOnCompletion(new Completion()))
                        .to("direct:send");
                from("direct:handed-on")
                        .process(exchange -> handedOn.add(exchange.getMessage().getBody(String.class)));
                from("direct:alerts")
                        .process(exchange -> alerts.add(exchange.getMessage().getHeader(WapingConstants.ALERT_STATE)
                                + " " + exchange.getMessage().getHeader(WapingConstants.ERROR_CATEGORY)));
                from("direct:replay").routeConfigurationId("waping").to("waping:replay");
            }
        });
        context.getShutdownStrategy().setTimeout(1);
        context.start();
    }

    private static int recipient(int number) {
        return number % (DEVICES * RECIPIENTS);
    }

    private Exchange message(int number) {
        Exchange exchange = context.getEndpoint("direct:send?block=false").createExchange();
        int recipient = recipient(number);
        exchange.getIn().setHeader("orderId", "order-" + number);
        exchange.getIn().setHeader(WapingConstants.DEVICE_ID, "dev_" + recipient % DEVICES);
        exchange.getIn().setHeader(WapingConstants.TO, "+1555020" + String.format("%04d", recipient));
        exchange.getIn().setBody(TestTexts.text("order " + number));
        return exchange;
    }

    private void connectDevices() {
        for (int i = 0; i < DEVICES; i++) {
            stub.device("dev_" + i).connect();
        }
    }

    @Test
    void tenThousandMessagesInBadWeatherArriveOnceAndInOrderOrAreHandedOn() throws Exception {
        int messages = 10_000;
        startContext();
        connectDevices();
        stub.limit(Limit.fixedWindow(1_000, Duration.ofMillis(500)));
        AsyncProducer queue = context.getEndpoint("seda:queued?size=20000&waitForTaskToComplete=Never")
                .createAsyncProducer();
        queue.start();
        try (Weather weather = badWeather()) {
            weather.start();
            feed(queue, IntStream.range(0, messages).mapToObj(this::message).toList());
        }
        connectDevices();
        await().atMost(LONG).until(() -> completions.size() == messages);
        oneMoreForEachDevice(queue, messages);
        int all = messages + DEVICES;

        assertThat(completions).hasSize(all);
        assertThat(completions.values()).allMatch(times -> times.get() == 1);
        assertThat(failed).hasValue(0);
        assertThat(stub.journal().inversions()).isEmpty();
        assertOneAlertPerOutage();
        replayAll();
        assertThat(stub.journal().duplicates()).isEmpty();
        assertThat(acceptedIds()).hasSize(all);
    }

    private Weather badWeather() {
        Random random = new Random(7);
        return new Weather(
                stub,
                42,
                () -> stub.device("dev_" + random.nextInt(DEVICES)).disconnect(),
                this::connectDevices,
                this::suspendForAMoment);
    }

    /** Spreads the messages over the bad weather, so that every outage meets some of them. */
    private static void feed(AsyncProducer queue, List<Exchange> messages) {
        long pause = BAD_WEATHER.toNanos() / messages.size();
        long due = System.nanoTime();
        for (Exchange message : messages) {
            queue.process(message, doneSync -> {});
            due += pause;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    /** A device that lost its session with its last message learns from the next one that the phone is back. */
    private void oneMoreForEachDevice(AsyncProducer queue, int next) {
        for (int i = 0; i < DEVICES; i++) {
            queue.process(message(next + i), doneSync -> {});
        }
        await().atMost(LONG).until(() -> completions.size() == next + DEVICES);
    }

    /** Somebody suspends the route and resumes it; what is under way is not concerned. */
    private void suspendForAMoment() {
        SuspendableService consumer =
                (SuspendableService) context.getRoute("queued").getConsumer();
        consumer.suspend();
        consumer.resume();
    }

    private void assertOneAlertPerOutage() {
        long closed = count(GateEvent.Kind.DEVICE_CLOSED);
        assertThat(closed).isPositive();
        await().atMost(LONG).until(() -> count(GateEvent.Kind.DEVICE_RESUMED) == closed);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(sessionAlerts())
                .containsExactlyInAnyOrderElementsOf(expectedAlerts(closed)));
    }

    private long count(GateEvent.Kind kind) {
        synchronized (events) {
            return events.stream().filter(event -> event.kind() == kind).count();
        }
    }

    private List<String> sessionAlerts() {
        synchronized (alerts) {
            return alerts.stream()
                    .filter(alert -> alert.endsWith(" SESSION_DISCONNECTED"))
                    .toList();
        }
    }

    private static List<String> expectedAlerts(long outages) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < outages; i++) {
            expected.addAll(List.of("raised SESSION_DISCONNECTED", "resolved SESSION_DISCONNECTED"));
        }
        return expected;
    }

    private void replayAll() {
        while (!handedOn.isEmpty()) {
            List<String> records = new ArrayList<>();
            for (String record = handedOn.poll(); record != null; record = handedOn.poll()) {
                records.add(record);
            }
            for (String record : records) {
                Exchange exchange = context.createFluentProducerTemplate()
                        .to("direct:replay")
                        .withBody(record)
                        .send();
                if (exchange.getException() != null) {
                    throw new AssertionError(exchange.getException());
                }
            }
        }
    }

    private List<String> acceptedIds() {
        return stub.journal().accepted().stream()
                .map(JournalEntry::businessId)
                .distinct()
                .toList();
    }

    @Test
    void aForcedStopLosesNothingAndSendsNothingTwice() throws Exception {
        int messages = 3_000;
        connectDevices();
        stub.latency(Duration.ofMillis(5), Duration.ofMillis(30));
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, messages).boxed().toList());
        int round = 0;
        while (!left.isEmpty()) {
            startContext();
            boolean last = ++round > 5;
            left = feedAndStop(left, last ? left.size() : messages / 8, last);
        }

        assertThat(round).isGreaterThan(5);
        assertThat(stub.journal().duplicates()).isEmpty();
        assertThat(stub.journal().inversions()).isEmpty();
        startContext();
        replayAll();
        assertThat(acceptedIds()).hasSize(messages);
        assertThat(stub.journal().duplicates()).isEmpty();
    }

    /** Feeds what is left, stops by force once so many were taken; what failed the source still has. */
    private List<Integer> feedAndStop(List<Integer> numbers, int until, boolean last) throws Exception {
        Map<Integer, Boolean> ends = new ConcurrentHashMap<>();
        AsyncProducer send = context.getEndpoint("direct:send?block=false").createAsyncProducer();
        send.start();
        long before = stub.journal().acceptedCount();
        ExecutorService feeders = Executors.newFixedThreadPool(FEEDERS);
        for (int i = 0; i < FEEDERS; i++) {
            int feeder = i;
            feeders.execute(() -> numbers.stream()
                    .filter(number -> recipient(number) % FEEDERS == feeder)
                    .forEach(number -> feed(send, number, ends)));
        }
        feeders.shutdown();
        await().atMost(LONG)
                .until(() -> stub.journal().acceptedCount() - before >= until || ends.size() == numbers.size());
        if (!last) {
            context.stop();
        }
        await().atMost(LONG).until(() -> ends.size() == numbers.size());
        if (last) {
            context.stop();
        }
        return numbers.stream().filter(number -> !ends.get(number)).toList();
    }

    private void feed(AsyncProducer send, int number, Map<Integer, Boolean> ends) {
        if (context.isStopping() || context.isStopped()) {
            ends.put(number, false);
            return;
        }
        Exchange exchange = message(number);
        send.process(exchange, doneSync -> ends.put(number, exchange.getException() == null));
    }
}

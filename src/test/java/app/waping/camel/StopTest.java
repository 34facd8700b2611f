package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.error.WapingInterruptedException;
import app.waping.camel.error.WapingTransportException;
import app.waping.camel.stub.Faults;
import app.waping.camel.stub.Match;
import app.waping.camel.stub.StubAnswer;

/** Stopping while calls are in flight or wait: each exchange comes to its end, once. */
class StopTest extends ComponentTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() throws InterruptedException {
        stub.reset();
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aGracefulStopLetsTheCallInFlightFinish() {
        stub.next(StubAnswer.normal().withDelay(Duration.ofMillis(500)));
        camel.routes(route("direct:send"));
        SentExchange sent = sendFromAnotherThread("direct:send");

        camel.context().stop();

        assertThat(sent.answer()).containsEntry("status", "queued");
    }

    @Test
    void aForcedStopBreaksTheCallInFlightOff() {
        stub.next(Faults.stall());
        camel.context().getShutdownStrategy().setTimeout(1);
        camel.routes(route("direct:send"));
        SentExchange sent = sendFromAnotherThread("direct:send");

        long start = System.nanoTime();
        camel.context().stop();

        sent.failed(WapingTransportException.class, WapingErrorCategory.TRANSPORT, 0);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aStopBreaksOffACallThatNoRouteWaitsFor() {
        stub.next(Faults.stall());
        SentExchange sent = sendFromAnotherThread("waping");

        camel.context().stop();

        sent.failed(WapingTransportException.class, WapingErrorCategory.TRANSPORT, 0);
    }

    @Test
    void whatWaitsForItsTurnIsHandedBackUnsent() {
        stub.next(Faults.stall());
        camel.context().getShutdownStrategy().setTimeout(1);
        camel.routes(route("direct:send"));
        SentExchange first = sendFromAnotherThread("direct:send");
        SentExchange second = camel.send("direct:send", TEXT);
        assertThat(second.isDone()).isFalse();

        camel.context().stop();

        first.failed(WapingTransportException.class, WapingErrorCategory.TRANSPORT, 0);
        second.failed(WapingInterruptedException.class, WapingErrorCategory.INTERRUPTED, 0);
        assertThat(stub.journal().messages()).hasSize(1);
    }

    @Test
    void whatWaitsWhenItsRouteAloneStopsIsHandedBackUnsent() throws Exception {
        stub.next(StubAnswer.normal().withDelay(Duration.ofSeconds(2)));
        camel.routes(route("direct:send"));
        camel.context().addRoutes(route("direct:other", "other"));
        SentExchange first = sendFromAnotherThread("direct:send");
        SentExchange second = camel.send("direct:send", TEXT);
        SentExchange other = camel.send("direct:other", TEXT);

        camel.context().getRouteController().stopRoute("send");

        first.succeeded();
        second.failed(WapingInterruptedException.class, WapingErrorCategory.INTERRUPTED, 0);
        other.succeeded();
    }

    @Test
    void aRouteThatIsStoppedByForceBreaksTheCallInFlightOff() throws Exception {
        stub.next(Faults.stall());
        camel.routes(route("direct:send"));
        SentExchange sent = sendFromAnotherThread("direct:send");

        camel.context().getRouteController().stopRoute("send", 1, TimeUnit.SECONDS);

        sent.failed(WapingTransportException.class, WapingErrorCategory.TRANSPORT, 0);
    }

    @Test
    void whatWaitsWhenTheContextStopsGoesToTheDeadLetterAndNothingIsLost() {
        Queue<Exchange> dead = new ConcurrentLinkedQueue<>();
        camel.context().getRegistry().bind("dead", (Processor) dead::add);
        camel.context().getPropertiesComponent().addOverrideProperty("waping.errors.dead-letter", "bean:dead");
        camel.context().getShutdownStrategy().setTimeout(1);
        stub.next(Faults.stall());
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").routeConfigurationId("waping").to("waping");
            }
        });
        SentExchange first = sendFromAnotherThread("direct:send");
        List<SentExchange> waiting = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            waiting.add(camel.send("direct:send", TEXT));
        }

        camel.context().stop();

        assertThat(first.exchange()).isNotNull();
        waiting.forEach(SentExchange::succeeded);
        assertThat(dead)
                .hasSizeGreaterThanOrEqualTo(30)
                .filteredOn(exchange ->
                        "INTERRUPTED".equals(exchange.getIn().getHeader(WapingConstants.ERROR_CATEGORY, String.class)))
                .hasSize(30);
        assertThat(stub.journal().messages()).hasSize(1);
    }

    @Test
    void aRedeliveryThatWaitsWhenTheContextStopsComesToItsEnd() {
        stub.next(StubAnswer.rateLimited(Duration.ofSeconds(20)));
        camel.context().getShutdownStrategy().setTimeout(1);
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(WapingException.class).maximumRedeliveries(3).redeliveryDelay(0);
                from("direct:send").process(exchange -> {}).to("waping");
            }
        });
        camel.configure(options -> options.setMaxRetryAfter(100));
        SentExchange sent = camel.send("direct:send", TEXT);

        camel.context().stop();

        assertThat(sent.exchange().getException()).isInstanceOf(WapingException.class);
    }

    @Test
    void aRedeliveryAfterTheComponentStoppedComesToItsEnd() {
        camel.configure(options -> options.setPacing(false));
        stub.next(StubAnswer.serverError());
        WapingComponent component = camel.context().getComponent("waping", WapingComponent.class);
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(WapingException.class)
                        .maximumRedeliveries(1)
                        .redeliveryDelay(0)
                        .onRedelivery(exchange -> component.stop());
                from("direct:send").to("waping");
            }
        });

        SentExchange sent = camel.send("direct:send", TEXT);

        sent.failed(WapingInterruptedException.class, WapingErrorCategory.INTERRUPTED, 0);
    }

    @Test
    void aSendAfterTheContextStoppedEndsInADefinedWay() throws Exception {
        camel.start();
        AsyncProducer producer = camel.context().getEndpoint("waping").createAsyncProducer();
        producer.start();
        camel.context().stop();
        SentExchange sent = new SentExchange(producer.getEndpoint().createExchange());
        sent.raw().getIn().setBody(TEXT);

        producer.process(sent.raw(), sent);

        assertThat(sent.exchange().getException()).isInstanceOf(Exception.class);
    }

    @Test
    void aRouteThatIsStoppedAndStartedAgainSendsAgain() throws Exception {
        camel.routes(route("direct:send"));
        camel.send("direct:send", TEXT).succeeded();

        camel.context().getRouteController().stopRoute("send");
        camel.context().getRouteController().startRoute("send");

        camel.send("direct:send", TEXT).succeeded();
    }

    @Test
    void aProducerThatACacheDropsFinishesWhatItHasTakenOn() {
        stub.when(Match.recipient("+15550100000")).then(StubAnswer.normal().withDelay(Duration.ofSeconds(2)));
        camel.configure(options -> options.setPacing(false));
        camel.routes(dynamicRoute());
        SentExchange slow = sendFromAnotherThread("direct:dynamic", "+15550100000");

        sendToMany();

        assertThat(slow.answer()).containsEntry("status", "queued");
    }

    @Test
    void aMessageThatWaitsAtAProducerThatACacheDropsIsStillSent() {
        stub.next(StubAnswer.normal().withDelay(Duration.ofSeconds(2)));
        camel.configure(options -> options.setMaxInFlight(2));
        camel.routes(dynamicRoute());
        SentExchange slow = sendFromAnotherThread("direct:dynamic", "+15550100000");
        SentExchange waiting = camel.send("direct:dynamic", TEXT, WapingConstants.TO, "+15550100000");
        assertThat(waiting.isDone()).isFalse();

        sendToMany();

        slow.succeeded();
        waiting.succeeded();
    }

    private void sendToMany() {
        List<SentExchange> others = new ArrayList<>();
        for (int i = 1; i < 40; i++) {
            others.add(camel.send("direct:dynamic", TEXT, WapingConstants.TO, String.format("+155501001%02d", i)));
        }
        others.forEach(SentExchange::succeeded);
    }

    private static RouteBuilder dynamicRoute() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dynamic").toD("waping:messages?type=text&to=RAW(${header.CamelWapingTo})", 1);
            }
        };
    }

    private static RouteBuilder route(String uri) {
        return route(uri, "send");
    }

    private static RouteBuilder route(String uri, String routeId) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(routeId).to("waping");
            }
        };
    }

    private SentExchange sendFromAnotherThread(String uri) {
        return sendFromAnotherThread(uri, TestTexts.RECIPIENT);
    }

    /** Sends where the call blocks its thread, and waits until the stub has it. */
    private SentExchange sendFromAnotherThread(String uri, String to) {
        camel.start();
        long before = stub.journal().count();
        SentExchange[] sent = new SentExchange[1];
        CountDownLatch made = new CountDownLatch(1);
        threads.execute(() -> camel.send(uri, TEXT, WapingConstants.TO, to, sending -> {
            sent[0] = sending;
            made.countDown();
        }));
        await().atMost(Duration.ofSeconds(20)).until(() -> stub.journal().count() > before && made.getCount() == 0);
        return sent[0];
    }
}

package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.error.WapingServerException;
import app.waping.camel.error.WapingTransportException;
import app.waping.camel.error.WapingValidationException;
import app.waping.camel.stub.Faults;
import app.waping.camel.stub.StubAnswer;

class RedeliveryTest extends RedeliveringRoutes {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRedeliverySendsTheSameBytesUnderTheSameKey(boolean async) {
        stub.next(SERVER_ERROR).next(Faults.resetInTheMiddle()).next(SERVER_ERROR);
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(5, async);
                from("direct:send").to("waping");
            }
        });

        camel.send("direct:send", stream(TEXT)).succeeded();

        assertSameMessage(4);
        assertThat(stub.journal().acceptedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRedeliveryUnderAGateSendsTheSameBytesUnderTheSameKey(boolean async) {
        camel.configure(options -> options.setPacing(true));
        stub.next(SERVER_ERROR).next(Faults.reset());
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(5, async);
                from("direct:send").to("waping");
            }
        });

        camel.send("direct:send", stream(TEXT)).succeeded();

        assertSameMessage(3);
    }

    @Test
    void aMessageThatIsChangedBeforeItsRedeliveryIsStillTheSameMessage() {
        stub.next(SERVER_ERROR);
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(WapingException.class)
                        .maximumRedeliveries(2)
                        .redeliveryDelay(0)
                        .onRedelivery(exchange -> exchange.getIn().setBody("changed"));
                from("direct:send").to("waping");
            }
        });

        camel.send("direct:send", TEXT).succeeded();

        assertSameMessage(2);
    }

    @Test
    void exhaustedRedeliveriesLeaveTheLastFailureAndItsCount() {
        stub.next(3, SERVER_ERROR);
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(2, false);
                from("direct:send").to("waping");
            }
        });

        SentExchange sent = camel.send("direct:send", TEXT);

        sent.failed(WapingServerException.class, WapingErrorCategory.SERVER_ERROR, 500);
        assertThat(sent.exchange().getProperty(WapingProperties.ATTEMPTS)).isEqualTo(3);
        assertSameMessage(3);
    }

    @Test
    void marksOfRedeliveryThatABrokerMadeTextOfDoNotMakeItAnotherMessage() {
        stub.next(2, SERVER_ERROR);
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(9, false);
                from("direct:send").to("waping");
            }
        });

        camel.send("direct:send", TEXT, Map.of(Exchange.REDELIVERED, "true", Exchange.REDELIVERY_COUNTER, "3"))
                .succeeded();

        assertSameMessage(3);
    }

    @Test
    void marksOfRedeliveryThatAreNonsenseDoNoHarmToASend() {
        camel.send("waping", TEXT, Map.of(Exchange.REDELIVERED, "perhaps", Exchange.REDELIVERY_COUNTER, "many"))
                .succeeded();

        assertSameMessage(1);
    }

    @Test
    void aKeyInAHeaderIsTheKeyOfEveryAttempt() {
        stub.next(2, SERVER_ERROR);
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(5, false);
                from("direct:send").to("waping?idempotencyKey=RAW(not-this-${exchangeId})");
            }
        });

        camel.send("direct:send", TEXT, WapingConstants.IDEMPOTENCY_KEY, "order-4711")
                .succeeded();

        assertThat(keys()).containsExactly("order-4711", "order-4711", "order-4711");
    }

    @Test
    void aKeyExpressionIsEvaluatedOncePerMessage() {
        stub.next(2, SERVER_ERROR);
        Counter counter = new Counter();
        camel.context().getRegistry().bind("counter", counter);
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(5, true);
                from("direct:send")
                        .to("waping?idempotencyKey=RAW(${bean:counter?method=next})")
                        .setBody(constant(TEXT))
                        .to("waping?idempotencyKey=RAW(${bean:counter?method=next})");
            }
        });

        camel.send("direct:send", TEXT).succeeded();

        assertThat(keys()).containsExactly("key-1", "key-1", "key-1", "key-2");
        assertThat(counter.calls).hasValue(2);
    }

    @Test
    void aStaleMarkOfRedeliveryDoesNoHarm() {
        Map<String, Object> stale =
                Map.of(Exchange.REDELIVERED, true, Exchange.REDELIVERY_COUNTER, 2, Exchange.REDELIVERY_MAX_COUNTER, 9);
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to("waping").setBody(constant(TEXT)).to("waping");
            }
        });

        camel.send("direct:send", TEXT, stale).succeeded();

        assertDifferentKeys(2);
    }

    @Test
    void aStaleMarkOfRedeliveryDoesNotBringAFailedMessageBack() {
        stub.next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send")
                        .loop(2)
                        .doTry()
                        .setBody(simple("message ${exchangeProperty.CamelLoopIndex}"))
                        .to("waping")
                        .doCatch(WapingException.class)
                        .end()
                        .end();
            }
        });

        camel.send("direct:send", TEXT, Map.of(Exchange.REDELIVERED, true, Exchange.REDELIVERY_COUNTER, 2))
                .succeeded();

        assertThat(texts()).containsExactly("message 0", "message 1");
        assertDifferentKeys(2);
    }

    @Test
    void aRefusedConnectionIsRedeliveredOnceThereIsOne() {
        stub.refuseConnections();
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(WapingTransportException.class)
                        .maximumRedeliveries(3)
                        .redeliveryDelay(0)
                        .onRedelivery(exchange -> stub.acceptConnections());
                from("direct:send").to("waping");
            }
        });

        camel.send("direct:send", TEXT).succeeded();

        assertThat(stub.journal().accepted()).hasSize(1);
    }

    @Test
    void badInputIsNotRedeliveredAsSomethingElse() {
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(2, false);
                from("direct:send").to("waping");
            }
        });

        SentExchange sent = camel.send("direct:send", TEXT, WapingConstants.TO, "nobody");

        sent.failed(WapingValidationException.class, WapingErrorCategory.VALIDATION_ERROR, 0);
        assertThat(sent.exchange().getProperty(WapingProperties.ATTEMPTS)).isEqualTo(0);
        assertNothingSent();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a key at each call. */
    public static final class Counter {
        private final AtomicInteger calls = new AtomicInteger();

        public String next() {
            return "key-" + calls.incrementAndGet();
        }
    }
}

package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.waping.camel.error.WapingException;
import app.waping.camel.error.WapingServerException;
import app.waping.camel.error.WapingValidationException;
import app.waping.camel.stub.StubAnswer;

/** Which sends of a route are one message, sent again, and which are another one. */
class RedeliveredMessagesTest extends RedeliveringRoutes {
    @Test
    void twoSendsInOneRouteAreTwoMessages() {
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to("waping").setBody(constant(TEXT)).to("waping");
            }
        });

        camel.send("direct:send", TEXT).succeeded();

        assertDifferentKeys(2);
        assertThat(stub.journal().acceptedCount()).isEqualTo(2);
    }

    @Test
    void theSecondSendOfARouteIsRedeliveredAsItself() {
        stub.when(request -> "second".equals(request.text())).then(2, SERVER_ERROR);
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(5, true);
                from("direct:send")
                        .setBody(constant("first"))
                        .to("waping")
                        .setBody(constant("second"))
                        .to("waping");
            }
        });

        camel.send("direct:send", TEXT).succeeded();

        assertThat(texts()).containsExactly("first", "second", "second", "second");
        assertThat(keys().subList(1, 4)).containsOnly(keys().get(1)).doesNotContain(keys().get(0));
    }

    @Test
    void eachPassOfALoopIsAMessage() {
        stub.next(SERVER_ERROR);
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(5, false);
                from("direct:send").loop(3).setBody(constant(TEXT)).to("waping").end();
            }
        });

        camel.send("direct:send", TEXT).succeeded();

        assertThat(stub.journal().acceptedCount()).isEqualTo(3);
        assertThat(keys()).hasSize(4);
        assertThat(keys().get(0)).isEqualTo(keys().get(1));
        assertThat(keys().subList(1, 4)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachBranchOfAMulticastIsAMessage(boolean parallel) {
        stub.next(2, SERVER_ERROR);
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(5, false);
                from("direct:send")
                        .multicast()
                        .parallelProcessing(parallel)
                        .to("waping", "waping", "waping?to=RAW(" + TestTexts.OTHER_RECIPIENT + ")");
            }
        });

        camel.send("direct:send", TEXT).succeeded();

        assertThat(stub.journal().messages()).hasSize(5);
        assertThat(stub.journal().acceptedCount()).isEqualTo(3);
        assertThat(keys().stream().distinct()).hasSize(3);
    }

    @Test
    void aSubRouteThatIsRedeliveredAsAWholeSendsEachOfItsMessagesAsItself() {
        stub.when(request -> "second".equals(request.text())).then(1, SERVER_ERROR);
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(3, false);
                from("direct:send").to("direct:sub");
                from("direct:sub")
                        .errorHandler(noErrorHandler())
                        .setBody(constant("first"))
                        .to("waping")
                        .setBody(constant("second"))
                        .to("waping");
            }
        });

        camel.send("direct:send", TEXT).succeeded();

        assertThat(texts()).containsExactly("first", "second", "first", "second");
    }

    @Test
    void aLoopThatIsRedeliveredAsAWholeSendsEachOfItsMessagesAsItself() {
        stub.when(request -> "message 1".equals(request.text())).then(1, SERVER_ERROR);
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(3, false);
                from("direct:send").to("direct:sub");
                from("direct:sub")
                        .errorHandler(noErrorHandler())
                        .loop(2)
                        .setBody(simple("message ${exchangeProperty.CamelLoopIndex}"))
                        .to("waping")
                        .end();
            }
        });

        camel.send("direct:send", TEXT).succeeded();

        assertThat(texts()).containsExactly("message 0", "message 1", "message 0", "message 1");
    }

    @Test
    void aRouteOfOneSendThatIsRedeliveredFromOutsideSendsTheSameMessage() {
        stub.next(2, SERVER_ERROR);
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(3, true);
                from("direct:send").to("direct:sub");
                from("direct:sub").errorHandler(noErrorHandler()).to("waping");
            }
        });

        camel.send("direct:send", TEXT).succeeded();

        assertSameMessage(3);
    }

    @Test
    void anEnrichmentAndADynamicSendAreRedeliveredAsTheSameMessage() {
        stub.next(2, SERVER_ERROR);
        camel.routes(new Redelivering() {
            @Override
            public void configure() {
                redeliver(3, false);
                from("direct:enrich").enrich("waping:messages", (before, answer) -> answer);
                from("direct:dynamic").toD("waping:messages?type=${header.none}text");
            }
        });

        camel.send("direct:enrich", TEXT).succeeded();
        assertSameMessage(3);

        stub.reset().next(2, SERVER_ERROR);
        camel.send("direct:dynamic", TEXT).succeeded();
        assertSameMessage(3);
    }

    @Test
    void afterContinuedTheNextSendIsAnotherMessage() {
        stub.next(2, SERVER_ERROR);
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(WapingException.class)
                        .maximumRedeliveries(1)
                        .redeliveryDelay(0)
                        .continued(true);
                from("direct:send")
                        .setBody(constant("first"))
                        .to("waping")
                        .setBody(constant("second"))
                        .to("waping");
            }
        });

        SentExchange sent = camel.send("direct:send", TEXT);

        assertThat(sent.answer()).containsKey("id");
        assertThat(texts()).containsExactly("first", "first", "second");
        assertThat(keys().get(0)).isEqualTo(keys().get(1)).isNotEqualTo(keys().get(2));
    }

    @Test
    void doTryCatchesTheTypedExceptionAndTheRouteGoesOn() {
        stub.next(StubAnswer.error(400, "VALIDATION_ERROR", "no"));
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send")
                        .doTry()
                        .to("waping")
                        .doCatch(WapingValidationException.class)
                        .setBody(simple("${exception.code} ${exception.httpResponseCode} ${exception.retryable}"))
                        .end()
                        .to("mock:after");
            }
        });

        Exchange exchange = camel.send("direct:send", TEXT).succeeded();

        assertThat(exchange.getMessage().getBody()).isEqualTo("VALIDATION_ERROR 400 false");
        assertThat(stub.journal().messages()).hasSize(1);
    }

    @Test
    void aMessageInTheFailureStepsIsAnotherMessage() {
        stub.when(request -> "first".equals(request.text())).always(SERVER_ERROR);
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(WapingServerException.class)
                        .maximumRedeliveries(1)
                        .redeliveryDelay(0)
                        .handled(true)
                        .setBody(constant("instead"))
                        .to("waping");
                from("direct:send").setBody(constant("first")).to("waping");
            }
        });

        camel.send("direct:send", TEXT).succeeded();

        assertThat(texts()).containsExactly("first", "first", "instead");
        assertThat(keys().get(2)).isNotEqualTo(keys().get(0));
    }
}

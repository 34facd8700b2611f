package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingRateLimitedException;
import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.RetryAfterForm;
import app.waping.camel.stub.StubAnswer;

/** A plain onException clause on our exceptions, without any of our rules, waits as long as the API asks. */
class RetryAfterTest extends ComponentTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** The same route in each language. */
    enum Language {
        JAVA {
            @Override
            RoutesBuilder route(TestCamel camel) {
                return new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(WapingRateLimitedException.class)
                                .maximumRedeliveries(3)
                                .redeliveryDelay(1)
                                .asyncDelayedRedelivery();
                        from("direct:send").to("waping");
                    }
                };
            }
        },
        YAML {
            @Override
            RoutesBuilder route(TestCamel camel) throws Exception {
                return loaded(
                        camel,
                        "send.yaml",
                        """
                        - routeConfiguration:
                            id: own
                            onException:
                              - onException:
                                  exception:
                                    - app.waping.camel.error.WapingRateLimitedException
                                  redeliveryPolicy:
                                    maximumRedeliveries: 3
                                    redeliveryDelay: 1
                                    asyncDelayedRedelivery: true
                        - route:
                            routeConfigurationId: own
                            from:
                              uri: direct:send
                              steps:
                                - to:
                                    uri: waping
                                    parameters:
                                      operation: messages
                        """);
            }
        },
        XML {
            @Override
            RoutesBuilder route(TestCamel camel) throws Exception {
                return loaded(
                        camel,
                        "send.xml",
                        """
                        <camel>
                          <routeConfiguration id="own">
                            <onException>
                              <exception>app.waping.camel.error.WapingRateLimitedException</exception>
                              <redeliveryPolicy maximumRedeliveries="3" redeliveryDelay="1" asyncDelayedRedelivery="true"/>
                            </onException>
                          </routeConfiguration>
                          <route routeConfigurationId="own">
                            <from uri="direct:send"/>
                            <to uri="waping"/>
                          </route>
                        </camel>
                        """);
            }
        };

        abstract RoutesBuilder route(TestCamel camel) throws Exception;

        /** Loads what it holds at once; the builder that is left has nothing more to add. */
        private static RoutesBuilder loaded(TestCamel camel, String name, String content) throws Exception {
            PluginHelper.getRoutesLoader(camel.context()).loadRoutes(ResourceHelper.fromString(name, content));
            return new RouteBuilder() {
                @Override
                public void configure() {
                    // Nothing is left to add.
                }
            };
        }
    }

    @BeforeEach
    void eachExchangeForItself() {
        camel.configure(options -> options.setPacing(false));
    }

    @ParameterizedTest
    @EnumSource
    void aPlainClauseWaitsAsLongAsTheApiAsks(Language language) throws Exception {
        stub.next(StubAnswer.rateLimited(SECOND));
        camel.routes(language.route(camel));

        camel.send("direct:send", TEXT).succeeded();

        assertWaited(SECOND, Duration.ofSeconds(5));
        assertThat(stub.journal().earlyRequests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPlainClauseUnderAGateWaitsAsLongAsTheApiAsks(Language language) throws Exception {
        camel.configure(options -> options.setPacing(true));
        stub.next(StubAnswer.rateLimited(SECOND));
        camel.routes(language.route(camel));

        camel.send("direct:send", TEXT).succeeded();

        assertWaited(SECOND, Duration.ofSeconds(5));
        assertThat(stub.journal().earlyRequests()).isEmpty();
    }

    @Test
    void aDateThatASkewedClockTellsIsHonouredAsAWait() {
        stub.clockSkew(Duration.ofHours(-3));
        stub.next(StubAnswer.error(429, "RATE_LIMITED", "slow").withRetryAfter(SECOND, RetryAfterForm.IMF_FIXDATE));
        camel.routes(redeliveringEverything());

        camel.send("direct:send", TEXT).succeeded();

        assertThat(stub.journal().earlyRequests()).isEmpty();
        assertThat(waits().get(0)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aWaitIsHonouredAfterA503Too() {
        stub.next(StubAnswer.status(503).withHeader("Retry-After", "1"));
        camel.routes(redeliveringEverything());

        camel.send("direct:send", TEXT).succeeded();

        assertWaited(SECOND, Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void aWaitIsCappedAtMaxRetryAfter(String wait) {
        camel.configure(options -> options.setMaxRetryAfter(200));
        stub.next(StubAnswer.error(429, "RATE_LIMITED", "slow").withHeader("Retry-After", wait));
        camel.routes(redeliveringEverything());

        camel.send("direct:send", TEXT).succeeded();

        assertWaited(Duration.ofMillis(200), Duration.ofSeconds(5));
    }

    @Test
    void withoutAWaitTheClausesOwnDelayHolds() {
        stub.next(StubAnswer.error(429, "RATE_LIMITED", "slow"));
        camel.routes(redeliveringEverything());

        camel.send("direct:send", TEXT).succeeded();

        assertThat(waits().get(0)).isLessThan(SECOND);
    }

    @Test
    void aWaitOfThePastIsNone() {
        stub.next(StubAnswer.error(429, "RATE_LIMITED", "slow")
                .withHeader("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"));
        camel.routes(redeliveringEverything());

        camel.send("direct:send", TEXT).succeeded();

        assertThat(waits().get(0)).isLessThan(SECOND);
    }

    @Test
    void anInboundDelayHasNoEffect() {
        stub.next(2, StubAnswer.serverError());
        camel.routes(redeliveringEverything());

        camel.send("direct:send", TEXT, Map.of(Exchange.REDELIVERY_DELAY, 60_000L))
                .succeeded();

        assertThat(waits()).hasSize(2).allMatch(wait -> wait.compareTo(Duration.ofSeconds(5)) < 0);
    }

    @Test
    void anInboundDelayHasNoEffectOnAMessageThatIsRefusedHere() {
        camel.configure(options -> options.setApiKey(null));
        camel.routes(redeliveringEverything());

        Instant start = Instant.now();
        camel.send("direct:send", TEXT, Map.of(Exchange.REDELIVERY_DELAY, 60_000L))
                .exchange();

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void theFailureTellsTheWholeWait() {
        stub.next(StubAnswer.error(429, "RATE_LIMITED", "slow").withHeader("Retry-After", "86400"));

        WapingRateLimitedException failure = camel.send("waping", TEXT)
                .failed(WapingRateLimitedException.class, WapingErrorCategory.RATE_LIMITED, 429);

        assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void aClauseCanGiveUpWhereTheWaitIsTooLong() {
        stub.next(StubAnswer.error(429, "RATE_LIMITED", "slow").withHeader("Retry-After", "86400"));
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(WapingRateLimitedException.class)
                        .retryWhile(simple("${exception.retryAfter.toSeconds} < 60"))
                        .handled(true)
                        .to("mock:later");
                from("direct:send").to("waping");
            }
        });
        camel.mock("later").expectedMessageCount(1);

        camel.send("direct:send", TEXT).succeeded();

        assertThat(camel.mock("later").getExchanges()).hasSize(1);
        assertThat(stub.journal().messages()).hasSize(1);
    }

    private static RouteBuilder redeliveringEverything() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class)
                        .maximumRedeliveries(3)
                        .redeliveryDelay(1)
                        .asyncDelayedRedelivery();
                from("direct:send").to("waping");
            }
        };
    }

    private void assertWaited(Duration least, Duration most) {
        assertThat(waits()).hasSize(1);
        assertThat(waits().get(0)).isBetween(least, most);
    }

    private List<Duration> waits() {
        List<JournalEntry> messages = stub.journal().messages();
        return IntStream.range(1, messages.size())
                .mapToObj(i -> Duration.between(
                        messages.get(i - 1).at(), messages.get(i).at()))
                .toList();
    }
}

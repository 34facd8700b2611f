package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.config.RequestConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingRateLimitedException;
import app.waping.camel.error.WapingUnknownErrorException;
import app.waping.camel.stub.Faults;
import app.waping.camel.stub.Match;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;

/** Proxy, pool and configurer of the user's http component are those of the call; what would send twice is not. */
class BorrowedClientTest extends ComponentTest {
    @Test
    void aProxyAndItsCredentialsApply() throws IOException {
        try (TestProxy proxy = new TestProxy("user", "topsecret")) {
            useProxy("http", proxy, "topsecret");

            camel.send("waping", TEXT).succeeded();

            assertThat(proxy.passedOn()).containsExactly("POST " + stub.baseUrl() + "/messages HTTP/1.1");
            assertThat(onlyRequest().request().header("Authorization")).isEqualTo("Bearer " + TestTexts.API_KEY);
        }
    }

    @Test
    void aTunnelThroughTheProxyIsUsedForTls(@TempDir Path directory)
            throws IOException, InterruptedException, GeneralSecurityException {
        TestCertificates certificates = TestCertificates.in(directory);
        try (TestProxy proxy = new TestProxy("user", "topsecret");
                WapingStub secure = WapingStub.builder()
                        .tls(certificates.serverContext())
                        .build()
                        .start()) {
            useProxy("https", proxy, "topsecret");
            camel.context()
                    .getComponent("https", HttpComponent.class)
                    .setSslContextParameters(certificates.trustingParameters());
            camel.configure(options -> options.setBaseUrl(secure.baseUrl()));

            camel.send("waping", TEXT).succeeded();

            assertThat(proxy.passedOn()).containsExactly("CONNECT localhost:" + secure.port() + " HTTP/1.1");
            assertThat(proxy.refused()).allMatch(line -> line.startsWith("CONNECT "));
            assertThat(secure.journal().accepted()).hasSize(1);
        }
    }

    @Test
    void aProxyThatRefusesIsNoFaultOfTheApi() throws IOException {
        try (TestProxy proxy = new TestProxy("user", "topsecret")) {
            useProxy("http", proxy, "wrong");

            camel.send("waping", TEXT).failed(WapingUnknownErrorException.class, WapingErrorCategory.UNKNOWN, 407);

            assertNothingSent();
        }
    }

    private void useProxy(String name, TestProxy proxy, String password) {
        HttpComponent http = camel.context().getComponent(name, HttpComponent.class);
        http.setProxyHost("127.0.0.1");
        http.setProxyPort(proxy.port());
        http.setProxyAuthScheme("http");
        http.setProxyAuthMethod("Basic");
        http.setProxyAuthUsername("user");
        http.setProxyAuthPassword(password);
    }

    @Test
    void thePoolOfTheComponentBoundsTheConnections() throws InterruptedException {
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        stub.when(Match.messages()).always(StubAnswer.normal().deliveredBy((answer, wire) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            wire.pause(Duration.ofMillis(30));
            now.decrementAndGet();
            wire.write(wire.head(answer));
            wire.write(answer.body());
            return true;
        }));
        camel.configure(options -> {
            options.setPacing(false);
            options.setConnectionRequestTimeout(20_000);
        });
        camel.context().getComponent("http", HttpComponent.class).setConnectionsPerRoute(3);

        List<SentExchange> sent = sendFromThreads(16, 32);

        sent.forEach(SentExchange::succeeded);
        assertThat(most.get()).isBetween(2, 3);
    }

    @Test
    void theConfigurerOfTheComponentApplies() {
        camel.context()
                .getComponent("http", HttpComponent.class)
                .setHttpClientConfigurer(builder -> builder.setUserAgent("our-own/1.0"));

        camel.send("waping", TEXT).succeeded();

        assertThat(onlyRequest().request().header("User-Agent")).isEqualTo("our-own/1.0");
    }

    @Test
    void whatTheConfigurerSwitchesOnStillSendsOnce() {
        camel.context()
                .getComponent("http", HttpComponent.class)
                .setHttpClientConfigurer(builder -> builder.setDefaultRequestConfig(RequestConfig.custom()
                        .setRedirectsEnabled(true)
                        .setExpectContinueEnabled(true)
                        .build()));
        stub.next(StubAnswer.rateLimited(Duration.ofSeconds(3)));

        camel.send("waping", TEXT).failed(WapingRateLimitedException.class, WapingErrorCategory.RATE_LIMITED, 429);

        assertThat(onlyRequest().request().header("Expect")).isNull();
    }

    @Test
    void aComponentOfAnotherNameIsUsedByName() {
        HttpComponent own = new HttpComponent();
        own.setHttpClientConfigurer(builder -> builder.setUserAgent("second/1.0"));
        camel.context().addComponent("second", own);

        camel.send("waping:messages?httpComponent=second", TEXT).succeeded();

        assertThat(onlyRequest().request().header("User-Agent")).isEqualTo("second/1.0");
        assertThat(onlyRequest().path()).isEqualTo("/v1/messages");
    }

    @Test
    void aRouteOfTheUsersOnTheSameHostKeepsItsOwnClient() {
        camel.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:both")
                        .to("waping")
                        .setBody(simple("${null}"))
                        .removeHeaders("*")
                        .toD(stub.baseUrl() + "/nothing?throwExceptionOnFailure=false");
            }
        });

        Map<String, Object> headers =
                camel.send("direct:both", TEXT).succeeded().getMessage().getHeaders();

        assertThat(headers).containsEntry("CamelHttpResponseCode", 401);
        assertThat(stub.journal().entries().get(1).request().header("Authorization"))
                .isNull();
    }

    @Test
    void manyThreadsSendThroughOneEndpoint() throws InterruptedException {
        List<SentExchange> sent = sendFromThreads(64, 640);

        sent.forEach(SentExchange::succeeded);
        assertThat(stub.journal().acceptedCount()).isEqualTo(640);
        assertThat(stub.journal().duplicates()).isEmpty();
        assertThat(stub.journal().accepted())
                .extracting(message -> message.idempotencyKey())
                .doesNotHaveDuplicates();
    }

    @Test
    void manyThreadsThatMeetEveryKindOfFaultCompleteEachExchangeOnce() throws InterruptedException {
        camel.configure(options -> {
            options.setPacing(false);
            options.setResponseTimeout(2_000);
            options.setConnectionRequestTimeout(20_000);
        });
        stub.when(Match.messages()).sometimes(0.1, StubAnswer.serverError()).always(request -> null);
        stub.when(Match.messages()).sometimes(0.1, Faults.resetInTheMiddle());
        stub.when(Match.messages()).sometimes(0.1, Faults.cutBody());
        stub.when(Match.messages()).sometimes(0.1, Faults.html());

        List<SentExchange> sent = sendFromThreads(64, 640);

        sent.forEach(SentExchange::exchange);
        assertThat(stub.journal().messages().size()).isGreaterThanOrEqualTo(600);
    }

    private List<SentExchange> sendFromThreads(int threads, int messages) throws InterruptedException {
        camel.start();
        List<SentExchange> sent = Collections.synchronizedList(new ArrayList<>());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < messages; i++) {
            int number = i;
            pool.execute(() -> sent.add(camel.send(
                    "waping",
                    TestTexts.text("number " + number),
                    WapingConstants.TO,
                    String.format("+1555010%04d", number % 50))));
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(sent).hasSize(messages);
        return sent;
    }
}

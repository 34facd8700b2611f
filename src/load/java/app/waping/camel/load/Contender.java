package app.waping.camel.load;

import java.time.Duration;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.http.base.HttpOperationFailedException;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;

import app.waping.camel.error.WapingRateLimitedException;
import app.waping.camel.stub.WapingStub;

/** A way to send to an API that throttles. Nobody gives up: each redelivers until the message is taken. */
enum Contender {
    /** A plain https call, redelivered each second as Camel does by default, on the caller's thread. */
    CAMEL_DEFAULT("Camel, default redelivery", true) {
        @Override
        void route(RouteBuilder routes, String baseUrl) {
            routes.onException(HttpOperationFailedException.class)
                    .maximumRedeliveries(-1)
                    .logRetryAttempted(false);
            plainHttp(routes, baseUrl);
        }
    },
    /** The same with exponential back-off, jitter and no thread held. */
    EXPONENTIAL("Camel, exponential, async", false) {
        @Override
        void route(RouteBuilder routes, String baseUrl) {
            routes.errorHandler(routes.defaultErrorHandler().executorServiceRef(POOL));
            routes.onException(HttpOperationFailedException.class)
                    .maximumRedeliveries(-1)
                    .logRetryAttempted(false)
                    .asyncDelayedRedelivery()
                    .useExponentialBackOff()
                    .backOffMultiplier(2)
                    .maximumRedeliveryDelay(30_000)
                    .useCollisionAvoidance()
                    .collisionAvoidancePercent(15);
            plainHttp(routes, baseUrl);
        }
    },
    /** Each exchange waits for its own Retry-After, async: this component without its gate. */
    RETRY_AFTER("Retry-After per exchange", false) {
        @Override
        void route(RouteBuilder routes, String baseUrl) {
            routes.errorHandler(routes.defaultErrorHandler().executorServiceRef(POOL));
            routes.onException(WapingRateLimitedException.class)
                    .maximumRedeliveries(-1)
                    .logRetryAttempted(false)
                    .asyncDelayedRedelivery();
            routes.from(START).to("waping:messages?pacing=false" + account(baseUrl));
        }
    },
    /** A rate limiter that was told the limit beforehand, which no client of this API is; a 429 waits its Retry-After. */
    RATE_LIMITER("resilience4j RateLimiter, told 100 per 3 s", true) {
        @Override
        void route(RouteBuilder routes, String baseUrl) {
            RateLimiter limiter = RateLimiter.of(
                    baseUrl,
                    RateLimiterConfig.custom()
                            .limitForPeriod(100)
                            .limitRefreshPeriod(Duration.ofSeconds(3))
                            .timeoutDuration(Duration.ofMinutes(10))
                            .build());
            routes.onException(WapingRateLimitedException.class)
                    .maximumRedeliveries(-1)
                    .logRetryAttempted(false)
                    .onRedelivery(exchange -> limiter.acquirePermission());
            routes.from(START)
                    .process(exchange -> limiter.acquirePermission())
                    .to("waping:messages?pacing=false" + account(baseUrl));
        }
    },
    /** This component as it comes. */
    GATE("the gate", false) {
        @Override
        void route(RouteBuilder routes, String baseUrl) {
            routes.from(START)
                    .routeConfigurationId("waping")
                    .to("waping:messages?maxWaiting=200000" + account(baseUrl));
        }
    };

    static final String START = "direct:start";
    private static final String POOL = "load";
    private static final int POOL_THREADS = 50;

    final String title;
    /** Whether a message that waits holds its thread. */
    final boolean blocking;

    Contender(String title, boolean blocking) {
        this.title = title;
        this.blocking = blocking;
    }

    abstract void route(RouteBuilder routes, String baseUrl);

    RouteBuilder routes(String baseUrl) {
        Contender self = this;
        return new RouteBuilder() {
            @Override
            public void configure() {
                getContext()
                        .getExecutorServiceManager()
                        .registerThreadPoolProfile(new ThreadPoolProfileBuilder(POOL)
                                .poolSize(POOL_THREADS)
                                .maxPoolSize(POOL_THREADS)
                                .maxQueueSize(-1)
                                .build());
                self.route(this, baseUrl);
            }
        };
    }

    private static String account(String baseUrl) {
        return "&baseUrl=" + baseUrl + "&apiKey=" + WapingStub.API_KEY + "&deviceId=" + WapingStub.DEVICE;
    }

    private static void plainHttp(RouteBuilder routes, String baseUrl) {
        HttpComponent http = routes.getContext().getComponent("http", HttpComponent.class);
        http.setConnectionsPerRoute(POOL_THREADS);
        // Else the HTTP client sleeps Retry-After on its own, below Camel.
        HttpClientConfigurer noRetries = builder -> builder.disableAutomaticRetries();
        http.setHttpClientConfigurer(noRetries);
        routes.from(START)
                .setProperty("to", routes.header("CamelWapingTo"))
                .setBody(exchange -> "{\"deviceId\":\"" + WapingStub.DEVICE + "\",\"to\":\""
                        + exchange.getProperty("to") + "\",\"type\":\"text\",\"text\":{\"body\":\""
                        + exchange.getIn().getBody() + "\"}}")
                .removeHeaders("*")
                .setHeader(Exchange.HTTP_METHOD, routes.constant("POST"))
                .setHeader(Exchange.CONTENT_TYPE, routes.constant("application/json"))
                .setHeader("Authorization", routes.constant("Bearer " + WapingStub.API_KEY))
                .setHeader("Idempotency-Key", routes.simple("${exchangeId}"))
                .to(baseUrl + "/messages");
    }
}

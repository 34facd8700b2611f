package app.waping.camel;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

import app.waping.camel.client.AnswerLimits;
import app.waping.camel.client.ApiClient;
import app.waping.camel.client.ApiTimeouts;
import app.waping.camel.client.HttpClients;
import app.waping.camel.error.ErrorTranslator;
import app.waping.camel.error.TranslatorSettings;
import app.waping.camel.gate.DeviceStates;
import app.waping.camel.gate.DeviceStatus;
import app.waping.camel.gate.GateTimer;
import app.waping.camel.gate.Gates;
import app.waping.camel.gate.GuardSettings;

/**
 * What all endpoints of a component share while it runs: one timer thread, the worker pool, and the borrowed HTTP
 * clients. Thread-safe.
 */
final class WapingRuntime {
    private static final long KEEP_ALIVE_SECONDS = 60;

    private final CamelContext context;
    private final WapingComponent component;
    private final Map<String, HttpEndpoint> httpEndpoints = new HashMap<>();
    private final Set<WapingProducer> producers = ConcurrentHashMap.newKeySet();
    private ScheduledThreadPoolExecutor timer;
    private ExecutorService workers;
    private DeviceStatusQuery statusQuery;
    private Gates gates;

    WapingRuntime(CamelContext context, WapingComponent component) {
        this.context = context;
        this.component = component;
    }

    void start() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "Camel (" + context.getName() + ") WapingTimer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        ThreadPoolProfile profile = new ThreadPoolProfile("WapingWorker");
        profile.setPoolSize(component.getWorkerThreads());
        profile.setMaxPoolSize(component.getWorkerThreads());
        profile.setKeepAliveTime(KEEP_ALIVE_SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        // The gates bound what waits; a bound here would refuse what they have let go.
        // (Camel takes -1 for no queue at all.)
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        // Camel's default drops what comes after the end, and the exchange with it.
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        workers = context.getExecutorServiceManager().newThreadPool(this, "WapingWorker", profile);
        statusQuery = new DeviceStatusQuery(
                workers,
                new DeviceStates(NamedValues.parse(
                        "deviceStates", "LINKED=CONNECTED", component.getDeviceStates(), DeviceStatus.State.class)));
        gates = new Gates(
                GateTimer.of(Clock.systemUTC(), timer),
                workers,
                GateEventsHub.of(context),
                GuardSettings.DEFAULTS.withBadRequests(component.getBadRequestsPerMinute()),
                statusQuery);
    }

    /** The context begins to stop, its routes still run: what waits is handed back to them. */
    void contextStops() {
        producers.forEach(gates::stop);
    }

    void stop() {
        gates.close();
        producers.forEach(WapingProducer::breakOff);
        context.getExecutorServiceManager().shutdownGraceful(workers);
        timer.shutdownNow();
        synchronized (httpEndpoints) {
            ServiceHelper.stopAndShutdownServices(httpEndpoints.values().toArray());
            httpEndpoints.clear();
        }
    }

    /** The runner of an endpoint's calls. */
    CallRunner runner(WapingEndpoint endpoint) throws Exception {
        WapingConfiguration options = endpoint.getConfiguration();
        HttpEndpoint http = httpEndpoint(options.getHttpComponent(), endpoint.baseUrl());
        ApiClient client = new ApiClient(
                http.getHttpClient(),
                http.getHttpContext(),
                endpoint.baseUrl(),
                new ApiTimeouts(
                        Duration.ofMillis(options.getConnectTimeout()),
                        Duration.ofMillis(options.getResponseTimeout()),
                        Duration.ofMillis(options.getConnectionRequestTimeout())),
                new AnswerLimits(options.getMaxResponseBody(), options.getMaxAnswerBody()),
                timer);
        return new CallRunner(endpoint, endpoint.operation(), client, translator(options));
    }

    private static ErrorTranslator translator(WapingConfiguration options) {
        TranslatorSettings settings = TranslatorSettings.defaults()
                .withCodeCategories(CodeCategories.parse(options.getCodeCategories()))
                .withMaxResponseBody(options.getMaxResponseBody());
        if (options.getRequestIdHeaders() != null) {
            settings = settings.withRequestIdHeaders(
                    Stream.of(options.getRequestIdHeaders().split(","))
                            .map(String::trim)
                            .filter(name -> !name.isEmpty())
                            .toList());
        }
        return new ErrorTranslator(settings);
    }

    /** A producer that may send from now on. */
    void started(WapingProducer producer) {
        producers.add(producer);
        gates.start(producer);
    }

    void stopped(WapingProducer producer) {
        producers.remove(producer);
    }

    /** The started producers that belong to a route. */
    Stream<WapingProducer> producersOf(String routeId) {
        return producers.stream().filter(producer -> routeId.equals(producer.getRouteId()));
    }

    Gates gates() {
        return gates;
    }

    DeviceStatusQuery statusQuery() {
        return statusQuery;
    }

    ExecutorService workers() {
        return workers;
    }

    /** The http endpoint whose client calls that host: one for each http component and host. */
    private HttpEndpoint httpEndpoint(String httpComponent, URI baseUrl) throws Exception {
        synchronized (httpEndpoints) {
            String key = httpComponent + " " + baseUrl.getScheme() + "://" + baseUrl.getRawAuthority();
            HttpEndpoint endpoint = httpEndpoints.get(key);
            if (endpoint == null) {
                endpoint = HttpClients.borrow(context, httpComponent, baseUrl);
                httpEndpoints.put(key, endpoint);
            }
            return endpoint;
        }
    }
}

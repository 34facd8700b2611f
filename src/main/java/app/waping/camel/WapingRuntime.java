package app.waping.camel;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceHelper;

import app.waping.camel.client.HttpClients;

/**
 * What all endpoints of a component share while it runs: one timer thread, the worker pool, and the borrowed HTTP
 * clients. Thread-safe.
 */
final class WapingRuntime {
    private static final long KEEP_ALIVE_SECONDS = 60;

    private final CamelContext context;
    private final WapingComponent component;
    private final Map<String, HttpEndpoint> httpEndpoints = new HashMap<>();
    private ScheduledThreadPoolExecutor timer;
    private ExecutorService workers;

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
        profile.setMaxQueueSize(-1);
        workers = context.getExecutorServiceManager().newThreadPool(this, "WapingWorker", profile);
    }

    void stop() {
        context.getExecutorServiceManager().shutdownGraceful(workers);
        timer.shutdownNow();
        synchronized (httpEndpoints) {
            ServiceHelper.stopAndShutdownServices(httpEndpoints.values().toArray());
            httpEndpoints.clear();
        }
    }

    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    ExecutorService workers() {
        return workers;
    }

    /** The http endpoint whose client calls that host: one for each http component and host. */
    HttpEndpoint httpEndpoint(String httpComponent, URI baseUrl) throws Exception {
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

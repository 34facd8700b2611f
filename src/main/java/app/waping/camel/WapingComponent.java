package app.waping.camel;

import java.util.List;
import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.waping.camel.gate.DeviceGate;

/** Sends WhatsApp messages through the WAPing API: {@code waping:messages}. */
@Component("waping")
public class WapingComponent extends DefaultComponent {
    private static final Logger LOG = LoggerFactory.getLogger(WapingComponent.class);

    @Metadata(description = "The options that each endpoint starts from.")
    private WapingConfiguration configuration = new WapingConfiguration();

    @Metadata(
            label = "producer,advanced",
            defaultValue = "20",
            description =
                    "How many threads send messages that could not go out on their caller's thread: those that waited, and"
                            + " redeliveries. As many as the http component has connections to one host, by default.")
    private int workerThreads = 20;

    @Metadata(
            label = "producer,advanced",
            defaultValue = "20",
            description =
                    "How many answers per minute and API key may blame the request (400, 403, 404, 409) before sending is"
                            + " slowed down, so that repeated bad requests bring no review of the account. 0 switches this off.")
    private int badRequestsPerMinute = 20;

    @Metadata(
            label = "producer,advanced",
            description =
                    "Words of the API for a device's state beyond those that are known, as WORD=STATE separated by commas;"
                            + " STATE is CONNECTED, DEGRADED, NEEDS_QR, DOWN or UNKNOWN.")
    private String deviceStates;

    @Metadata(
            label = "health",
            defaultValue = "true",
            description = "Whether the API is one of Camel's health checks of producers, where those are switched on.")
    private boolean healthCheckProducerEnabled = true;

    private WapingRuntime runtime;
    private ContextStopNotifier stopNotifier;
    private RouteStops routeStops;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        WapingConfiguration copy = configuration.copy();
        // An endpoint without a key of its own asks for the component's at each call, so that the key can be changed.
        copy.setApiKey(null);
        if (remaining != null && !remaining.isBlank()) {
            copy.setOperation(remaining);
        }
        // A Kamelet hands on the fields that were left empty; they stand for what the component says.
        parameters.values().removeIf(value -> value instanceof String text && text.isBlank());
        // Without a key of its own an endpoint goes by what the component has at the time, which may change.
        copy.setApiKey(null);
        WapingEndpoint endpoint = new WapingEndpoint(uri, this, copy);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (getCamelContext().getCamelContextExtension().getContextPlugin(SendObserver.class) == null) {
            LOG.warn(
                    "The error rules are not registered, because Camel looks for plugins by a class loader that does not see"
                            + " this jar: routeConfigurationId=waping has no effect. Call WapingErrors.wapingErrors().addTo(context)"
                            + " before the routes are added, or set the context's applicationContextClassLoader");
        }
        runtime = new WapingRuntime(getCamelContext(), this);
        stopNotifier = new ContextStopNotifier(() -> runtime.contextStops());
        getCamelContext().getManagementStrategy().addEventNotifier(stopNotifier);
        routeStops = new RouteStops(runtime);
        getCamelContext().addLifecycleStrategy(routeStops);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        runtime.start();
    }

    @Override
    protected void doStop() throws Exception {
        runtime.stop();
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        getCamelContext().getManagementStrategy().removeEventNotifier(stopNotifier);
        getCamelContext().getLifecycleStrategies().remove(routeStops);
        super.doShutdown();
    }

    /** The gates of the devices that this component has sent for since it started, for those who look after them. */
    public List<DeviceGate> deviceGates() {
        return runtime == null || runtime.gates() == null
                ? List.of()
                : runtime.gates().devices();
    }

    /** What the endpoints of this component share while it runs. */
    WapingRuntime runtime() {
        return runtime;
    }

    public WapingConfiguration getConfiguration() {
        return configuration;
    }

    /** The options that each endpoint starts from. */
    public void setConfiguration(WapingConfiguration configuration) {
        this.configuration = configuration;
    }

    public int getWorkerThreads() {
        return workerThreads;
    }

    /** How many threads send messages that could not go out on their caller's thread. */
    public void setWorkerThreads(int workerThreads) {
        this.workerThreads = workerThreads;
    }

    public int getBadRequestsPerMinute() {
        return badRequestsPerMinute;
    }

    /** How many answers per minute and API key may blame the request before sending is slowed down; 0 for any number. */
    public void setBadRequestsPerMinute(int badRequestsPerMinute) {
        this.badRequestsPerMinute = badRequestsPerMinute;
    }

    public String getDeviceStates() {
        return deviceStates;
    }

    /** Words of the API for a device's state beyond those that are known: {@code WORD=STATE,...}. */
    public void setDeviceStates(String deviceStates) {
        this.deviceStates = deviceStates;
    }

    public boolean isHealthCheckProducerEnabled() {
        return healthCheckProducerEnabled;
    }

    /** Whether the API is one of Camel's health checks of producers, where those are switched on. */
    public void setHealthCheckProducerEnabled(boolean healthCheckProducerEnabled) {
        this.healthCheckProducerEnabled = healthCheckProducerEnabled;
    }
}

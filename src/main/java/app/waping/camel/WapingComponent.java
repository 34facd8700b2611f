package app.waping.camel;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Sends WhatsApp messages through the WAPing API: {@code waping:messages}. */
@Component("waping")
public class WapingComponent extends DefaultComponent {
    @Metadata(description = "The options that each endpoint starts from.")
    private WapingConfiguration configuration = new WapingConfiguration();

    @Metadata(
            label = "producer,advanced",
            defaultValue = "20",
            description =
                    "How many threads send messages that could not go out on their caller's thread: those that waited, and"
                            + " redeliveries. As many as the http component has connections to one host, by default.")
    private int workerThreads = 20;

    private WapingRuntime runtime;
    private ContextStopNotifier stopNotifier;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        WapingConfiguration copy = configuration.copy();
        if (remaining != null && !remaining.isBlank()) {
            copy.setOperation(remaining);
        }
        // A Kamelet hands on the fields that were left empty; they stand for what the component says.
        parameters.values().removeIf(value -> value instanceof String text && text.isBlank());
        WapingEndpoint endpoint = new WapingEndpoint(uri, this, copy);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        runtime = new WapingRuntime(getCamelContext(), this);
        stopNotifier = new ContextStopNotifier(() -> runtime.contextStops());
        getCamelContext().getManagementStrategy().addEventNotifier(stopNotifier);
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
        super.doShutdown();
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
}

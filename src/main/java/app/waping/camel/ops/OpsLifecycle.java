package app.waping.camel.ops;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.LifecycleStrategySupport;

import app.waping.camel.WapingComponent;
import app.waping.camel.WapingConfiguration;
import app.waping.camel.WapingEndpoint;

/** Registers the MBean with the first component, and one health check for each API and credential. */
final class OpsLifecycle extends LifecycleStrategySupport {
    private final CamelContext context;
    private final Set<List<Object>> checked = new HashSet<>();

    OpsLifecycle(CamelContext context) {
        this.context = context;
    }

    @Override
    public void onComponentAdd(String name, Component component) {
        if (component instanceof WapingComponent && context.hasService(WapingDevices.class) == null) {
            try {
                context.addService(new WapingDevices());
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            }
        }
    }

    @Override
    public void onEndpointAdd(Endpoint endpoint) {
        if (!(endpoint instanceof WapingEndpoint waping)) {
            return;
        }
        WapingConfiguration options = waping.getConfiguration();
        if (!waping.getComponent().isHealthCheckProducerEnabled()
                || options.getOperation().equals("events")) {
            return;
        }
        WritableHealthCheckRepository producers =
                HealthCheckHelper.getHealthCheckRepository(context, "producers", WritableHealthCheckRepository.class);
        if (producers == null) {
            return;
        }
        synchronized (checked) {
            String apiKey = options.getApiKey() == null ? "" : options.getApiKey();
            if (checked.add(List.of(waping.getComponent(), options.getBaseUrl(), apiKey))) {
                String id = checked.size() == 1 ? "producer:waping" : "producer:waping-" + checked.size();
                producers.addHealthCheck(new WapingHealthCheck(id, waping));
            }
        }
    }
}

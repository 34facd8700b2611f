package app.waping.camel.ops;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;

/** Found by each Camel context: sees to health check and MBean as soon as a {@code waping} component is there. */
public final class OpsPlugin implements ContextServicePlugin {
    @Override
    public void load(CamelContext context) {
        context.addLifecycleStrategy(new OpsLifecycle(context));
    }
}

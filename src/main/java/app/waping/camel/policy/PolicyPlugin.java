package app.waping.camel.policy;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;

/** Gives every Camel context the error rules as soon as the jar is on the class path. */
public final class PolicyPlugin implements ContextServicePlugin {
    @Override
    public void load(CamelContext context) {
        Policies.of(context);
    }
}

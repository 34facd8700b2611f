package app.waping.camel.policy;

import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategy;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.LifecycleStrategySupport;

/** Tells the policies of a context when it initialises and when routes come. */
final class PolicyLifecycle extends LifecycleStrategySupport {
    private final ModelCamelContext context;
    private final Policies policies;
    private final ModelLifecycleStrategy routes = new ModelLifecycleStrategySupport() {
        @Override
        public void onAddRouteDefinition(RouteDefinition route) {
            start();
            policies.complete(route);
        }
    };
    private boolean started;

    PolicyLifecycle(ModelCamelContext context, Policies policies) {
        this.context = context;
        this.policies = policies;
    }

    void install() {
        context.addLifecycleStrategy(this);
        if (context.isStarted()) {
            start();
        } else if (modelIsReady()) {
            // A Spring XML file that switches JMX off drops every life-cycle strategy; this one stays.
            context.addModelLifecycleStrategy(routes);
        }
    }

    /** A DefaultCamelContext loads its plugins from its constructor, before it has a model. */
    private boolean modelIsReady() {
        try {
            return context.getModelLifecycleStrategies() != null;
        } catch (NullPointerException e) {
            return false;
        }
    }

    @Override
    public void onContextInitializing(CamelContext initializing) {
        start();
        context.getRouteDefinitions().forEach(policies::complete);
    }

    @Override
    public void onContextStopped(CamelContext stopped) {
        policies.close();
    }

    private synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        context.addModelLifecycleStrategy(routes);
        policies.initialise();
        StartupChecks checks = new StartupChecks(context, policies);
        if (context.isStarted()) {
            checks.run();
            return;
        }
        try {
            context.addStartupListener((starting, alreadyStarted) -> checks.run());
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }
}

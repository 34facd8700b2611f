package app.waping.camel.policy;

import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.LifecycleStrategySupport;

/** Tells the policies of a context when it initialises and when routes come. */
final class PolicyLifecycle extends LifecycleStrategySupport {
    private final Policies policies;

    PolicyLifecycle(Policies policies) {
        this.policies = policies;
    }

    void install(CamelContext context) {
        context.addLifecycleStrategy(this);
        if (context.isStarted() || context.isStarting()) {
            start((ModelCamelContext) context);
        }
    }

    @Override
    public void onContextInitializing(CamelContext context) {
        start((ModelCamelContext) context);
    }

    private void start(ModelCamelContext context) {
        context.addModelLifecycleStrategy(new ModelLifecycleStrategySupport() {
            @Override
            public void onAddRouteDefinition(RouteDefinition route) {
                policies.complete(route);
            }
        });
        policies.initialise();
        StartupChecks checks = new StartupChecks(context, policies);
        if (context.isStarted()) {
            checks.run();
        } else {
            try {
                context.addStartupListener((started, alreadyStarted) -> checks.run());
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            }
        }
    }
}

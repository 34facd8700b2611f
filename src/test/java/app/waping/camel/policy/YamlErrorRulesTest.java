package app.waping.camel.policy;

import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A route in YAML; the rules come from the jar and the properties. */
class YamlErrorRulesTest extends ErrorRulesDoor {
    @Override
    CamelContext start(Map<String, String> properties) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        properties.forEach(context.getPropertiesComponent()::addInitialProperty);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("send.camel.yaml", resource("/doors/send.camel.yaml")));
        context.start();
        return context;
    }
}

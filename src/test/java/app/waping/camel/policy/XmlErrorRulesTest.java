package app.waping.camel.policy;

import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A route in XML, read by xml-io; the properties come after the route. */
class XmlErrorRulesTest extends ErrorRulesDoor {
    @Override
    CamelContext start(Map<String, String> properties) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("send.camel.xml", resource("/doors/send.camel.xml")));
        properties.forEach(context.getPropertiesComponent()::addInitialProperty);
        context.start();
        return context;
    }
}

package app.waping.camel.spring;

import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.apache.camel.support.PropertyBindingSupport;
import org.springframework.core.env.Environment;

import app.waping.camel.WapingComponent;
import app.waping.camel.WapingComponentConfigurer;

/**
 * Writes {@code camel.component.waping.*} on the component named {@code waping}; components of other names keep what their
 * owner set. Values may be Camel's placeholders, and {@code #bean:name} where an option takes an object.
 */
final class WapingComponentCustomizer implements ComponentCustomizer {
    private final CamelContext context;
    private final Environment environment;

    WapingComponentCustomizer(CamelContext context, Environment environment) {
        this.context = context;
        this.environment = environment;
    }

    @Override
    public boolean isEnabled(String name, Component target) {
        return WapingComponentProperties.COMPONENT.equals(name)
                && target instanceof WapingComponent
                && HierarchicalPropertiesEvaluator.evaluate(
                        environment, "camel.component.customizer", WapingComponentProperties.PREFIX + ".customizer");
    }

    @Override
    public void configure(String name, Component target) {
        WapingComponentConfigurer configurer = new WapingComponentConfigurer();
        Map<String, String> values = new WapingComponentProperties(environment, ComponentOptions.names()).read();
        // The object that holds the other options goes first, else it would replace them.
        String configuration = values.remove("configuration");
        if (configuration != null) {
            set(configurer, target, "configuration", configuration);
        }
        values.forEach((option, value) -> set(configurer, target, option, value));
    }

    private void set(WapingComponentConfigurer configurer, Component target, String option, String value) {
        PropertyBindingSupport.build()
                .withConfigurer(configurer)
                .withMandatory(true)
                .bind(context, target, option, value);
    }
}

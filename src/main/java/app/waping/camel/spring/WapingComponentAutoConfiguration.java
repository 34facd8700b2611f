package app.waping.camel.spring;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Sets the options of the component {@code waping} from {@code camel.component.waping.*}. Off where
 * {@code camel.component.waping.enabled}, or {@code camel.component.enabled} for all components, is false.
 */
@AutoConfiguration(
        after = {CamelAutoConfiguration.class, SslAutoConfiguration.class},
        // Camel's support of camel.component.http.ssl-bundle asks for the bundles before Spring Boot has made them, and
        // then does nothing. To stand between the two puts them in order.
        beforeName = "org.apache.camel.component.http.springboot.HttpComponentSslBundleAutoConfiguration")
@ConditionalOnClass(CamelAutoConfiguration.class)
public class WapingComponentAutoConfiguration {
    // Its conditions are classes of camel-spring-boot, which an application need not have: a class of its own, that is
    // looked at only where they are there.
    @Configuration(proxyBeanMethods = false)
    @Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
    @ConditionalOnHierarchicalProperties({"camel.component", "camel.component.waping"})
    static class ComponentProperties {
        /** Applies the properties when Camel adds the component. */
        @Bean
        @Lazy
        ComponentCustomizer configureWapingComponent(CamelContext context, Environment environment) {
            return new WapingComponentCustomizer(context, environment);
        }
    }
}

package app.waping.camel.spring;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

import app.waping.camel.policy.PropertyNames;

/** Tells the error rules which {@code waping.*} properties the application has. */
@AutoConfiguration
@ConditionalOnClass(name = "org.apache.camel.spring.boot.CamelAutoConfiguration")
public class WapingPoliciesAutoConfiguration {
    /** Lists the sources of the environment that can be listed. */
    @Bean
    PropertyNames wapingPropertyNames(Environment environment) {
        return prefix -> {
            Set<String> names = new TreeSet<>();
            if (environment instanceof ConfigurableEnvironment listable) {
                listable.getPropertySources().stream()
                        .filter(EnumerablePropertySource.class::isInstance)
                        .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(prefix))
                        .forEach(names::add);
            }
            return names;
        };
    }
}

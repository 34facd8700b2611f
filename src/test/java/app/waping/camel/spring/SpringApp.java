package app.waping.camel.spring;

import java.util.Map;

import org.apache.camel.CamelContext;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A Spring Boot application with what it finds on the class path, and nothing else. */
final class SpringApp {
    private SpringApp() {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Plain {}

    static ConfigurableApplicationContext start(Map<String, Object> properties, Class<?>... more) {
        return start(new MapPropertySource("test", properties), more);
    }

    static ConfigurableApplicationContext startWithEnvironment(Map<String, Object> variables) {
        return start(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    }

    private static ConfigurableApplicationContext start(MapPropertySource properties, Class<?>... more) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(properties);
        return new SpringApplicationBuilder(Plain.class)
                .sources(more)
                .environment(environment)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run("--spring.main.banner-mode=off");
    }

    static CamelContext camel(ConfigurableApplicationContext spring) {
        return spring.getBean(CamelContext.class);
    }
}

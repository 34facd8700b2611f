package app.waping.camel.policy;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A Spring Boot application: rules by application properties, a route in YAML. */
class SpringBootErrorRulesTest extends ErrorRulesDoor {
    private ConfigurableApplicationContext spring;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    @Override
    CamelContext start(Map<String, String> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("camel.main.routes-include-pattern", "classpath:doors/send.camel.yaml");
        all.put("spring.main.banner-mode", "off");
        spring = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(all)
                .run();
        return spring.getBean(CamelContext.class);
    }

    @Override
    void end() {
        spring.close();
    }
}

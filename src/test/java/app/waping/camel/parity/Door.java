package app.waping.camel.parity;

import static app.waping.camel.error.WapingErrorCategory.FORBIDDEN;
import static app.waping.camel.error.WapingErrorCategory.IDEMPOTENCY_CONFLICT;
import static app.waping.camel.error.WapingErrorCategory.RATE_LIMITED;
import static app.waping.camel.error.WapingErrorCategory.SERVER_ERROR;
import static app.waping.camel.error.WapingErrorCategory.SESSION_DISCONNECTED;
import static app.waping.camel.error.WapingErrorCategory.TRANSPORT;
import static app.waping.camel.error.WapingErrorCategory.UNAUTHORIZED;
import static app.waping.camel.error.WapingErrorCategory.UNEXPECTED_RESPONSE;
import static app.waping.camel.error.WapingErrorCategory.UNKNOWN;
import static app.waping.camel.policy.WapingErrors.wapingErrors;
import static java.time.Duration.ofMillis;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericXmlApplicationContext;
import org.springframework.core.io.ByteArrayResource;

/** The ways to write the same two routes, {@code direct:send} and {@code direct:replay}, and to start them. */
enum Door {
    JAVA {
        @Override
        Running start(Map<String, String> properties) throws Exception {
            DefaultCamelContext context = new DefaultCamelContext();
            properties.forEach((key, value) -> {
                if (!key.startsWith("waping.errors.")) {
                    context.getPropertiesComponent().addInitialProperty(key, value);
                }
            });
            wapingErrors()
                    .on(RATE_LIMITED)
                    .redeliver(8)
                    .on(SERVER_ERROR, TRANSPORT)
                    .redeliver(4)
                    .backOff(ofMillis(10), 2, ofMillis(40))
                    .on(SESSION_DISCONNECTED)
                    .park("mock:parked")
                    .alert()
                    .on(UNAUTHORIZED, FORBIDDEN, IDEMPOTENCY_CONFLICT, UNKNOWN, UNEXPECTED_RESPONSE)
                    .alert()
                    .deadLetterTo("mock:dead")
                    .alertTo("mock:alerts")
                    .addTo(context);
            context.addRoutes(new Routes());
            context.start();
            return new Running(context, context::stop);
        }
    },
    YAML {
        @Override
        Running start(Map<String, String> properties) throws Exception {
            return load(properties, "routes.camel.yaml");
        }
    },
    XML {
        @Override
        Running start(Map<String, String> properties) throws Exception {
            return load(properties, "routes.camel.xml");
        }
    },
    CAMEL_MAIN {
        @Override
        Running start(Map<String, String> properties) {
            Main main = new Main();
            properties.forEach(main::addInitialProperty);
            main.configure().setAutoConfigurationLogSummary(false);
            main.configure().withRoutesIncludePattern("classpath:parity/routes.camel.yaml");
            main.start();
            return new Running(main.getCamelContext(), main::stop);
        }
    },
    SPRING_XML {
        @Override
        Running start(Map<String, String> properties) throws Exception {
            Properties file = new Properties();
            file.putAll(properties);
            Path path = Files.createTempFile("parity", ".properties");
            try (Writer out = Files.newBufferedWriter(path)) {
                file.store(out, null);
            }
            GenericXmlApplicationContext spring = new GenericXmlApplicationContext();
            String xml = resource("spring.xml").replace("PROPERTIES", "file:" + path);
            spring.load(new ByteArrayResource(xml.getBytes(StandardCharsets.UTF_8)));
            spring.refresh();
            Files.delete(path);
            return new Running(spring.getBean(CamelContext.class), spring::close);
        }
    },
    SPRING_BOOT {
        @Override
        Running start(Map<String, String> properties) {
            Map<String, Object> all = new HashMap<>(properties);
            all.put("spring.main.banner-mode", "off");
            ConfigurableApplicationContext spring = new SpringApplicationBuilder(Application.class)
                    .web(WebApplicationType.NONE)
                    .logStartupInfo(false)
                    .properties(all)
                    .run();
            return new Running(spring.getBean(CamelContext.class), spring::close);
        }
    },
    KAMELETS {
        @Override
        Running start(Map<String, String> properties) throws Exception {
            return load(properties, "kamelets.camel.yaml");
        }
    };

    /** A started context, and how it is ended. */
    record Running(CamelContext context, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /** A started context with the two routes, under the rules {@code waping}. */
    abstract Running start(Map<String, String> properties) throws Exception;

    private static Running load(Map<String, String> properties, String name) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        properties.forEach(context.getPropertiesComponent()::addInitialProperty);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, resource(name)));
        context.start();
        return new Running(context, context::stop);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Door.class.getResourceAsStream("/parity/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class Routes extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:send")
                    .routeId("send")
                    .routeConfigurationId("waping")
                    .to("waping:messages?baseUrl={{stub.url}}&apiKey={{stub.api-key}}&deviceId=dev_123"
                            + "&idempotencyKey=key-${header.step}")
                    .to("mock:sent");
            from("direct:replay")
                    .routeId("replay")
                    .routeConfigurationId("waping")
                    .to("waping:replay?baseUrl={{stub.url}}&apiKey={{stub.api-key}}")
                    .to("mock:sent");
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {
        @Bean
        RouteBuilder routes() {
            return new Routes();
        }
    }
}

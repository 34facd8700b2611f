package app.waping.camel.policy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import org.apache.camel.CamelContext;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericXmlApplicationContext;
import org.springframework.core.io.ByteArrayResource;

/** Context, properties and route in a Spring XML file. */
class SpringXmlErrorRulesTest extends ErrorRulesDoor {
    @TempDir
    Path directory;

    private GenericXmlApplicationContext spring;

    @Override
    CamelContext start(Map<String, String> properties) throws Exception {
        Properties file = new Properties();
        file.putAll(properties);
        Path path = directory.resolve("waping.properties");
        try (var out = Files.newOutputStream(path)) {
            file.store(out, null);
        }
        spring = new GenericXmlApplicationContext();
        String xml = resource("/doors/send-spring.xml").replace("PROPERTIES", "file:" + path);
        spring.load(new ByteArrayResource(xml.getBytes(StandardCharsets.UTF_8)));
        spring.refresh();
        return spring.getBean(CamelContext.class);
    }

    @Override
    void end() {
        spring.close();
    }
}

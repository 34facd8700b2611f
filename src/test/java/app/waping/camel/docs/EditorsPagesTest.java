package app.waping.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import app.waping.camel.WapingComponent;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** Runs what the pages about visual editors, JBang and TLS in Spring Boot tell their readers to write. */
@ExtendWith(WapingStubExtension.class)
class EditorsPagesTest {
    private WapingStub stub;

    @Test
    void theDrawnStepStandsBehindTheSend(@TempDir Path folder) throws Exception {
        Snippets page = Snippets.of("start/visual.md");
        Properties shown = page.properties("rules");
        Properties project = properties(Pages.read(Path.of("examples/karavan/application.properties")));
        assertThat(project).containsAllEntriesOf(shown);

        String flow = Pages.read(Path.of("examples/karavan/orders.camel.yaml"));
        try (DocumentedCamel camel = new DocumentedCamel(stub, "start/visual.md")) {
            camel.set("orders.folder", folder + "/orders").set("waping.deviceId", WapingStub.DEVICE);
            camel.load(flow.stripTrailing() + "\n" + page.text("step") + "\n");
            camel.context.start();

            assertThat(camel.context.getRoute("orders").filter("orders-drawn")).hasSize(1);
            Path order = Files.writeString(folder.resolve("1"), "{\"number\": 1001, \"phone\": \"+15551230001\"}");
            Files.move(order, Files.createDirectories(folder.resolve("orders")).resolve("1001.json"));
            await().until(() -> stub.journal().accepted().size() == 1);
        }
    }

    @Test
    void rulesThatAreDrawnRouteByCode() throws Exception {
        try (DocumentedCamel camel = new DocumentedCamel(stub, "how-to/use-in-karavan.md")
                .set("waping.deviceId", WapingStub.DEVICE)
                .with("own-errors")) {
            stub.next(StubAnswer.error(422, "RECIPIENT_NOT_ON_WHATSAPP", "not on WhatsApp"));

            assertThat(camel.send("direct:orders").getException()).isNull();

            assertThat(camel.at("jms:queue:waping.unreachable").getReceivedCounter())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"how-to/use-in-karavan.md, properties", "how-to/run-with-jbang-and-camel-k.md, properties"})
    void theDependencyIsWhatTheBuildMakes(String page, String snippet) throws Exception {
        var pom = Xml.parse(Pages.read(Path.of("pom.xml")));
        Properties properties = Snippets.of(page).properties(snippet);

        assertThat(properties.getProperty("camel.jbang.dependencies"))
                .contains("mvn:" + Xml.child(pom, "groupId") + ":" + Xml.child(pom, "artifactId") + ":"
                        + Xml.child(pom, "version"));
        assertThat(properties).containsKey("camel.component.waping.apiKey");
    }

    /** The snippet "pipe" of run-with-jbang-and-camel-k.md. */
    @Test
    void thePipeSetsWhatTheKameletHas() throws Exception {
        Map<?, ?> pipe = (Map<?, ?>)
                yaml(Snippets.of("how-to/run-with-jbang-and-camel-k.md").text("pipe"));
        Map<?, ?> sink = at(pipe, "spec", "sink");
        String name = String.valueOf(at(sink, "ref").get("name"));
        Map<?, ?> kamelet =
                (Map<?, ?>) yaml(Pages.read(Path.of("src/main/resources/kamelets", name + ".kamelet.yaml")));

        Map<?, ?> known = at(kamelet, "spec", "definition", "properties");
        for (Object property : at(sink, "properties").keySet()) {
            assertThat(known.containsKey(property)).as("%s", property).isTrue();
        }
    }

    /** The snippet "tls" of use-with-spring-boot.md: the bundle itself is tried by SslBundleTest. */
    @Test
    void theProxyIsAnOptionOfTheHttpComponent() throws Exception {
        Properties shown = Snippets.of("how-to/use-with-spring-boot.md").properties("tls");
        String http = new DefaultCamelCatalog().componentJSonSchema("http");

        assertThat(shown).containsKeys("camel.component.http.proxy-host", "camel.component.http.proxy-port");
        assertThat(http).contains("\"proxyHost\"", "\"proxyPort\"");
        String tried = Pages.read(Path.of("src/test/java/app/waping/camel/spring/SslBundleTest.java"));
        assertThat(tried).contains("spring.ssl.bundle.jks.", "camel.component.http.ssl-bundle");
    }

    @Test
    void aSecondAccountIsAComponentOfItsOwn(@TempDir Path folder) throws Exception {
        Path source = Files.writeString(
                folder.resolve("Accounts.java"),
                "import app.waping.camel.WapingComponent;\n"
                        + "import org.springframework.beans.factory.annotation.Value;\n"
                        + "import org.springframework.context.annotation.Bean;\n"
                        + "public class Accounts {\n"
                        + Snippets.of("how-to/use-with-spring-boot.md")
                                .text("second-account")
                                .replace("@Bean", "@Bean public")
                        + "\n}\n");
        Class<?> accounts = JavaSnippet.type(source, folder);

        Object component = accounts.getMethod("wapingMarketing", String.class)
                .invoke(accounts.getDeclaredConstructor().newInstance(), "other-key");

        assertThat(((WapingComponent) component).getConfiguration().getApiKey()).isEqualTo("other-key");
    }

    private static Map<?, ?> at(Map<?, ?> map, String... keys) {
        Map<?, ?> at = map;
        for (String key : keys) {
            at = (Map<?, ?>) at.get(key);
        }
        return at;
    }

    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static Properties properties(String text) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }
}

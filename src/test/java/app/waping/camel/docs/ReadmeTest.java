package app.waping.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** Runs what README.md and the other pages tell their readers to put into a project. */
@ExtendWith(WapingStubExtension.class)
class ReadmeTest {
    private WapingStub stub;

    @Test
    void theYamlRouteSendsWithTheProperties(@TempDir Path folder) throws Exception {
        Snippets readme = Snippets.of("../README.md");
        Main main = new Main();
        readme.properties("readme-properties")
                .forEach((key, value) -> main.addInitialProperty(
                        key.toString(), value.toString().replace("file:", "file:" + folder + "/")));
        main.addOverrideProperty("camel.component.waping.base-url", stub.baseUrl());
        main.addOverrideProperty("camel.component.waping.api-key", stub.apiKey());
        main.start();
        try {
            readme.load(main.getCamelContext(), "readme-yaml");
            var template = main.getCamelContext().createProducerTemplate();
            template.sendBodyAndHeader("direct:order-updates", "On its way.", "CamelWapingTo", "+15551234567");
            template.sendBodyAndHeader("direct:order-updates", "On its way.", "CamelWapingTo", "nobody");
        } finally {
            main.stop();
        }

        assertThat(stub.journal().accepted()).hasSize(1);
        assertThat(folder.resolve("dead-letters")).isNotEmptyDirectory();
    }

    @Test
    void theJavaRouteSends() throws Exception {
        try (DocumentedCamel camel = new DocumentedCamel(stub, "../README.md").with("readme-java")) {
            camel.device().context.start();
            camel.context
                    .createProducerTemplate()
                    .sendBody("direct:order-updates", Map.of("phone", "+15551234567", "id", 17));

            assertThat(stub.journal().accepted()).hasSize(1);
            assertThat(stub.journal().accepted().get(0).text()).isEqualTo("Your order 17 is on its way.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "../README.md, readme-dependency, jar",
        "how-to/use-with-spring-boot.md, dependency, jar",
        "how-to/test-with-the-stub.md, dependency, test-jar"
    })
    void dependenciesNameWhatTheBuildMakes(String page, String snippet, String type) throws Exception {
        var pom = Xml.parse(Pages.read(Path.of("pom.xml")));
        var dependency = Xml.parse(Snippets.of(page).text(snippet));

        for (String part : new String[] {"groupId", "artifactId", "version"}) {
            assertThat(Xml.child(dependency, part)).isEqualTo(Xml.child(pom, part));
        }
        assertThat(Xml.child(dependency, "type")).isEqualTo(type.equals("jar") ? null : type);
    }
}

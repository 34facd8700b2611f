package app.waping.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.w3c.dom.Element;

import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/**
 * Writes the files of each page under docs/start into a folder and plays through the page against the stub; .ci/follow-start
 * does the same with Maven, as a reader does. The pages have the snippets "pom", "route" and "properties": start/yaml.md,
 * start/xml.md, start/java.md and start/spring-boot.md.
 */
@ExtendWith(WapingStubExtension.class)
class StartPagesTest {
    private static final Pattern FILE = Pattern.compile(
            "<!-- file: (\\S+) -->\\n<!-- snippet: [\\w-]+ -->\\n```\\w+\\n(.*?)\\n```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private WapingStub stub;

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml"})
    void filesBecomeMessagesByARouteAlone(String page) throws Exception {
        write(page);
        Main main = new Main();
        main.configure().setRoutesIncludePattern("file:" + folder.resolve("src/main/resources/camel") + "/*");
        play(main);
    }

    @Test
    void filesBecomeMessagesByJava() throws Exception {
        write("java");
        Class<?> orders = JavaSnippet.type(folder.resolve("src/main/java/Orders.java"), folder);
        Main main = new Main();
        main.configure()
                .addRoutesBuilder((RouteBuilder) orders.getDeclaredConstructor().newInstance());
        play(main);
    }

    @Test
    void filesBecomeMessagesInASpringBootApplication() throws Exception {
        write("spring-boot");
        Class<?> orders = JavaSnippet.type(folder.resolve("src/main/java/orders/Orders.java"), folder);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(orders.getClassLoader());
        Map<String, Object> properties = new HashMap<>();
        properties().forEach((key, value) -> properties.put(key.toString(), value));
        properties.put("WAPING_BASE_URL", stub.baseUrl());
        properties.put("camel.main.run-controller", "false");
        try (ConfigurableApplicationContext spring = new SpringApplicationBuilder(orders)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .run("--spring.main.banner-mode=off")) {
            assertThat(spring.isRunning()).isTrue();
            play();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml", "java", "spring-boot"})
    void thePomNamesTheVersionsThatTheJarIsBuiltFor(String page) throws Exception {
        Element own = Xml.parse(Pages.read(Path.of("pom.xml")));
        String shown = Snippets.of("start/" + page + ".md").text("pom");

        assertThat(Xml.child(Xml.parse(shown), "modelVersion")).isEqualTo("4.0.0");
        assertThat(shown)
                .containsPattern("<artifactId>camel-waping</artifactId>\\s*<version>"
                        + Pattern.quote(Xml.child(own, "version")) + "</version>");
        String versions = Pages.read(Path.of("pom.xml"));
        Matcher camel = Pattern.compile("<camel.version>(.*?)</camel.version>").matcher(versions);
        assertThat(camel.find()).isTrue();
        assertThat(shown)
                .containsPattern("<artifactId>camel-(spring-boot-)?bom</artifactId>\\s*<version>"
                        + Pattern.quote(camel.group(1)) + "</version>");
    }

    private void write(String page) throws IOException {
        Matcher file = FILE.matcher(Pages.read(Path.of("docs/start/" + page + ".md")));
        while (file.find()) {
            Path target = folder.resolve(file.group(1));
            Files.createDirectories(target.getParent());
            // Its folders are the test's.
            Files.writeString(
                    target,
                    file.group(2)
                            .replaceAll("file:(orders|dead|parked)", "file:" + folder + "/$1")
                            .replace("directoryName: orders", "directoryName: " + folder + "/orders"));
        }
    }

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve("src/main/resources/application.properties"))) {
            properties.load(in);
        }
        return properties;
    }

    private void play(Main main) throws Exception {
        properties().forEach((key, value) -> main.addInitialProperty(key.toString(), value.toString()));
        main.addOverrideProperty("camel.component.waping.base-url", stub.baseUrl());
        main.start();
        try {
            play();
        } finally {
            main.stop();
        }
    }

    /** What the reader does, with a shorter wait. */
    private void play() throws IOException {
        order("1001", "+15551230001");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> stub.journal().accepted().size() == 1);

        stub.next(StubAnswer.rateLimited(Duration.ofSeconds(1)));
        order("1002", "+15551230002");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> stub.journal().accepted().size() == 2);
        assertThat(stub.journal().earlyRequests()).isEmpty();

        order("1003", "nobody");
        await().atMost(Duration.ofSeconds(20)).until(() -> has("dead", "-1003.json"));

        stub.next(StubAnswer.rateLimited(Duration.ofMinutes(10)));
        order("1004", "+15551230004");
        await().atMost(Duration.ofSeconds(20)).until(() -> has("parked", "-1004.json"));
    }

    private boolean has(String directory, String end) {
        String[] names = folder.resolve(directory).toFile().list();
        return names != null && Stream.of(names).anyMatch(name -> name.endsWith(end));
    }

    private void order(String number, String phone) throws IOException {
        Path file = Files.writeString(
                folder.resolve(number),
                "{\"to\": \"" + phone + "\", \"text\": {\"body\": \"Your order " + number + " is on its way.\"}}");
        Path orders = Files.createDirectories(folder.resolve("orders"));
        Files.move(file, orders.resolve(number + ".json"));
    }
}

package app.waping.camel.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What the Kamelets say of themselves is true. */
class KameletFilesTest {
    private static final Path JAR = Path.of("src/main/resources/kamelets");
    private static final Path KARAVAN = Path.of("examples/karavan/kamelets");

    @Test
    void theyNameTheVersionOfThisBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String version = pom.replaceFirst("(?s).*?<version>(.*?)</version>.*", "$1");

        assertThat(kamelets(JAR)).isNotEmpty().allSatisfy(file -> assertThat(Files.readString(file))
                .contains("mvn:app.waping:camel-waping:" + version + "\n")
                .contains("camel.apache.org/catalog.version: " + version + "\n"));
        assertThat(Files.readString(KARAVAN.resolveSibling("application.properties")))
                .contains("mvn:app.waping:camel-waping:" + version + ",");
    }

    @Test
    void theKaravanProjectHoldsTheSameOnes() throws IOException {
        assertThat(kamelets(KARAVAN).stream().map(Path::getFileName))
                .containsExactlyElementsOf(
                        kamelets(JAR).stream().map(Path::getFileName).toList());
        assertThat(kamelets(JAR)).allSatisfy(file -> assertThat(KARAVAN.resolve(file.getFileName()))
                .hasSameTextualContentAs(file));
    }

    private static List<Path> kamelets(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".kamelet.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

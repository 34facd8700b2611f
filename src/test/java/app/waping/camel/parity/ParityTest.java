package app.waping.camel.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import app.waping.camel.stub.WapingStub;

/** Whichever way a route is written, the same happens to its messages. */
class ParityTest {
    private static List<String> inJava;

    @BeforeAll
    static void tellTheStoryInJava() throws Exception {
        inJava = story(Door.JAVA);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JAVA")
    void theStoryGoesAsInJava(Door door) throws Exception {
        assertThat(story(door)).isEqualTo(inJava);
    }

    private static List<String> story(Door door) throws Exception {
        try (WapingStub stub = new WapingStub().start();
                Door.Running running = door.start(Scenario.properties(stub))) {
            List<String> protocol = new Scenario(stub, running.context()).run();
            Path file = Path.of("target", "parity", door + ".txt");
            Files.createDirectories(file.getParent());
            Files.write(file, protocol);
            return protocol;
        }
    }
}

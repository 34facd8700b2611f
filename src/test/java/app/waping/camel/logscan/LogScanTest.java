package app.waping.camel.logscan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.waping.camel.TestTexts;

class LogScanTest {
    @TempDir
    Path directory;

    @Test
    void whatTheTestsSendIsFound() {
        assertThat(LogScan.secretsIn("Authorization: Bearer " + TestTexts.API_KEY))
                .containsExactly("an API key");
        assertThat(LogScan.secretsIn("text=" + TestTexts.text("hello"))).containsExactly("a message text");
        assertThat(LogScan.secretsIn("to=" + TestTexts.RECIPIENT + " and " + TestTexts.API_KEY))
                .containsExactly("an API key", "a phone number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+15550107788",
                "to=15550107788",
                "{\"to\":\"+15551234567\"}",
                "to=%2B15550107788&x",
                "\\u002b15550107788",
                "a +15550107788, such as +15551234567"
            })
    void aNumberIsFoundInEachWriting(String line) {
        assertThat(LogScan.secretsIn(line)).containsExactly("a phone number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "B155501077889F3-0000000000000001",
                "0000000015550107788",
                "no number in E.164 form such as +15551234567; correct it",
                "2026-11-22T17:10:03.311808210Z",
                "+1******788"
            })
    void whatIsNoSecretIsNotFound(String line) {
        assertThat(LogScan.secretsIn(line)).isEmpty();
    }

    @Test
    void aLeakInALogOrInWhatATestPrintedFailsTheScan() throws Exception {
        Path reports = Files.createDirectories(directory.resolve("surefire-reports"));
        Files.writeString(directory.resolve("test.log"), "INFO started\n");
        Files.writeString(reports.resolve("SomeTest-output.txt"), "printed\n");
        assertThat(scan()).isZero();

        Files.writeString(directory.resolve("test.log"), "INFO started\nWARN to " + TestTexts.RECIPIENT + "\n");
        assertThat(LogScan.leaks(directory.resolve("test.log")))
                .singleElement()
                .asString()
                .contains("test.log:2: a phone number");
        assertThat(scan()).isNotZero();

        Files.writeString(directory.resolve("test.log"), "INFO started\n");
        Files.writeString(reports.resolve("SomeTest-output.txt"), TestTexts.text("hello"));
        assertThat(scan()).isNotZero();
    }

    @Test
    void whatTheTestsLogIsInALogThatIsScanned() throws IOException {
        Logger log = LoggerFactory.getLogger(LogScanTest.class);
        String line = "scanned " + UUID.randomUUID();
        log.info(line);

        boolean found = false;
        for (Path file : LogScan.logs(Path.of("target"))) {
            found |= Files.readString(file, StandardCharsets.ISO_8859_1).contains(line);
        }
        assertThat(found).isTrue();
    }

    /** As the build starts it. */
    private int scan() throws IOException, InterruptedException {
        Process scan = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "src/test/java/app/waping/camel/logscan/LogScan.java",
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(scan.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return scan.exitValue();
    }
}

package app.waping.camel.logscan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for secrets in what a test run has logged and printed: the API key, phone numbers and message texts of the tests,
 * which are made to be found. The build runs it after the tests and fails where it finds one.
 */
public final class LogScan {
    /** All API keys of the tests begin so, or are sent to no log's reach. */
    private static final String KEY = "stub-api-key";

    /** All numbers of the tests begin with 1555; ids that merely hold such digits have letters or digits around them. */
    private static final String NUMBER = "(?<![0-9A-Za-z_.-])(?:\\+|%2[Bb]|\\\\u002[Bb])?1555\\d{7}(?![0-9A-Za-z])";

    /** In every text of the tests of the component. */
    private static final String TEXT = "for-your-eyes-only";

    /** The example of a number that our own messages give. */
    private static final Pattern EXAMPLE = Pattern.compile("such as \\+15551234567");

    private static final Map<String, Pattern> SECRETS = secrets();

    private LogScan() {}

    private static Map<String, Pattern> secrets() {
        Map<String, Pattern> secrets = new LinkedHashMap<>();
        secrets.put("an API key", Pattern.compile(KEY));
        secrets.put("a phone number", Pattern.compile(NUMBER));
        secrets.put("a message text", Pattern.compile(TEXT));
        return secrets;
    }

    /** What the line gives away; empty for nothing. */
    static List<String> secretsIn(String line) {
        String withoutExample = EXAMPLE.matcher(line).replaceAll("");
        return SECRETS.entrySet().stream()
                .filter(secret -> secret.getValue().matcher(withoutExample).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Each line that gives something away, with its place. */
    static List<String> leaks(Path file) {
        List<String> leaks = new ArrayList<>();
        try {
            // Any byte is a character: what is no text must not end the scan.
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            for (int i = 0; i < lines.size(); i++) {
                List<String> found = secretsIn(lines.get(i));
                if (!found.isEmpty()) {
                    leaks.add(file + ":" + (i + 1) + ": " + String.join(", ", found) + " in: " + lines.get(i));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return leaks;
    }

    /** The logs below the build's directory, and what the tests printed. */
    static List<Path> logs(Path buildDirectory) {
        List<Path> logs = new ArrayList<>();
        for (Path directory : List.of(buildDirectory, buildDirectory.resolve("surefire-reports"))) {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.list(directory)) {
                    files.filter(file -> file.toString().endsWith(".log")
                                    || file.toString().endsWith("-output.txt"))
                            .forEach(logs::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return logs;
    }

    /** @param arguments the build's directory */
    public static void main(String[] arguments) {
        List<String> leaks = new ArrayList<>();
        for (Path log : logs(Path.of(arguments[0]))) {
            leaks.addAll(leaks(log));
        }
        leaks.stream().limit(50).forEach(System.err::println);
        if (!leaks.isEmpty()) {
            System.err.println(leaks.size() + " lines of the test run's logs give secrets away");
            System.exit(1);
        }
    }
}

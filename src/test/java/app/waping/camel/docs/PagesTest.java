package app.waping.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the pages together: links lead somewhere, code is run by a test, what they quote is what the code says. */
class PagesTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern CODE =
            Pattern.compile("(?m)^(?:<!-- snippet: ([\\w-]+) -->\\n)?[ ]*```(yaml|xml|java|properties)$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    static List<Path> all() {
        return Pages.all();
    }

    static List<Path> site() {
        return Pages.site();
    }

    @ParameterizedTest
    @MethodSource("all")
    void linksLeadSomewhere(Path page) {
        Matcher link = LINK.matcher(Pages.prose(page));
        while (link.find()) {
            String target = link.group(1);
            if (target.matches("[a-z]+:.*")) {
                continue;
            }
            String[] parts = target.split("#", 2);
            Path file = parts[0].isEmpty()
                    ? page
                    : Path.of("").resolve(page).resolveSibling(parts[0]).normalize();
            assertThat(file).as("%s links to %s", page, target).exists();
            if (parts.length > 1) {
                assertThat(anchors(file)).as("%s links to %s", page, target).contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("site")
    void codeOnAPageHasAnIdUnderWhichATestRunsIt(Path page) throws IOException {
        String tests = testsThatName(page.getFileName().toString());
        Matcher code = CODE.matcher(Pages.read(page));
        while (code.find()) {
            assertThat(code.group(1))
                    .as("a %s block of %s has no <!-- snippet: id --> above it", code.group(2), page)
                    .isNotNull();
            String id = code.group(1);
            assertThat(Pattern.compile("[\", ]" + id + "[\", ]").matcher(tests).find())
                    .as("a test that names %s and its snippet %s", page, id)
                    .isTrue();
        }
    }

    @Test
    void whatTroubleshootingQuotesIsWhatTheCodeSays() throws IOException {
        String said = messagesOfTheCode();
        List<String> unknown = new ArrayList<>();
        Matcher row =
                Pattern.compile("(?m)^\\| ([^|]*`[^|]*) \\|").matcher(Pages.read(Path.of("docs/troubleshooting.md")));
        while (row.find()) {
            Matcher quoted = QUOTED.matcher(row.group(1));
            while (quoted.find()) {
                // What Camel and Spring say is theirs to change; names in capitals are held by other tests.
                if (quoted.group(1)
                        .matches(
                                "No .*|Failed to .*|Property with key .*|Could not resolve .*|[A-Z_]+|\\w+Exception")) {
                    continue;
                }
                if (!isSaid(quoted.group(1), said)) {
                    unknown.add(quoted.group(1));
                }
            }
        }
        assertThat(unknown).as("quoted, but not said by the code").isEmpty();
    }

    /** Whether each part of a quote, of which dots and names of options stand for what varies, has words of the code. */
    private static boolean isSaid(String quote, String said) {
        for (String part : quote.split("\\.\\.\\.")) {
            String[] words = part.trim().split(" ");
            int run = Math.min(3, words.length);
            boolean found = part.trim().length() <= 12;
            for (int i = 0; i + run <= words.length && !found; i++) {
                found = said.contains(String.join(" ", List.of(words).subList(i, i + run)));
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> anchors(Path page) {
        return HEADING.matcher(Pages.read(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String testsThatName(String page) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Pages::read)
                    .filter(test -> test.contains(page))
                    .collect(Collectors.joining("\n"));
        }
    }

    /** The code with the joins of its texts taken out, so that a message can be found as it is read. */
    private static String messagesOfTheCode() throws IOException {
        String constants = Pages.read(Path.of("src/main/java/app/waping/camel/WapingConstants.java"));
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Pages::read)
                    .forEach(code::append);
        }
        String joined = code.toString();
        Matcher constant = Pattern.compile("String (\\w+) = \"(\\w+)\"").matcher(constants);
        while (constant.find()) {
            joined = joined.replaceAll(
                    "\"\\s*\\+\\s*WapingConstants\\." + constant.group(1) + "\\b\\s*\\+\\s*\"", constant.group(2));
        }
        return joined.replaceAll("\"\\s*\\+\\s*\"", "");
    }
}

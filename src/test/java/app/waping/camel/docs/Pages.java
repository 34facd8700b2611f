package app.waping.camel.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The Markdown files of the repository. */
final class Pages {
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "data");

    private Pages() {}

    /** All of them, without what builds and runs leave behind. */
    static List<Path> all() {
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.iterate(file, p -> p != null, Path::getParent)
                            .noneMatch(p -> NOT_OURS.contains(p.getFileName().toString())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The README and the site under {@code docs/}, whose code is run by tests. */
    static List<Path> site() {
        return all().stream()
                .filter(page -> page.startsWith("docs") || page.equals(Path.of("README.md")))
                .toList();
    }

    static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page without its code blocks. */
    static String prose(Path page) {
        return read(page).replaceAll("(?ms)^```.*?^```\\s*$", "").replaceAll("`[^`\n]*`", "");
    }
}

package app.waping.camel.docs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * The code blocks of a page under {@code docs/}, each known by the comment above it, so that a test runs what the reader
 * copies:
 *
 * <pre>{@code
 * <!-- snippet: send-route -->
 * ```yaml
 * - route: ...
 * ```
 * }</pre>
 */
public final class Snippets {
    private static final Pattern BLOCK =
            Pattern.compile("<!-- snippet: ([\\w-]+) -->\\s*\\n```(\\w+)\\n(.*?)\\n```", Pattern.DOTALL);

    private final String page;
    private final List<Snippet> snippets = new ArrayList<>();

    /** One block. */
    public record Snippet(String name, String language, String text) {}

    private Snippets(String page) throws IOException {
        this.page = page;
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs").resolve(page)));
        while (block.find()) {
            snippets.add(new Snippet(block.group(1), block.group(2), block.group(3)));
        }
    }

    /** The named blocks of a page, such as {@code how-to/route-by-code.md}. */
    public static Snippets of(String page) throws IOException {
        return new Snippets(page);
    }

    public List<Snippet> all() {
        return List.copyOf(snippets);
    }

    public Snippet get(String name) {
        return snippets.stream()
                .filter(snippet -> snippet.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("docs/" + page + " has no snippet " + name));
    }

    public String text(String name) {
        return get(name).text();
    }

    /**
     * Gives a block to a context by its language: {@code yaml} and {@code xml} are routes, {@code properties} become
     * initial properties, {@code java} is the inside of a route builder's {@code configure()}.
     */
    public Snippets load(CamelContext context, String... names) throws Exception {
        for (String name : names) {
            Snippet snippet = get(name);
            switch (snippet.language()) {
                case "yaml", "xml" -> PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString(name + ".camel." + snippet.language(), snippet.text()));
                case "properties" -> properties(name).forEach((key, value) -> context.getPropertiesComponent()
                        .addInitialProperty(key.toString(), value.toString()));
                case "java" -> context.addRoutes(routes(name));
                default -> throw new IllegalArgumentException(
                        "docs/" + page + ", snippet " + name + ": nothing is known about " + snippet.language());
            }
        }
        return this;
    }

    /** A {@code properties} block. */
    public Properties properties(String name) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text(name)));
        return properties;
    }

    /** A {@code java} block that stands inside of {@code configure()}; its first lines may be imports. */
    public RoutesBuilder routes(String name) throws Exception {
        return JavaSnippet.routes(text(name));
    }
}

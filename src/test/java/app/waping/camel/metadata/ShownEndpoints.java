package app.waping.camel.metadata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.camel.catalog.CamelCatalog;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Every {@code waping} endpoint and property that our examples and pages show. */
final class ShownEndpoints {
    private static final Pattern IN_CODE = Pattern.compile("[\"'](waping(?::\\w+)?(?:\\?[^\"'\\s]*)?)[\"']");
    private static final Pattern YAML_BLOCK = Pattern.compile("(?ms)^([ \\t]*)```ya?ml[^\\n]*\\n(.*?)^[ \\t]*```");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^\\s*(camel\\.component\\.waping\\.[\\w.-]+\\s*=.*)$");

    private ShownEndpoints() {}

    /** Each as a URI, by the place where it is shown. */
    static List<Map.Entry<String, String>> uris(CamelCatalog catalog) {
        List<Map.Entry<String, String>> found = new ArrayList<>();
        for (Path file : files()) {
            String text = read(file);
            String name = file.toString();
            if (name.matches(".*\\.(java|xml)") || name.endsWith(".md")) {
                IN_CODE.matcher(text)
                        .results()
                        .map(match -> match.group(1).replace("&amp;", "&"))
                        .forEach(uri -> found.add(Map.entry(name, uri)));
            }
            yaml(name, text).forEach(yaml -> collect(yaml, name, catalog, found));
        }
        return found;
    }

    /** The component's properties, as written. */
    static List<String> properties() {
        return files().stream()
                .flatMap(file -> PROPERTY.matcher(read(file)).results().map(MatchResult::group))
                .map(String::strip)
                .toList();
    }

    private static List<String> yaml(String name, String text) {
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return List.of(text);
        }
        if (!name.endsWith(".md")) {
            return List.of();
        }
        return YAML_BLOCK
                .matcher(text)
                .results()
                .map(match -> match.group(2).replaceAll("(?m)^" + match.group(1), ""))
                .toList();
    }

    private static void collect(String yaml, String name, CamelCatalog catalog, List<Map.Entry<String, String>> found) {
        try {
            for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
                walk(document, name, catalog, found);
            }
        } catch (YamlEngineException e) {
            throw new IllegalStateException(name + " shows YAML that cannot be read", e);
        }
    }

    private static void walk(Object node, String name, CamelCatalog catalog, List<Map.Entry<String, String>> found) {
        if (node instanceof List<?> list) {
            list.forEach(item -> walk(item, name, catalog, found));
        } else if (node instanceof Map<?, ?> map) {
            if ("waping".equals(map.get("uri"))) {
                found.add(Map.entry(name, uri(map.get("parameters"), catalog)));
            }
            map.values().forEach(value -> walk(value, name, catalog, found));
        }
    }

    private static String uri(Object parameters, CamelCatalog catalog) {
        Map<String, String> options = new HashMap<>();
        if (parameters instanceof Map<?, ?> map) {
            map.forEach((key, value) -> options.put(String.valueOf(key), String.valueOf(value)));
        }
        try {
            return catalog.asEndpointUri("waping", options, false);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files() {
        return Stream.of("README.md", "docs", "examples", "src/main/resources/kamelets")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(ShownEndpoints::walk)
                .filter(file -> file.toString().matches(".*\\.(md|ya?ml|xml|java|properties)"))
                .filter(file -> !file.toString().contains("target/"))
                .toList();
    }

    private static Stream<Path> walk(Path start) {
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

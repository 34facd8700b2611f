import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.camel.util.StringHelper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/**
 * Writes the reference pages that follow from the code: options and headers from waping.json, exceptions from their
 * classes.
 *
 * <p>Arguments: waping.json, and the folder of the pages.
 */
class ReferenceDocs {
    private static final String NOTE =
            "<!-- Written by the build from the code: change the descriptions there. -->\n\n";

    private final JsonNode schema;

    ReferenceDocs(JsonNode schema) {
        this.schema = schema;
    }

    public static void main(String[] args) throws IOException {
        ReferenceDocs docs =
                new ReferenceDocs(new ObjectMapper().readTree(Path.of(args[0]).toFile()));
        Path folder = Path.of(args[1]);
        write(folder.resolve("options.md"), docs.options());
        write(folder.resolve("headers.md"), docs.headers());
        write(folder.resolve("exceptions.md"), docs.exceptions());
    }

    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
    }

    private String options() {
        StringBuilder page = new StringBuilder("# Options\n\n").append(NOTE);
        page.append(
                        "The URI is `waping:operation`, with options behind it. In YAML write `uri: waping` and every option, the\n")
                .append("operation too, under `parameters:`.\n\n## Of an endpoint\n\n")
                .append("| option | type | default | meaning |\n|---|---|---|---|\n");
        rows(page, schema.get("properties"), false);
        page.append(
                        "\n## Of the component\n\nThese are set once for all endpoints, by properties: `camel.component.waping.` and the\n")
                .append("name below. Each endpoint may overrule those it knows.\n\n")
                .append("| property | type | default | meaning |\n|---|---|---|---|\n");
        rows(page, schema.get("componentProperties"), true);
        return page.toString();
    }

    private static void rows(StringBuilder page, JsonNode options, boolean dashed) {
        options.properties().forEach(entry -> {
            JsonNode option = entry.getValue();
            if (option.get("label").asText().startsWith("consumer")) {
                return;
            }
            String name = dashed ? StringHelper.camelCaseToDash(entry.getKey()) : entry.getKey();
            page.append("| `")
                    .append(name)
                    .append("` | ")
                    .append(option.get("type").asText());
            if (option.path("secret").asBoolean()) {
                page.append(", secret");
            }
            page.append(" | ")
                    .append(
                            option.has("defaultValue")
                                    ? "`" + option.get("defaultValue").asText() + "`"
                                    : "");
            page.append(" | ").append(cell(option.get("description").asText())).append(" |\n");
        });
    }

    private String headers() {
        StringBuilder page = new StringBuilder("# Headers\n\n").append(NOTE);
        page.append("The constants are in `app.waping.camel.WapingConstants`.\n");
        section(page, "To and from the endpoint", "producer");
        section(page, "On what an error rule hands on", "error");
        page.append(
                        "\nJMS and Kafka drop headers that begin with `Camel`: the [dead-letter record](dead-letter-record.md) holds the\n")
                .append("same facts in its body.\n");
        return page.toString();
    }

    private void section(StringBuilder page, String title, String label) {
        page.append("\n## ").append(title).append("\n\n| header | type | meaning |\n|---|---|---|\n");
        schema.get("headers").properties().stream()
                .filter(entry -> entry.getValue().get("label").asText().equals(label))
                .forEach(entry -> page.append("| `")
                        .append(entry.getKey())
                        .append("` | ")
                        .append(entry.getValue().get("javaType").asText().replaceAll(".*\\.", ""))
                        .append(" | ")
                        .append(cell(entry.getValue().get("description").asText()))
                        .append(" |\n"));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private String exceptions() {
        StringBuilder page = new StringBuilder("# Exceptions\n\n").append(NOTE);
        page.append(
                        "All are in `app.waping.camel.error` and extend `WapingException`. What they know is in bean properties, usable\n")
                .append("from Simple as `${exception.code}`: ")
                .append(properties())
                .append(".\n\n| category | class | retryable | what to do |\n|---|---|---|---|\n");
        for (WapingErrorCategory category : WapingErrorCategory.values()) {
            page.append("| `")
                    .append(category)
                    .append("` | `")
                    .append(WapingException.classOf(category).getSimpleName())
                    .append("` | ")
                    .append(category.isRetryable() ? "yes" : "no")
                    .append(" | ")
                    .append(category.getRemedy())
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String properties() {
        return Arrays.stream(WapingException.class.getDeclaredMethods())
                .map(java.lang.reflect.Method::getName)
                .filter(name -> name.matches("(get|is)[A-Z].*")
                        && !List.of("getMessage", "getHttpResponseStatus").contains(name))
                .map(name -> StringHelper.decapitalize(name.replaceFirst("^(get|is)", "")))
                .sorted()
                .distinct()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }
}

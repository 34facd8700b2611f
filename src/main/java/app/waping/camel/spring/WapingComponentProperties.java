package app.waping.camel.spring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.camel.util.StringHelper;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

import app.waping.camel.NearestName;

/**
 * The component's options as Spring Boot's environment has them, in any of the forms it accepts: kebab case, camel case,
 * environment variables.
 */
final class WapingComponentProperties {
    static final String COMPONENT = "waping";
    static final String PREFIX = "camel.component." + COMPONENT;

    /** Read by Camel's starters of every component; not options of the component itself. */
    private static final List<String> COMMON = List.of("enabled", "customizer.enabled");

    private final Environment environment;
    private final Collection<String> options;

    WapingComponentProperties(Environment environment, Collection<String> options) {
        this.environment = environment;
        this.options = options;
    }

    /**
     * The options that are set, by the component's names for them.
     *
     * @throws IllegalArgumentException if a property is no option of the component; it names the nearest one
     */
    Map<String, String> read() {
        refuseUnknown();
        Binder binder = Binder.get(environment);
        Map<String, String> values = new LinkedHashMap<>();
        for (String option : options) {
            binder.bind(PREFIX + "." + kebab(option), String.class).ifBound(value -> values.put(option, value));
        }
        return values;
    }

    private void refuseUnknown() {
        List<String> known = new ArrayList<>(COMMON);
        options.forEach(option -> known.add(kebab(option)));
        List<String> plain =
                known.stream().map(WapingComponentProperties::plain).toList();
        ConfigurationPropertyName prefix = ConfigurationPropertyName.of(PREFIX);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (!(source instanceof IterableConfigurationPropertySource names)) {
                continue;
            }
            for (ConfigurationPropertyName name : names) {
                if (prefix.isAncestorOf(name)) {
                    String own = name.subName(prefix.getNumberOfElements()).toString();
                    if (!plain.contains(plain(own))) {
                        throw new IllegalArgumentException("Unknown property " + name + "; did you mean " + PREFIX + "."
                                + NearestName.of(own, known) + "?");
                    }
                }
            }
        }
    }

    /** A form that is the same for {@code apiKey}, {@code api-key} and the {@code API_KEY} of an environment variable. */
    private static String plain(String name) {
        return name.replace("-", "").replace(".", "").toLowerCase(Locale.ROOT);
    }

    private static String kebab(String option) {
        return StringHelper.camelCaseToDash(option);
    }
}

package app.waping.camel.policy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.util.StringHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.gate.OutageSettings;

/**
 * The error rules as they stand in properties, read through Camel's properties component, so that files, environment and
 * Spring's environment all count. Keys are in kebab case; camel case is read too.
 *
 * <p>A value that cannot be read is named in one WARN and does as if it were not there.
 */
final class PolicyProperties {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyProperties.class);

    static final String POLICIES = "waping.policies";
    static final String DEAD_LETTER = "dead-letter";
    static final String PARK = "park";
    static final String ALERT = "alert";
    static final String RECORD = "record";
    static final String CODE = "code";
    static final String ALERTS_PREFIX = "waping.alerts.";
    static final String ALERT_FLAP = "flap";
    static final String ALERT_REMINDER = "reminder";
    static final List<String> GENERAL_KEYS = List.of(DEAD_LETTER, ALERT, PARK, RECORD);
    static final List<String> RULE_KEYS =
            List.of("max-redeliveries", "delay", "multiplier", "max-delay", DEAD_LETTER, ALERT, PARK);

    private final CamelContext context;

    PolicyProperties(CamelContext context) {
        this.context = context;
    }

    /** The prefix of a policy's keys, with the dot at its end: {@code waping.errors.} or {@code waping.otp.errors.}. */
    static String prefix(String policy) {
        return policy.isEmpty() ? "waping.errors." : "waping." + policy + ".errors.";
    }

    /** The names in {@code waping.policies}. */
    List<String> policies() {
        String names = value(POLICIES);
        return names == null
                ? List.of()
                : List.of(names.split(",")).stream()
                        .map(String::trim)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    /** Every key that is known to begin so; keys that only environment variables hold are missing. */
    Set<String> keys(String prefix) {
        Set<String> keys = new TreeSet<>(context.getPropertiesComponent()
                .loadProperties(key -> kebab(key).startsWith(prefix))
                .stringPropertyNames());
        for (PropertyNames more : context.getRegistry().findByType(PropertyNames.class)) {
            keys.addAll(more.startingWith(prefix));
        }
        return keys;
    }

    /** When operators are told of outages. */
    OutageSettings outages() {
        OutageSettings defaults = OutageSettings.DEFAULTS;
        Duration flap = duration(ALERTS_PREFIX + ALERT_FLAP);
        Duration reminder = duration(ALERTS_PREFIX + ALERT_REMINDER);
        return new OutageSettings(
                flap == null ? defaults.flap() : flap,
                reminder == null ? defaults.firstReminder() : reminder,
                defaults.longest(),
                defaults.settle(),
                defaults.quiet());
    }

    /** What the properties say of a policy; the name is empty for the general one. */
    PolicySettings read(String policy) {
        String prefix = prefix(policy);
        Map<WapingErrorCategory, RuleSettings> categories = new EnumMap<>(WapingErrorCategory.class);
        for (WapingErrorCategory category : WapingErrorCategory.values()) {
            categories.put(category, rule(prefix + category.kebabCase() + "."));
        }
        Map<String, RuleSettings> codes = new HashMap<>();
        String codePrefix = prefix + CODE + ".";
        for (String key : keys(codePrefix)) {
            int end = key.lastIndexOf('.');
            if (end > codePrefix.length()) {
                String code = key.substring(codePrefix.length(), end);
                codes.computeIfAbsent(PolicySettings.key(code), c -> rule(codePrefix + code + "."));
            }
        }
        RuleSettings general = RuleSettings.EMPTY
                .withDeadLetter(destination(prefix + DEAD_LETTER))
                .withPark(destination(prefix + PARK))
                .withAlert(destination(prefix + ALERT));
        return new PolicySettings(
                general,
                categories,
                codes,
                RuleSettings.EMPTY,
                read(
                        prefix + RECORD,
                        "envelope or original",
                        text -> RecordForm.valueOf(text.toUpperCase(Locale.ROOT))));
    }

    private RuleSettings rule(String prefix) {
        return new RuleSettings(
                read(prefix + "max-redeliveries", "a whole number, such as 4", Integer::valueOf),
                duration(prefix + "delay"),
                read(prefix + "multiplier", "a number from 1 up, such as 2", PolicyProperties::multiplier),
                duration(prefix + "max-delay"),
                destination(prefix + DEAD_LETTER),
                destination(prefix + PARK),
                destination(prefix + ALERT));
    }

    private static Double multiplier(String text) {
        double number = Double.parseDouble(text);
        if (!(number >= 1 && number <= 1000)) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    private Destination destination(String key) {
        return read(key, "an endpoint URI, or none", Destination::of);
    }

    private Duration duration(String key) {
        return read(key, "a duration, such as 500ms, 1s or 1000", text -> {
            try {
                Duration duration = CamelContextHelper.parseDuration(context, text);
                if (duration.isNegative()) {
                    throw new IllegalArgumentException("negative");
                }
                return duration;
            } catch (IllegalArgumentException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    private <T> T read(String key, String wanted, Function<String, T> reader) {
        String text = value(key);
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text.trim());
        } catch (IllegalArgumentException e) {
            LOG.warn("Property {} cannot be read and is ignored; give {}", key, wanted);
            return null;
        }
    }

    private String value(String key) {
        PropertiesComponent properties = context.getPropertiesComponent();
        return properties
                .resolveProperty(key)
                .or(() -> properties.resolveProperty(camel(key)))
                .filter(text -> !text.isBlank())
                .orElse(null);
    }

    private static String camel(String key) {
        StringBuilder name = new StringBuilder(key.length());
        for (String part : key.split("\\.")) {
            if (name.length() > 0) {
                name.append('.');
            }
            name.append(part.indexOf('-') < 0 ? part : StringHelper.dashToCamelCase(part));
        }
        return name.toString();
    }

    /** A key in the form in which it is compared: camel case becomes kebab case. */
    static String kebab(String key) {
        StringBuilder name = new StringBuilder(key.length() + 4);
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean hump = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(key.charAt(i - 1));
            if (hump) {
                name.append('-');
            }
            name.append(c == '_' ? '-' : Character.toLowerCase(c));
        }
        return name.toString();
    }
}

package app.waping.camel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads options of the form {@code WORD=VALUE,...} whose values are names of an enum. */
final class NamedValues {
    private NamedValues() {}

    /**
     * The values by word; empty for null.
     *
     * @param option  the option's name, for errors
     * @param example one entry, for errors
     * @throws IllegalArgumentException naming the faulty part and the nearest value
     */
    static <E extends Enum<E>> Map<String, E> parse(String option, String example, String text, Class<E> type) {
        Map<String, E> values = new LinkedHashMap<>();
        for (String part : text == null ? new String[0] : text.split(",")) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            if (equals <= 0 || part.substring(0, equals).isBlank()) {
                throw new IllegalArgumentException("Option " + option + ": '" + part.trim()
                        + "' must have the form WORD=VALUE, such as " + example);
            }
            values.put(
                    part.substring(0, equals).trim(),
                    value(option, part.substring(equals + 1).trim(), type));
        }
        return values;
    }

    private static <E extends Enum<E>> E value(String option, String name, Class<E> type) {
        String wanted = name.replace('-', '_');
        for (E value : type.getEnumConstants()) {
            if (value.name().equalsIgnoreCase(wanted)) {
                return value;
            }
        }
        String nearest = NearestName.of(
                wanted, Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
        throw new IllegalArgumentException("Option " + option + ": unknown value " + name + ". Did you mean " + nearest
                + "? Allowed: " + Arrays.toString(type.getEnumConstants()));
    }
}

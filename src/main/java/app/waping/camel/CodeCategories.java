package app.waping.camel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import app.waping.camel.error.WapingErrorCategory;

/** Reads the option codeCategories. */
final class CodeCategories {
    private CodeCategories() {}

    /**
     * The categories by code, from {@code CODE=CATEGORY,...}; empty for null.
     *
     * @throws IllegalArgumentException naming the faulty part and the nearest category
     */
    static Map<String, WapingErrorCategory> parse(String text) {
        Map<String, WapingErrorCategory> categories = new LinkedHashMap<>();
        if (text == null) {
            return categories;
        }
        for (String part : text.split(",")) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            if (equals <= 0 || part.substring(0, equals).isBlank()) {
                throw new IllegalArgumentException("Option codeCategories: '" + part.trim()
                        + "' must have the form CODE=CATEGORY, such as QUOTA_EXCEEDED=FORBIDDEN");
            }
            categories.put(
                    part.substring(0, equals).trim(),
                    category(part.substring(equals + 1).trim()));
        }
        return categories;
    }

    private static WapingErrorCategory category(String name) {
        String wanted = name.replace('-', '_');
        for (WapingErrorCategory category : WapingErrorCategory.values()) {
            if (category.name().equalsIgnoreCase(wanted)) {
                return category;
            }
        }
        throw new IllegalArgumentException("Option codeCategories: unknown category " + name + ". Did you mean "
                + NearestName.of(
                        wanted,
                        Arrays.stream(WapingErrorCategory.values())
                                .map(Enum::name)
                                .toList())
                + "? Allowed: " + Arrays.toString(WapingErrorCategory.values()));
    }
}

package app.waping.camel;

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
        return NamedValues.parse("codeCategories", "QUOTA_EXCEEDED=FORBIDDEN", text, WapingErrorCategory.class);
    }
}

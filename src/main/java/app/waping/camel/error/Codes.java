package app.waping.camel.error;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which category a code of the API belongs to. Immutable. */
final class Codes {
    private static final List<WapingErrorCategory> TABLE = List.of(
            WapingErrorCategory.VALIDATION_ERROR,
            WapingErrorCategory.UNAUTHORIZED,
            WapingErrorCategory.FORBIDDEN,
            WapingErrorCategory.NOT_FOUND,
            WapingErrorCategory.IDEMPOTENCY_CONFLICT,
            WapingErrorCategory.RATE_LIMITED,
            WapingErrorCategory.SESSION_DISCONNECTED,
            WapingErrorCategory.SERVER_ERROR);

    /** Other names for a session that is not connected. */
    private static final List<String> SESSION_SYNONYMS =
            List.of("ACCOUNT_DISCONNECTED", "DEVICE_DISCONNECTED", "DEVICE_NOT_CONNECTED");

    private final Map<String, WapingErrorCategory> categories = new HashMap<>();

    /** @param adopted codes beyond the table, or in place of it */
    Codes(Map<String, WapingErrorCategory> adopted) {
        TABLE.forEach(category -> categories.put(category.name(), category));
        SESSION_SYNONYMS.forEach(code -> categories.put(code, WapingErrorCategory.SESSION_DISCONNECTED));
        adopted.forEach((code, category) -> categories.put(normal(code), category));
    }

    /** Null for a code that is not known; blanks around it and its case do not count. */
    WapingErrorCategory category(String code) {
        if (code == null) {
            return null;
        }
        WapingErrorCategory exact = categories.get(code);
        return exact != null ? exact : categories.get(normal(code));
    }

    private static String normal(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }
}

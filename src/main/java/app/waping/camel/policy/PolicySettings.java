package app.waping.camel.policy;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import app.waping.camel.error.WapingErrorCategory;

/**
 * What somebody said about a whole policy: in properties, in Java, or the defaults. Immutable.
 *
 * @param general    the general destinations
 * @param categories what was said of a category
 * @param codes      what was said of a code of the API, in upper case
 * @param otherwise  what was said of the categories that are not named
 * @param recordForm what is handed on as the body; null where nothing was said
 */
record PolicySettings(
        RuleSettings general,
        Map<WapingErrorCategory, RuleSettings> categories,
        Map<String, RuleSettings> codes,
        RuleSettings otherwise,
        RecordForm recordForm) {

    PolicySettings {
        Map<WapingErrorCategory, RuleSettings> copy = new EnumMap<>(WapingErrorCategory.class);
        copy.putAll(categories);
        categories = copy;
        codes = new HashMap<>(codes);
    }

    /** The defaults: what is retryable is tried again; nobody is told, because no endpoint is known. */
    static PolicySettings defaults() {
        Map<WapingErrorCategory, RuleSettings> categories = new EnumMap<>(WapingErrorCategory.class);
        for (WapingErrorCategory category : WapingErrorCategory.values()) {
            RuleSettings settings = RuleSettings.EMPTY
                    .withMaxRedeliveries(redeliveries(category))
                    .withBackOff(BackOff.DEFAULT.delay(), BackOff.DEFAULT.multiplier(), BackOff.DEFAULT.maxDelay())
                    .withDeadLetter(Destination.GENERAL);
            if (alerts(category)) {
                settings = settings.withAlert(Destination.GENERAL);
            }
            categories.put(category, settings);
        }
        return new PolicySettings(RuleSettings.EMPTY, categories, Map.of(), RuleSettings.EMPTY, RecordForm.ENVELOPE);
    }

    private static int redeliveries(WapingErrorCategory category) {
        return switch (category) {
            case RATE_LIMITED -> 8;
            case SERVER_ERROR, TRANSPORT -> 4;
            default -> 0;
        };
    }

    private static boolean alerts(WapingErrorCategory category) {
        return switch (category) {
            case UNAUTHORIZED,
                    FORBIDDEN,
                    SESSION_DISCONNECTED,
                    IDEMPOTENCY_CONFLICT,
                    UNKNOWN,
                    UNEXPECTED_RESPONSE -> true;
            default -> false;
        };
    }

    /** What was said of a category, by its name or by {@code otherwise}. */
    RuleSettings of(WapingErrorCategory category) {
        return categories.getOrDefault(category, otherwise);
    }

    /** What was said of a code, any case; null where nothing was. */
    RuleSettings ofCode(String code) {
        return code == null ? null : codes.get(key(code));
    }

    /** The form in which codes are compared. */
    static String key(String code) {
        return code.trim().toUpperCase(Locale.ROOT);
    }
}

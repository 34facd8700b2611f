package app.waping.camel.policy;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/** One policy, ready for use: the rule for each category and for each code that has its own. Immutable. */
final class Rules {
    private final Map<WapingErrorCategory, Rule> categories = new EnumMap<>(WapingErrorCategory.class);
    private final Map<String, Map<WapingErrorCategory, Rule>> codes = new HashMap<>();
    private final RecordForm recordForm;
    private final String alert;

    /**
     * @param java       what was said in Java: it wins
     * @param properties what was said in properties: it wins over the defaults
     */
    Rules(PolicySettings java, PolicySettings properties) {
        PolicySettings defaults = PolicySettings.defaults();
        RuleSettings general = java.general().over(properties.general());
        recordForm = java.recordForm() != null
                ? java.recordForm()
                : Objects.requireNonNullElse(properties.recordForm(), defaults.recordForm());
        alert = Destination.GENERAL.resolve(general.alert());
        Set<String> named = new LinkedHashSet<>(java.codes().keySet());
        named.addAll(properties.codes().keySet());
        for (WapingErrorCategory category : WapingErrorCategory.values()) {
            RuleSettings said = java.of(category).over(properties.of(category));
            categories.put(category, rule(category.kebabCase(), category, said, defaults, general));
            for (String code : named) {
                RuleSettings ofCode = orEmpty(java.ofCode(code)).over(orEmpty(properties.ofCode(code)));
                codes.computeIfAbsent(code, c -> new EnumMap<>(WapingErrorCategory.class))
                        .put(category, rule("code " + code, category, ofCode.over(said), defaults, general));
            }
        }
    }

    private static RuleSettings orEmpty(RuleSettings settings) {
        return settings == null ? RuleSettings.EMPTY : settings;
    }

    private static Rule rule(
            String name,
            WapingErrorCategory category,
            RuleSettings said,
            PolicySettings defaults,
            RuleSettings general) {
        RuleSettings all = said.over(defaults.of(category));
        Destination alert = all.alert() == null ? Destination.GENERAL : all.alert();
        Destination park = all.park() == null ? Destination.GENERAL : all.park();
        boolean waitsForPhone = category == WapingErrorCategory.SESSION_DISCONNECTED;
        return new Rule(
                name,
                all.maxRedeliveries(),
                new BackOff(all.delay(), all.multiplier(), all.maxDelay()),
                all.deadLetter().resolve(general.deadLetter()),
                park.resolve(general.park()),
                waitsForPhone || (said.park() != null && all.maxRedeliveries() == 0),
                alert.resolve(general.alert()),
                all.alert() != null);
    }

    /** The rule for a failure: its code's, else its category's. */
    Rule of(WapingException failure) {
        if (failure.getCode() != null) {
            Map<WapingErrorCategory, Rule> ofCode = codes.get(PolicySettings.key(failure.getCode()));
            if (ofCode != null) {
                return ofCode.get(failure.getCategory());
            }
        }
        return categories.get(failure.getCategory());
    }

    RecordForm recordForm() {
        return recordForm;
    }

    /** URI of the general endpoint where operators are told; null where nobody is. */
    String alert() {
        return alert;
    }

    /** Every endpoint that some rule may send to. */
    Set<String> endpoints() {
        Set<String> uris = new LinkedHashSet<>();
        categories.values().forEach(rule -> add(uris, rule));
        codes.values().forEach(byCategory -> byCategory.values().forEach(rule -> add(uris, rule)));
        uris.remove(null);
        return uris;
    }

    private static void add(Set<String> uris, Rule rule) {
        uris.add(rule.deadLetter());
        uris.add(rule.park());
        uris.add(rule.alert());
    }
}

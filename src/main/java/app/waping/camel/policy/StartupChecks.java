package app.waping.camel.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PatternHelper;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.waping.camel.NearestName;
import app.waping.camel.error.WapingErrorCategory;

/**
 * Looks, once at start, for mistakes that would otherwise stay silent until a message is lost by them, and names each in
 * one WARN with its remedy.
 */
final class StartupChecks {
    private static final Logger LOG = LoggerFactory.getLogger(StartupChecks.class);

    private final ModelCamelContext context;
    private final Policies policies;

    StartupChecks(ModelCamelContext context, Policies policies) {
        this.context = context;
        this.policies = policies;
    }

    void run() {
        routes();
        keys();
        endpoints();
    }

    private void routes() {
        List<String> known = context.getRouteConfigurationDefinitions().stream()
                .map(RouteConfigurationDefinition::getId)
                .filter(id -> id != null)
                .toList();
        for (RouteDefinition route : context.getRouteDefinitions()) {
            if (route.getRouteConfigurationId() == null) {
                continue;
            }
            for (String id : context.resolvePropertyPlaceholders(route.getRouteConfigurationId())
                    .split(",")) {
                if (known.stream().noneMatch(name -> PatternHelper.matchPattern(name, id))) {
                    LOG.warn(
                            "Route {} names routeConfigurationId {}, which does not exist: its failures are not handled."
                                    + " Did you mean {}? A policy of your own is declared by waping.policies",
                            route.getRouteId(),
                            id,
                            NearestName.of(id, known));
                }
            }
        }
    }

    private void keys() {
        PolicyProperties properties = new PolicyProperties(context);
        Set<String> valid = new TreeSet<>();
        valid.add(PolicyProperties.ALERTS_PREFIX + PolicyProperties.ALERT_FLAP);
        valid.add(PolicyProperties.ALERTS_PREFIX + PolicyProperties.ALERT_REMINDER);
        policies.all().forEach(policy -> valid.addAll(valid(policy.name())));
        for (String key : properties.keys("waping.")) {
            String kebab = PolicyProperties.kebab(key);
            if (isRuleKey(kebab) && !valid.contains(kebab) && !isCodeKey(kebab)) {
                LOG.warn(
                        "Property {} means nothing to the error rules and is ignored. Did you mean {}?",
                        key,
                        NearestName.of(kebab, valid));
            }
        }
    }

    private static boolean isRuleKey(String key) {
        return key.startsWith("waping.errors.")
                || key.startsWith(PolicyProperties.ALERTS_PREFIX)
                || key.matches("waping\\.[^.]+\\.errors\\..*");
    }

    /** {@code waping.errors.code.<CODE>.<setting>}: codes are the API's, any may come. */
    private boolean isCodeKey(String key) {
        return policies.all().stream()
                .map(policy -> PolicyProperties.prefix(policy.name()) + PolicyProperties.CODE + ".")
                .anyMatch(prefix -> key.startsWith(prefix)
                        && PolicyProperties.RULE_KEYS.contains(key.substring(key.lastIndexOf('.') + 1))
                        && key.lastIndexOf('.') > prefix.length());
    }

    private static List<String> valid(String policy) {
        String prefix = PolicyProperties.prefix(policy);
        List<String> keys = new ArrayList<>();
        PolicyProperties.GENERAL_KEYS.forEach(key -> keys.add(prefix + key));
        for (WapingErrorCategory category : WapingErrorCategory.values()) {
            PolicyProperties.RULE_KEYS.forEach(key -> keys.add(prefix + category.kebabCase() + "." + key));
        }
        return keys;
    }

    private void endpoints() {
        policies.used().stream()
                .flatMap(policy -> Stream.ofNullable(policy.rules()))
                .flatMap(rules -> rules.endpoints().stream())
                .distinct()
                .forEach(this::endpoint);
    }

    private void endpoint(String uri) {
        try {
            context.getEndpoint(uri);
        } catch (Exception e) {
            LOG.warn(
                    "Error rules name the endpoint {}, which cannot be resolved ({}): what goes there will fail and stay with"
                            + " its source. Check the URI, and that its component is on the class path",
                    URISupport.sanitizeUri(uri),
                    reason(e));
        }
    }

    private static String reason(Exception failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return URISupport.sanitizeUri(String.valueOf(root.getMessage()));
    }
}

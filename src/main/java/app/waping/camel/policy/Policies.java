package app.waping.camel.policy;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteDefinitionHelper;
import org.apache.camel.support.PatternHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.waping.camel.GateEventsHub;
import app.waping.camel.SendObserver;

/**
 * All error policies of one Camel context. They are registered as route configurations when the context initialises,
 * because a user's own configuration of the same name must come first. Routes that were prepared earlier, and that name
 * one of them, get its clause then. Thread-safe.
 */
final class Policies {
    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);

    private final ModelCamelContext context;
    private final Sender sender;
    private final RedeliveryPool pool;
    private final Alerts alerts;
    private final GateAlerts gateAlerts;
    private final Map<String, ErrorPolicy> policies = new LinkedHashMap<>();
    private boolean initialised;

    private Policies(CamelContext context) {
        this.context = (ModelCamelContext) context;
        this.sender = new Sender(context);
        this.pool = new RedeliveryPool(context);
        AlertSender alertSender = new AlertSender(context, sender);
        this.alerts = new Alerts(context, alertSender, pool::pool);
        this.gateAlerts = new GateAlerts(this::generalAlert, alertSender);
    }

    /** The policies of a context; made, and hooked into its life, on the first call. */
    static Policies of(CamelContext context) {
        synchronized (context) {
            Policies policies = context.getCamelContextExtension().getContextPlugin(Policies.class);
            if (policies == null) {
                policies = new Policies(context);
                context.getCamelContextExtension().addContextPlugin(Policies.class, policies);
                context.getCamelContextExtension().addContextPlugin(SendObserver.class, policies.alerts);
                GateEventsHub.of(context).add(policies.gateAlerts);
                new PolicyLifecycle(policies.context, policies).install();
            }
            return policies;
        }
    }

    InstantSource clock() {
        return InstantSource.system();
    }

    DoubleSupplier random() {
        return () -> ThreadLocalRandom.current().nextDouble();
    }

    Sender sender() {
        return sender;
    }

    Alerts alerts() {
        return alerts;
    }

    private String generalAlert() {
        ErrorPolicy general;
        synchronized (this) {
            general = policies.get("");
        }
        return general == null ? null : general.rules().alert();
    }

    /** Forgets what operators were told; a context that starts again begins anew. */
    void close() {
        alerts.close();
        gateAlerts.close();
    }

    synchronized Collection<ErrorPolicy> all() {
        return List.copyOf(policies.values());
    }

    /** Rules from Java: they replace what is there under the name, for routes that do not run yet. */
    synchronized void add(String name, PolicySettings settings) {
        ErrorPolicy before = policies.get(name);
        if (before != null && !context.isStarted()) {
            before.replace(settings);
            return;
        }
        ErrorPolicy policy = new ErrorPolicy(context, name, settings, this);
        policies.put(name, policy);
        if (initialised) {
            if (before != null) {
                context.getRouteConfigurationDefinitions().remove(before.configuration());
            }
            register(policy);
        }
    }

    /** Makes the policies of the properties and registers all. */
    synchronized void initialise() {
        if (initialised) {
            return;
        }
        initialised = true;
        policies.computeIfAbsent("", this::fromProperties);
        for (String name : new PolicyProperties(context).policies()) {
            policies.computeIfAbsent(name, this::fromProperties);
        }
        policies.values().forEach(this::register);
    }

    private ErrorPolicy fromProperties(String name) {
        return new ErrorPolicy(context, name, ErrorPolicy.nothingSaid(), this);
    }

    private void register(ErrorPolicy policy) {
        String id = policy.configuration().getId();
        boolean taken = context.getRouteConfigurationDefinitions().stream()
                .map(RouteConfigurationDefinition::getId)
                .anyMatch(id::equals);
        if (taken) {
            LOG.warn(
                    "A route configuration with the id {} exists already and is used in place of the error rules of that"
                            + " name; give yours another id to have them",
                    id);
        } else {
            context.addRouteConfiguration(policy.configuration());
        }
    }

    /** Gives a route the clauses that it names and does not have yet, and a pool without a hidden limit for its waits. */
    synchronized void complete(RouteDefinition route) {
        if (route.getRouteConfigurationId() == null) {
            return;
        }
        boolean ours = false;
        for (ErrorPolicy policy : policies.values()) {
            RouteConfigurationDefinition configuration = policy.configuration();
            if (context.getRouteConfigurationDefinitions().contains(configuration) && names(route, configuration)) {
                ours = true;
                Set<String> applied = route.getAppliedRouteConfigurationIds();
                if (applied == null || !applied.contains(configuration.getId())) {
                    inline(route, policy);
                }
            }
        }
        if (ours) {
            pool.assign(route);
        }
    }

    private boolean names(RouteDefinition route, RouteConfigurationDefinition configuration) {
        String ids = context.resolvePropertyPlaceholders(route.getRouteConfigurationId());
        for (String id : ids.split(",")) {
            if (PatternHelper.matchPattern(configuration.getId(), id)) {
                return true;
            }
        }
        return false;
    }

    /** The policies that some route has. */
    synchronized List<ErrorPolicy> used() {
        return policies.values().stream()
                .filter(policy -> context.getRouteDefinitions().stream()
                        .map(RouteDefinition::getAppliedRouteConfigurationIds)
                        .anyMatch(ids -> ids != null
                                && ids.contains(policy.configuration().getId())))
                .toList();
    }

    private static void inline(RouteDefinition route, ErrorPolicy policy) {
        OnExceptionDefinition clause = policy.clause();
        clause.setRouteScoped(false);
        clause.setParent(route);
        RouteDefinitionHelper.initParent(clause);
        // In front: where the user's own configurations name the same class, the later one wins.
        route.getOutputs().add(0, clause);
        route.addAppliedRouteConfigurationId(policy.configuration().getId());
    }
}

package app.waping.camel.policy;

import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Predicate;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;

import app.waping.camel.error.WapingException;

/**
 * One policy of a context: rules under a name, and the standard route configuration that applies them.
 *
 * <p>The configuration has a single clause, for the base class of all our exceptions. That is what makes it easy to
 * overrule: any clause of the user's that names one of the subclasses is nearer, whatever its scope and order. It also
 * means that a second, different exception during redelivery, for which Camel keeps the clause of the first, finds
 * predicates here that see what it is, and goes the way it would go without us. Thread-safe.
 */
final class ErrorPolicy {
    private final CamelContext context;
    private final String name;
    private final Predicate redelivers;
    private final Predicate handled;
    private final Ending ending;
    private final RouteConfigurationDefinition configuration;
    private volatile PolicySettings java;
    private volatile Rules rules;

    ErrorPolicy(CamelContext context, String name, PolicySettings java, Policies shared) {
        this.context = context;
        this.name = name;
        this.java = java;
        Decider decider = new Decider(this::rules, shared.clock(), shared.random());
        this.redelivers = new Asked("waping error rules: try again", decider::redelivers);
        this.handled = new Asked("waping error rules: handed on", exchange -> {
            Decision decision = decider.ending(exchange);
            return decision != null && decision.handsOn();
        });
        this.ending = new Ending(
                name,
                decider,
                shared.sender(),
                shared.alerts(),
                new EnvelopeBody(context, this::rules),
                shared.clock());
        this.configuration = new RouteConfigurationDefinition();
        configuration.setId(WapingErrors.id(name));
        configuration.getOnExceptions().add(clause());
    }

    /** The clause, made anew: each route that takes it late has its own. */
    OnExceptionDefinition clause() {
        OnExceptionDefinition clause = new OnExceptionDefinition(WapingException.class);
        clause.description("Error rules of " + (name.isEmpty() ? "waping.errors.*" : "waping." + name + ".errors.*"));
        clause.setRetryWhilePolicy(redelivers);
        clause.setHandledPolicy(handled);
        clause.asyncDelayedRedelivery();
        clause.redeliveryDelay("0");
        clause.logRetryAttempted(false);
        clause.logHandled(false);
        clause.logStackTrace(false);
        clause.logRetryStackTrace(false);
        // The history would print the message that failed.
        clause.logExhaustedMessageHistory(false);
        clause.logExhaustedMessageBody(false);
        clause.addOutput(new ProcessDefinition(ending));
        return clause;
    }

    /** The step that hands on and alerts, for flows that place it themselves. */
    Ending ending() {
        return ending;
    }

    RouteConfigurationDefinition configuration() {
        return configuration;
    }

    String name() {
        return name;
    }

    /** Takes other rules, for every route that has this policy. */
    void replace(PolicySettings settings) {
        java = settings;
        rules = null;
    }

    /** The rules, read when they are first needed, so that it does not matter what was set up before what. */
    Rules rules() {
        Rules current = rules;
        if (current == null) {
            current = new Rules(java, new PolicyProperties(context).read(name));
            rules = current;
        }
        return current;
    }

    static PolicySettings nothingSaid() {
        return new PolicySettings(RuleSettings.EMPTY, Map.of(), Map.of(), RuleSettings.EMPTY, null);
    }

    /** A predicate with a name that dumps and logs can show. */
    private record Asked(String name, java.util.function.Predicate<org.apache.camel.Exchange> question)
            implements Predicate {
        @Override
        public boolean matches(org.apache.camel.Exchange exchange) {
            return question.test(exchange);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}

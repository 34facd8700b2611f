package app.waping.camel.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

import app.waping.camel.DecisionTrail;
import app.waping.camel.WapingProperties;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.policy.Decision.Action;

/**
 * Decides, once per failure, whether a message is tried again and when, or where it goes. Redeliveries are counted per
 * step by the exchange's own record, so that counters and delays in the headers of a message that came in mean nothing.
 * Thread-safe.
 */
final class Decider {
    static final String DECISION = "CamelWapingDecision";

    /** The longest wait in memory where the failed step names none. */
    private static final Duration DEFAULT_MAX_WAIT = Duration.ofSeconds(30);

    private static final int MAX_CAUSES = 20;

    private final Supplier<Rules> rules;
    private final InstantSource clock;
    private final DoubleSupplier random;

    /**
     * @param rules  the rules; null while there are none, which leaves every failure as it is
     * @param clock  the time
     * @param random numbers from 0 up to 1
     */
    Decider(Supplier<Rules> rules, InstantSource clock, DoubleSupplier random) {
        this.rules = rules;
        this.clock = clock;
        this.random = random;
    }

    /** Whether to try again; if so, the wait is set on the exchange. To be asked once per failure. */
    boolean redelivers(Exchange exchange) {
        WapingException failure = failure(exchange);
        Rules current = rules.get();
        if (failure == null || current == null) {
            return false;
        }
        Decision decision = decide(
                exchange, failure, current.of(failure), !exchange.getContext().isStopping());
        if (decision.action() != Action.REDELIVER) {
            return false;
        }
        boolean gateWaits = Boolean.TRUE.equals(exchange.getProperty(WapingProperties.PACING, Boolean.class))
                && !refusedHere(failure);
        long wait = gateWaits
                ? 0
                : Duration.between(clock.instant(), decision.until()).toMillis() + 1;
        exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, Math.max(0, wait));
        // Camel would hang it to the next exception, and that to the one after.
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
        return true;
    }

    /** What was decided to end the redeliveries; null where the failure is none of ours. May be asked again. */
    Decision ending(Exchange exchange) {
        WapingException failure = failure(exchange);
        Rules current = rules.get();
        if (failure == null || current == null) {
            return null;
        }
        Decision decided = exchange.getProperty(DECISION, Decision.class);
        if (decided != null && decided.failure() == failure && decided.action() != Action.REDELIVER) {
            return decided;
        }
        return decide(exchange, failure, current.of(failure), false);
    }

    private Decision decide(Exchange exchange, WapingException failure, Rule rule, boolean mayRedeliver) {
        Decision.Step step = step(exchange);
        Decision before = exchange.getProperty(DECISION, Decision.class);
        boolean again = before != null && before.step().equals(step);
        int redelivered = again ? before.redelivered() : 0;
        Duration asked = asked(failure);
        boolean tooLong = asked != null && asked.compareTo(maxWait(exchange)) > 0;
        boolean allowed = mayRedeliver && rule.allows(redelivered);
        boolean exhausted = rule.maxRedeliveries() > 0 && !rule.allows(redelivered);
        Instant now = clock.instant();
        Instant triedFirst = firstAt(exchange);
        Instant firstAt = again ? before.firstAt() : triedFirst != null ? triedFirst : now;
        Decision decision;
        if (allowed && !tooLong) {
            Instant until = now.plus(wait(exchange, rule, asked, redelivered));
            decision = new Decision(failure, rule, step, redelivered + 1, firstAt, Action.REDELIVER, until, false);
        } else {
            boolean parks = rule.park() != null && (rule.parks() || (tooLong && !exhausted));
            Action action = parks ? Action.PARK : rule.deadLetter() != null ? Action.DEAD_LETTER : Action.LEAVE;
            Instant until = asked == null ? null : now.plus(asked);
            decision = new Decision(failure, rule, step, redelivered, firstAt, action, until, exhausted);
        }
        keep(exchange, decision, now);
        return decision;
    }

    private static void keep(Exchange exchange, Decision decision, Instant now) {
        exchange.setProperty(DECISION, decision);
        if (decision.until() == null) {
            exchange.removeProperty(WapingProperties.NOT_BEFORE);
        } else {
            exchange.setProperty(WapingProperties.NOT_BEFORE, decision.until().toEpochMilli());
        }
        DecisionTrail.add(exchange, List.of(Trail.line(decision, now)));
    }

    private Duration wait(Exchange exchange, Rule rule, Duration asked, int redelivered) {
        if (asked == null) {
            Duration own = rule.backOff().own(redelivered, random.getAsDouble());
            Duration max = maxWait(exchange);
            return own.compareTo(max) > 0 ? max : own;
        }
        // The gate spreads those that it lets go; on top of that a scatter of ours would only cost time.
        boolean paced = Boolean.TRUE.equals(exchange.getProperty(WapingProperties.PACING, Boolean.class));
        return paced ? asked : BackOff.asked(asked, random.getAsDouble());
    }

    private static Duration asked(WapingException failure) {
        Duration asked = failure.getRetryAfter();
        return asked == null || asked.isZero() || asked.isNegative() ? null : asked;
    }

    private static Duration maxWait(Exchange exchange) {
        Long max = exchange.getProperty(WapingProperties.MAX_RETRY_AFTER, Long.class);
        return max == null ? DEFAULT_MAX_WAIT : Duration.ofMillis(max);
    }

    /** A full gate refuses without sending, and would refuse a second time at once. */
    private static boolean refusedHere(WapingException failure) {
        return failure.getCategory() == WapingErrorCategory.RATE_LIMITED && failure.getHttpResponseCode() == 0;
    }

    private static Decision.Step step(Exchange exchange) {
        Integer attempts = exchange.getProperty(WapingProperties.ATTEMPTS, Integer.class);
        // What was never sent may be composed anew each time, and is then dated anew.
        boolean sent = attempts == null || attempts > 0;
        return new Decision.Step(
                ExchangeHelper.getAtRouteId(exchange),
                exchange.getExchangeExtension().getHistoryNodeId(),
                sent ? firstAt(exchange) : null);
    }

    private static Instant firstAt(Exchange exchange) {
        return exchange.getProperty(WapingProperties.FIRST_AT, Instant.class);
    }

    /**
     * The failure that the rules are about; null where the exchange failed with something else. Only causes count: Camel
     * attaches the exception of the attempt before as a suppressed one.
     */
    static WapingException failure(Exchange exchange) {
        Throwable at = exchange.getException();
        if (at == null) {
            at = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        }
        for (int depth = 0; at != null && depth < MAX_CAUSES; depth++) {
            if (at instanceof WapingException ours) {
                return ours;
            }
            at = at.getCause();
        }
        return null;
    }
}

package app.waping.camel.policy;

import java.time.Instant;

import app.waping.camel.error.WapingException;

/**
 * What was decided about one failure of one exchange. Kept as an exchange property, and therefore immutable and silent
 * about everything that may be secret.
 *
 * @param failure     what was decided about
 * @param rule        the rule that decided
 * @param step        where it failed: route, node and message
 * @param redelivered redeliveries of this step so far, the decided one included
 * @param firstAt     when this step failed first
 * @param action      what happens now
 * @param until       not before this; null where nothing speaks for a later time
 * @param exhausted   whether redeliveries were allowed and are used up
 */
record Decision(
        WapingException failure,
        Rule rule,
        Step step,
        int redelivered,
        Instant firstAt,
        Action action,
        Instant until,
        boolean exhausted) {
    enum Action {
        REDELIVER,
        PARK,
        DEAD_LETTER,
        LEAVE
    }

    /**
     * Where a failure happened.
     *
     * @param routeId the route
     * @param nodeId  the node in it
     * @param message when the failed message was first tried, where that is known; it tells the rounds of a loop apart
     */
    record Step(String routeId, String nodeId, Instant message) {}

    /** Whether the exchange is handed on, so that its route ends without a failure. */
    boolean handsOn() {
        return action == Action.PARK || action == Action.DEAD_LETTER;
    }

    /** The endpoint it is handed on to; null where it is not. */
    String target() {
        return switch (action) {
            case PARK -> rule.park();
            case DEAD_LETTER -> rule.deadLetter();
            default -> null;
        };
    }

    /** Only what is safe anywhere. */
    @Override
    public String toString() {
        return rule + " -> " + action;
    }
}

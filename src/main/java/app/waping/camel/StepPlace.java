package app.waping.camel;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/**
 * Where in its routes an exchange was when it sent, and how often it had been redelivered by then. Camel marks a
 * redelivery by headers alone, and those also come with a message from outside, or stay while a whole sub-route is run
 * again; so a redelivery is one at the same node, in the same pass of a loop, and counted on by one.
 *
 * @param node        the id of the route's node; null where there is none
 * @param loopIndex   the pass of the loop around it; null outside of loops
 * @param redelivered Camel's count of redeliveries
 */
record StepPlace(String node, Object loopIndex, int redelivered) {
    static StepPlace of(Exchange exchange) {
        return new StepPlace(
                exchange.getExchangeExtension().getHistoryNodeId(),
                exchange.getProperty(ExchangePropertyKey.LOOP_INDEX),
                count(exchange.getIn().getHeader(Exchange.REDELIVERY_COUNTER)));
    }

    /** Whether Camel now repeats what the exchange did here. */
    boolean isRedeliveredBy(Exchange exchange) {
        if (!"true".equals(String.valueOf(exchange.getIn().getHeader(Exchange.REDELIVERED)))) {
            return false;
        }
        StepPlace now = of(exchange);
        return same(node, now.node) && same(loopIndex, now.loopIndex) && now.redelivered == redelivered + 1;
    }

    /**
     * Removes the marks of redeliveries that came with the message: as long as nothing has failed on this exchange, they
     * are none of Camel's here. Left in place they would cut or shift its count, and stretch its waits.
     */
    static void forgetForeign(Exchange exchange) {
        if (exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT) == null && exchange.getException() == null) {
            exchange.getIn().removeHeader(Exchange.REDELIVERED);
            exchange.getIn().removeHeader(Exchange.REDELIVERY_COUNTER);
            exchange.getIn().removeHeader(Exchange.REDELIVERY_MAX_COUNTER);
            exchange.getIn().removeHeader(Exchange.REDELIVERY_DELAY);
        }
    }

    private static boolean same(Object one, Object other) {
        return one == null || other == null || one.equals(other);
    }

    /** The header may have come through a broker that makes text of it, or from anybody. */
    private static int count(Object header) {
        if (header instanceof Number number) {
            return number.intValue();
        }
        try {
            return header == null ? 0 : Integer.parseInt(header.toString());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

package app.waping.camel;

import java.time.Instant;

import org.apache.camel.Exchange;

import app.waping.camel.error.WapingException;

/** Puts a failure on the exchange, with what error rules and plain {@code onException} clauses need to know of it. */
final class Failures {
    private final long maxRetryAfter;
    private final boolean pacing;

    /** @param maxRetryAfter milliseconds */
    Failures(long maxRetryAfter, boolean pacing) {
        this.maxRetryAfter = maxRetryAfter;
        this.pacing = pacing;
    }

    /**
     * @param attempts requests on the wire for this message so far
     * @param firstAt  when this message was first tried
     */
    void put(Exchange exchange, WapingException failure, int attempts, Instant firstAt, Instant now) {
        exchange.setProperty(WapingProperties.FIRST_AT, firstAt);
        exchange.setProperty(WapingProperties.LAST_AT, now);
        exchange.setProperty(WapingProperties.ATTEMPTS, attempts);
        exchange.setProperty(WapingProperties.PACING, pacing);
        exchange.setProperty(WapingProperties.MAX_RETRY_AFTER, maxRetryAfter);
        setRedeliveryDelay(exchange, failure, maxRetryAfter);
        exchange.setException(failure);
    }

    /** The API's wait, capped, where the failure is retryable and has one; else none that came with the message. */
    static void setRedeliveryDelay(Exchange exchange, WapingException failure, long maxRetryAfter) {
        if (failure.isRetryable() && failure.getRetryAfter() != null) {
            // Camel takes the wait before a redelivery from this header, and caps it nowhere.
            exchange.getIn()
                    .setHeader(
                            Exchange.REDELIVERY_DELAY,
                            Math.min(failure.getRetryAfter().toMillis(), maxRetryAfter));
        } else {
            exchange.getIn().removeHeader(Exchange.REDELIVERY_DELAY);
        }
    }
}

package app.waping.camel;

import org.apache.camel.Exchange;

import app.waping.camel.error.WapingException;

/**
 * Gives {@code waping:replay} the call to send. The component takes the one that Camel's factory finder knows by the name
 * {@link #FACTORY}. Thread-safe.
 */
public interface ReplaySource {
    /** Its name below {@code META-INF/services/org/apache/camel/}. */
    String FACTORY = "waping-replay";

    /**
     * The call in the exchange's body, checked.
     *
     * @throws WapingException with status 0 where it must not be sent; the message says why
     */
    StoredCall read(Exchange exchange) throws WapingException;
}

package app.waping.camel.policy;

import org.apache.camel.Exchange;

/** Puts on a message the body under which it is handed on. */
@FunctionalInterface
interface RecordBody {
    /** Called once per message that is handed on, after its error headers are set. */
    void write(Exchange exchange, Decision decision) throws Exception;
}

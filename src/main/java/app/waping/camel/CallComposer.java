package app.waping.camel;

import org.apache.camel.Exchange;

import app.waping.camel.error.WapingException;

/** Composes the call of one operation from an exchange. Thread-safe. */
interface CallComposer {
    /**
     * @throws WapingException of category VALIDATION_ERROR with status 0 where the exchange or the options
     *                         make no valid call; nothing is sent then
     */
    WapingCall compose(Exchange exchange) throws WapingException;
}

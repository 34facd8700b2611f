package app.waping.camel.policy;

import java.util.Locale;
import java.util.Map;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.waping.camel.error.WapingException;

/**
 * The error rules as one step of a route, for flows that are drawn: put it into an {@code onException} or a
 * {@code doCatch}, and it hands the failed message on to the dead letter or to park, with its record and error headers,
 * and tells operators.
 *
 * <p>What is not set here comes from the properties {@code waping.errors.*}. The step never lets a message vanish: where
 * there is nowhere to hand it on to, or where the failure is none of ours, the exchange fails with that failure again,
 * so that the source keeps it. Redeliveries are the business of the clause around it. Thread-safe once started.
 */
public final class WapingErrorStep extends AsyncProcessorSupport implements CamelContextAware {
    private static final Logger LOG = LoggerFactory.getLogger(WapingErrorStep.class);

    private CamelContext context;
    private String deadLetter;
    private String park;
    private String alert;
    private String record;
    private Ending ending;

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        RuleSettings destinations = new RuleSettings(
                null, null, null, null, destination(deadLetter), destination(park), destination(alert));
        PolicySettings settings =
                new PolicySettings(destinations, Map.of(), Map.of(), RuleSettings.EMPTY, recordForm());
        ending = new ErrorPolicy(context, "", settings, Policies.of(context)).ending();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        WapingException ours = Decider.failure(exchange);
        if (ours == null) {
            exchange.setException(
                    caught != null
                            ? caught
                            : new IllegalStateException("The error step stands where nothing has failed: put it into"
                                    + " onException or doCatch"));
            callback.done(true);
            return true;
        }
        // What other rules decided about it before does not bind this step.
        exchange.removeProperty(Decider.DECISION);
        return ending.process(exchange, doneSync -> {
            Decision decision = exchange.getProperty(Decider.DECISION, Decision.class);
            if (exchange.getException() == null && (decision == null || !decision.handsOn())) {
                exchange.setException(ours);
            }
            callback.done(doneSync);
        });
    }

    /** A form that is none is left out, as in properties: tools that export a flow put marks in place of values. */
    private RecordForm recordForm() {
        if (blank(record)) {
            return null;
        }
        try {
            return RecordForm.valueOf(record.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            LOG.warn("The error step's record is neither envelope nor original and is ignored");
            return null;
        }
    }

    private static Destination destination(String uri) {
        return blank(uri) ? null : Destination.of(uri);
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    public String getDeadLetter() {
        return deadLetter;
    }

    /** The endpoint that gets the message; {@code none} leaves it to the source. */
    public void setDeadLetter(String uri) {
        deadLetter = uri;
    }

    public String getPark() {
        return park;
    }

    /** The endpoint where messages wait out a disconnected session or a long Retry-After. */
    public void setPark(String uri) {
        park = uri;
    }

    public String getAlert() {
        return alert;
    }

    /** The endpoint of operators' alerts; {@code none} tells nobody. */
    public void setAlert(String uri) {
        alert = uri;
    }

    public String getRecord() {
        return record;
    }

    /** What the dead letter gets as body: {@code envelope}, the JSON record, or {@code original}. */
    public void setRecord(String form) {
        record = form;
    }

    /** Never the endpoints, which may hold passwords. */
    @Override
    public String toString() {
        return "waping error step";
    }
}

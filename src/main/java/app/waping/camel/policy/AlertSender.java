package app.waping.camel.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.waping.camel.WapingConstants;
import app.waping.camel.WapingProperties;

/**
 * Sends alerts. An alert travels on an exchange and a thread of its own: whatever happens to it, the message that failed
 * is not touched. It holds no payload, key or phone number. Thread-safe.
 */
final class AlertSender {
    private static final Logger LOG = LoggerFactory.getLogger(AlertSender.class);

    /** More than so many alerts that nobody takes are dropped, with a WARN each. */
    private static final int MAX_WAITING = 1000;

    private final CamelContext context;
    private final Sender sender;
    private ExecutorService executor;

    AlertSender(CamelContext context, Sender sender) {
        this.context = context;
        this.sender = sender;
    }

    /**
     * What operators are told.
     *
     * @param state   raised, ongoing or resolved
     * @param text    for people
     * @param json    the same for programs
     * @param headers further headers
     */
    record Alert(String state, String text, String json, Map<String, Object> headers) {}

    /** Sends an alert soon, on another thread. */
    void post(String uri, Alert told) {
        Exchange alert = new DefaultExchange(context);
        alert.setProperty(WapingProperties.ALERT, true);
        Message message = alert.getIn();
        message.setHeaders(new HashMap<>(told.headers()));
        message.setHeader(AlertText.JSON, told.json());
        message.setHeader(WapingConstants.ALERT_STATE, told.state());
        message.setBody(told.text());
        try {
            executor().execute(() -> send(uri, alert, told.text()));
        } catch (RejectedExecutionException e) {
            LOG.warn("Alert not sent, too many wait already or the context stops: {}", told.text());
        }
    }

    private void send(String uri, Exchange alert, String text) {
        sender.send(uri, alert);
        Exception failure = alert.getException();
        if (failure != null) {
            LOG.warn("Alert not delivered ({}): {}", failure.getClass().getSimpleName(), text);
            LOG.debug("Why the alert was not delivered", failure);
        }
    }

    private synchronized ExecutorService executor() {
        if (executor == null || executor.isShutdown()) {
            ThreadPoolProfile profile = new ThreadPoolProfile("waping-alerts");
            profile.setPoolSize(1);
            profile.setMaxPoolSize(1);
            profile.setMaxQueueSize(MAX_WAITING);
            profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
            executor = context.getExecutorServiceManager().newThreadPool(this, "WapingAlerts", profile);
        }
        return executor;
    }
}

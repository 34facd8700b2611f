package app.waping.camel.policy;

import java.time.Instant;
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
 * Tells operators. An alert travels on an exchange and a thread of its own: whatever happens to it, the message that
 * failed is not touched. It holds no payload, key or phone number. Thread-safe.
 */
final class Alerts {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    /** More than so many alerts that nobody takes are dropped, with a WARN each. */
    private static final int MAX_WAITING = 1000;

    private final CamelContext context;
    private final String policy;
    private final Sender sender;
    private final AlertGate gate;
    private ExecutorService executor;

    Alerts(CamelContext context, String policy, Sender sender, AlertGate gate) {
        this.context = context;
        this.policy = policy;
        this.sender = sender;
        this.gate = gate;
    }

    /** What is to be run once the message is safe: it sends the alert, where the rule and the gate want one. */
    Runnable prepare(Decision decision, Exchange failed, Instant now) {
        Rule rule = decision.rule();
        boolean wanted = rule.alert() != null
                && (rule.alertsAtOnce() || decision.exhausted())
                && failed.getProperty(WapingProperties.ALERT) == null
                && failed.getIn().getHeader(WapingConstants.ALERT_STATE) == null;
        if (!wanted) {
            return () -> {};
        }
        Exchange alert = new DefaultExchange(context);
        ErrorHeaders.describe(alert.getIn(), decision, failed, now);
        return () -> gate.judge(decision.failure(), decision.firstAt(), now)
                .ifPresent(outage -> post(rule.alert(), alert, decision, outage));
    }

    private void post(String uri, Exchange alert, Decision decision, Outage outage) {
        AlertText text = new AlertText(policy, decision, outage);
        Message message = alert.getIn();
        message.setBody(text.readable());
        message.setHeader(AlertText.JSON, text.json());
        message.setHeader(WapingConstants.ALERT_STATE, outage.state().toString());
        alert.setProperty(WapingProperties.ALERT, true);
        try {
            executor().execute(() -> send(uri, alert, text));
        } catch (RejectedExecutionException e) {
            LOG.warn("Alert not sent, too many wait already or the context stops: {}", text.readable());
        }
    }

    private void send(String uri, Exchange alert, AlertText text) {
        sender.send(uri, alert);
        Exception failure = alert.getException();
        if (failure != null) {
            LOG.warn("Alert not delivered ({}): {}", failure.getClass().getSimpleName(), text.readable());
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

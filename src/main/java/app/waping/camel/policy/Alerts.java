package app.waping.camel.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

import app.waping.camel.SendObserver;
import app.waping.camel.WapingConstants;
import app.waping.camel.WapingProperties;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.gate.GateTimer;
import app.waping.camel.gate.OutageCause;
import app.waping.camel.gate.OutageCause.Scope;
import app.waping.camel.gate.OutageNews;
import app.waping.camel.gate.Outages;

/**
 * Tells operators of outages rather than of messages: once when one begins, at growing intervals while it lasts, once when
 * it is over. It hears of successes from every producer of the context. Thread-safe.
 */
final class Alerts implements SendObserver {
    private final CamelContext context;
    private final AlertSender sender;
    private final Supplier<ScheduledExecutorService> threads;
    private final Map<OutageCause, Posting> postings = new ConcurrentHashMap<>();
    private volatile Outages outages;

    /**
     * How to tell of one outage: as of the failure that told of it last.
     *
     * @param uri     where operators are told
     * @param headers what the alert's headers say
     */
    private record Posting(String uri, String policy, Decision decision, Map<String, Object> headers) {}

    Alerts(CamelContext context, AlertSender sender, Supplier<ScheduledExecutorService> threads) {
        this.context = context;
        this.sender = sender;
        this.threads = threads;
    }

    /** What is to be run once the message is safe: it tells operators, where the rule wants it and they do not know yet. */
    Runnable prepare(String policy, Decision decision, Exchange failed, Instant now) {
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
        String credential = failed.getProperty(WapingProperties.CREDENTIAL, String.class);
        OutageCause cause = OutageCause.of(decision.failure(), credential, policy);
        Posting posting = new Posting(
                rule.alert(), policy, decision, Map.copyOf(alert.getIn().getHeaders()));
        return () -> {
            postings.put(cause, posting);
            outages().failed(cause, decision.failure()).ifPresent(this::tell);
        };
    }

    @Override
    public void succeeded(String credentialId, String deviceId) {
        Outages known = outages;
        if (known == null || postings.isEmpty()) {
            return;
        }
        end(known, Scope.CREDENTIAL, credentialId, WapingErrorCategory.UNAUTHORIZED, WapingErrorCategory.FORBIDDEN);
        if (deviceId != null) {
            end(known, Scope.DEVICE, deviceId, WapingErrorCategory.SESSION_DISCONNECTED);
        }
        // What the API takes from anybody shows that it works; an outage of it ends once nobody fails any more.
        postings.keySet().stream()
                .filter(cause -> cause.scope() == Scope.POLICY)
                .map(OutageCause::id)
                .distinct()
                .forEach(policy -> known.succeeded(Scope.POLICY, policy).forEach(this::tell));
    }

    private void end(Outages known, Scope scope, String id, WapingErrorCategory... categories) {
        known.succeeded(scope, id).forEach(this::tell);
        for (WapingErrorCategory category : categories) {
            postings.remove(new OutageCause(scope, id, category, null));
        }
    }

    private void tell(OutageNews news) {
        Posting posting =
                news.state() == OutageNews.State.RESOLVED ? postings.remove(news.cause()) : postings.get(news.cause());
        if (posting == null) {
            // Where there are more causes than are kept apart, one stands for all of its category.
            posting = postings.values().stream()
                    .filter(other -> other.decision().failure() == news.last())
                    .findFirst()
                    .orElse(null);
        }
        if (posting != null) {
            int waiting = WaitingMessages.of(context, news.cause());
            AlertText text = new AlertText(posting.policy(), posting.decision(), news, waiting);
            sender.post(posting.uri(), text.with(posting.headers()));
        }
    }

    /** The outages that operators know of and that are not over. */
    List<OutageNews> open() {
        Outages known = outages;
        return known == null ? List.of() : known.open();
    }

    private Outages outages() {
        Outages known = outages;
        if (known == null) {
            synchronized (this) {
                known = outages;
                if (known == null) {
                    GateTimer timer = GateTimer.of(java.time.Clock.systemUTC(), threads.get());
                    known = new Outages(timer, new PolicyProperties(context).outages(), this::tell);
                    outages = known;
                }
            }
        }
        return known;
    }

    /** Forgets what was open; a context that starts again begins anew. */
    synchronized void close() {
        if (outages != null) {
            outages.close();
            outages = null;
        }
        postings.clear();
    }
}

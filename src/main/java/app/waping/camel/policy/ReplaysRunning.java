package app.waping.camel.policy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

import app.waping.camel.policy.DeadLetterRecordException.Problem;

/** The keys that a context replays at this moment, so that a record delivered twice is not sent twice at once. */
final class ReplaysRunning {
    private final Map<String, String> exchanges = new ConcurrentHashMap<>();

    /** The one of the context. */
    static ReplaysRunning of(CamelContext context) {
        synchronized (ReplaysRunning.class) {
            ReplaysRunning running = context.getCamelContextExtension().getContextPlugin(ReplaysRunning.class);
            if (running == null) {
                running = new ReplaysRunning();
                context.getCamelContextExtension().addContextPlugin(ReplaysRunning.class, running);
            }
            return running;
        }
    }

    /**
     * Takes the key until the exchange is complete.
     *
     * @throws DeadLetterRecordException where another exchange has it
     */
    void enter(String key, Exchange exchange) {
        if (key == null) {
            return;
        }
        String id = exchange.getExchangeId();
        String other = exchanges.putIfAbsent(key, id);
        if (id.equals(other)) {
            return;
        }
        if (other != null) {
            throw new DeadLetterRecordException(
                    Problem.ALREADY_RUNNING, "The same record is being sent at this moment; nothing was sent");
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                exchanges.remove(key, id);
            }
        });
    }
}

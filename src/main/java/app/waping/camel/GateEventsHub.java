package app.waping.camel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.waping.camel.gate.GateEvent;
import app.waping.camel.gate.GateEvents;

/**
 * Tells everyone in a Camel context what happens to the gates, and logs it at INFO under the gates' own name. Thread-safe;
 * listeners must not block.
 */
public final class GateEventsHub implements GateEvents {
    private static final Logger LOG = LoggerFactory.getLogger("app.waping.camel.gate");

    private final List<GateEvents> listeners = new CopyOnWriteArrayList<>();

    private GateEventsHub() {}

    /** The hub of a context; made on the first call. */
    public static GateEventsHub of(CamelContext context) {
        synchronized (context) {
            GateEventsHub hub = context.getCamelContextExtension().getContextPlugin(GateEventsHub.class);
            if (hub == null) {
                hub = new GateEventsHub();
                context.getCamelContextExtension().addContextPlugin(GateEventsHub.class, hub);
            }
            return hub;
        }
    }

    /** Tells this one too from now on. */
    public void add(GateEvents listener) {
        listeners.add(listener);
    }

    /** Tells this one no more. */
    public void remove(GateEvents listener) {
        listeners.remove(listener);
    }

    @Override
    public void on(GateEvent event) {
        LOG.info(
                "{} {}: {}",
                event.kind(),
                event.deviceId() == null ? event.credentialId() : event.deviceId(),
                event.text());
        for (GateEvents listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed on {}", event.kind(), e);
            }
        }
    }
}

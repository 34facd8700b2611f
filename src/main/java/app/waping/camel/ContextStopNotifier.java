package app.waping.camel;

import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Hears that the context begins to stop, before any of its routes does. */
final class ContextStopNotifier extends SimpleEventNotifierSupport {
    private final Runnable action;

    ContextStopNotifier(Runnable action) {
        this.action = action;
        setIgnoreExchangeEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.CamelContextStoppingEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        action.run();
    }
}

package app.waping.camel;

import java.util.Collection;

import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.support.LifecycleStrategySupport;

/** Lets the producers of a route hear that it begins to stop: Camel tells the services of a route, not its producers. */
final class RouteStops extends LifecycleStrategySupport {
    private final WapingRuntime runtime;

    RouteStops(WapingRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        for (Route route : routes) {
            if (runtime.producersOf(route.getId()).findAny().isPresent()) {
                route.addService(new Stop(runtime, route.getId()));
            }
        }
    }

    /** A record, because a route that starts again adds an equal one, which Camel leaves out. */
    private record Stop(WapingRuntime runtime, String routeId) implements Service, ShutdownPrepared {
        @Override
        public void start() {
            // It has nothing to start.
        }

        @Override
        public void stop() {
            // The producers stop on their own.
        }

        @Override
        public void prepareShutdown(boolean suspendOnly, boolean forced) {
            if (!suspendOnly) {
                runtime.producersOf(routeId).forEach(producer -> producer.routeStops(forced));
            }
        }
    }
}

package app.waping.camel.policy;

import java.util.concurrent.ScheduledExecutorService;

import org.apache.camel.CamelContext;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;

/**
 * The pool on which redeliveries wait that no gate holds. Camel's own is shared by the whole context and refuses the
 * 1001st waiting exchange, past every clause; this one has no limit of its own. A thread pool profile of the user's
 * under the same id is used in its place. Thread-safe.
 */
final class RedeliveryPool {
    static final String PROFILE = "waping-redelivery";

    private static final int THREADS = 10;

    private final CamelContext context;
    private ScheduledExecutorService pool;

    RedeliveryPool(CamelContext context) {
        this.context = context;
    }

    /** Lets a route's redeliveries wait here, unless its own error handler names a pool. */
    void assign(RouteDefinition route) {
        ErrorHandlerFactory handler = route.isErrorHandlerFactorySet() ? route.getErrorHandlerFactory() : null;
        if (handler == null) {
            DefaultErrorHandlerDefinition ours = new DefaultErrorHandlerDefinition();
            use(ours);
            route.setErrorHandlerFactory(ours);
        } else if (handler instanceof DefaultErrorHandlerDefinition theirs
                && (isOurs(theirs)
                        || (theirs.getExecutorServiceRef() == null && theirs.getExecutorServiceBean() == null))) {
            use(theirs);
        }
    }

    private static boolean isOurs(DefaultErrorHandlerDefinition handler) {
        return PROFILE.equals(handler.getExecutorServiceRef());
    }

    private void use(DefaultErrorHandlerDefinition handler) {
        handler.setExecutorServiceBean(pool());
        // By this name the definition is known again when the context starts a second time and needs another pool.
        handler.setExecutorServiceRef(PROFILE);
    }

    /** The pool; made on the first call, and again after the context has shut it down. */
    synchronized ScheduledExecutorService pool() {
        if (pool == null || pool.isShutdown()) {
            ExecutorServiceManager manager = context.getExecutorServiceManager();
            if (manager.getThreadPoolProfile(PROFILE) == null) {
                ThreadPoolProfile profile = new ThreadPoolProfile(PROFILE);
                profile.setPoolSize(THREADS);
                profile.setMaxQueueSize(-1);
                manager.registerThreadPoolProfile(profile);
            }
            pool = manager.newScheduledThreadPool(this, "WapingRedelivery", PROFILE);
        }
        return pool;
    }
}

package app.waping.camel.policy;

import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.service.ServiceSupport;

/** A {@link ReplayGroup} for operators: how far it is, and its end. Thread-safe. */
@ManagedResource(description = "A group replay of dead letters")
public final class ReplayGroupView extends ServiceSupport {
    private final ReplayGroup group;

    ReplayGroupView(ReplayGroup group) {
        this.group = group;
    }

    /** The name of {@link ReplayGroup.State}; "State" is that of the service to Camel. */
    @ManagedAttribute(description = "READY, CANARY, RUNNING, STOPPED, CANCELLED or FINISHED")
    public String getProgress() {
        return group.getState().name();
    }

    /** Null before the first record. */
    @ManagedAttribute(description = "The route that replays")
    public String getReplayRoute() {
        return group.routeId();
    }

    /** See {@link ReplayGroup#getSent()}. */
    @ManagedAttribute(description = "Records that arrived")
    public int getSent() {
        return group.getSent();
    }

    /** See {@link ReplayGroup#getFailed()}. */
    @ManagedAttribute(description = "Records that failed again and are back in the dead letter")
    public int getFailed() {
        return group.getFailed();
    }

    /** See {@link ReplayGroup#getLeft()}. */
    @ManagedAttribute(description = "Records that were left where they are")
    public int getLeft() {
        return group.getLeft();
    }

    /** See {@link ReplayGroup#cancel()}. */
    @ManagedOperation(description = "Ends the run: what is on the wire arrives, what waits goes back, the rest stays")
    public void cancel() {
        group.cancel();
    }
}

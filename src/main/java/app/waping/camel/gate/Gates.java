package app.waping.camel.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** All gates of one component: one per credential and device, and one timer for all of them. Thread-safe. */
public final class Gates implements AutoCloseable {
    private final GateTimer timer;
    private final Executor callbacks;
    private final GateEvents events;
    private final GuardSettings settings;
    private final StatusQuery query;
    private final DoubleSupplier random;
    private final Map<String, Credential> credentials = new ConcurrentHashMap<>();
    private final Set<Object> stopped = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));
    private volatile boolean closed;

    /**
     * Gates with the default patience that never ask for a status.
     *
     * @param timer     real time, or a test's
     * @param callbacks runs the listeners of messages that waited; must not run them under a lock of the caller's
     */
    public Gates(GateTimer timer, Executor callbacks) {
        this(timer, callbacks, GateEvents.NONE, GuardSettings.DEFAULTS, StatusQuery.NONE);
    }

    /**
     * @param timer     real time, or a test's
     * @param callbacks runs the listeners of messages that waited; where it refuses, they run on the thread at hand
     * @param events    hears what happens
     * @param settings  the patience of the gates
     * @param query     asks for the status of a device
     */
    public Gates(GateTimer timer, Executor callbacks, GateEvents events, GuardSettings settings, StatusQuery query) {
        this(timer, callbacks, events, settings, query, () -> ThreadLocalRandom.current()
                .nextDouble());
    }

    Gates(
            GateTimer timer,
            Executor callbacks,
            GateEvents events,
            GuardSettings settings,
            StatusQuery query,
            DoubleSupplier random) {
        this.timer = Objects.requireNonNull(timer, "timer");
        this.callbacks = Objects.requireNonNull(callbacks, "callbacks");
        this.events = Objects.requireNonNull(events, "events");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.query = Objects.requireNonNull(query, "query");
        this.random = random;
    }

    /**
     * The gate of a device. The same arguments give the same gate.
     *
     * @param credentialId names the credential and the API it is for, without giving it away, such as a hash of both
     * @param deviceId     the device; an empty one for calls that concern none
     */
    public DeviceGate device(String credentialId, String deviceId) {
        Credential credential = credentials.get(credentialId);
        if (credential == null) {
            credential = credentials.computeIfAbsent(credentialId, this::newCredential);
        }
        return credential.device(deviceId);
    }

    /** The key behind a credential is another one now: if it was refused, the next message finds out at once. */
    public void keyChanged(String credentialId) {
        Credential credential = credentials.get(credentialId);
        if (credential != null) {
            credential.locked(actions -> {
                credential.guard.keyChanged(timer.nanos());
                credential.pumpAll(actions);
            });
        }
    }

    /**
     * A sender stops: what of it can go at once still goes, what waits or would have to is refused as INTERRUPTED.
     *
     * @param owner the sender, as in {@link Entry.Builder#owner}
     */
    public void stop(Object owner) {
        stopped.add(owner);
        interrupt(owner);
    }

    /** What waits of a sender now is refused as INTERRUPTED; what comes later may wait. */
    public void interrupt(Object owner) {
        for (Credential credential : credentials.values()) {
            credential.locked(actions -> credential.devices().forEach(device -> device.interrupt(owner, actions)));
        }
    }

    /** The sender is back: its messages may wait again. */
    public void start(Object owner) {
        stopped.remove(owner);
    }

    /** How all gates are now. */
    public List<GateSnapshot> snapshots() {
        List<GateSnapshot> snapshots = new ArrayList<>();
        for (DeviceGate gate : devices()) {
            snapshots.add(gate.snapshot());
        }
        return snapshots;
    }

    /** All gates there are. */
    public List<DeviceGate> devices() {
        List<DeviceGate> all = new ArrayList<>();
        credentials.values().forEach(credential -> all.addAll(credential.devices()));
        return all;
    }

    /** Refuses everything that waits as INTERRUPTED and leaves no timer behind. */
    @Override
    public void close() {
        closed = true;
        for (Credential credential : credentials.values()) {
            credential.locked(actions -> credential.devices().forEach(device -> device.close(actions)));
        }
    }

    private Credential newCredential(String id) {
        AccountLimit limit = new AccountLimit(() -> BackOff.ofThrottle(random));
        return new Credential(id, timer, callbacks, events, settings, query, limit, this::isStopped);
    }

    private boolean isStopped(Object owner) {
        return closed || owner != null && stopped.contains(owner);
    }
}

package app.waping.camel.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

import app.waping.camel.error.WapingErrorCategory;

/** What the devices of one account share: the lock, the guard of the credential, the limit where it is the account's. */
final class Credential {
    final String id;
    final GateTimer timer;
    final GuardSettings settings;
    final StatusQuery query;
    final CredentialGuard guard;
    final BadRequests badRequests;
    final AccountLimit limit;
    private final Executor callbacks;
    private final GateEvents events;
    private final Predicate<Object> stopped;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, DeviceGate> devices = new LinkedHashMap<>();
    /** The same, to be read without the lock. */
    private final Map<String, DeviceGate> known = new ConcurrentHashMap<>();

    private int turn;

    Credential(
            String id,
            GateTimer timer,
            Executor callbacks,
            GateEvents events,
            GuardSettings settings,
            StatusQuery query,
            AccountLimit limit,
            Predicate<Object> stopped) {
        this.id = id;
        this.timer = timer;
        this.callbacks = callbacks;
        this.events = events;
        this.settings = settings;
        this.query = query;
        this.limit = limit;
        this.stopped = stopped;
        this.guard = new CredentialGuard(settings);
        this.badRequests = new BadRequests(settings.badRequests());
    }

    /** Does something under the lock, then, without it, what was decided. */
    void locked(Waiter entering, Consumer<Actions> work) {
        Actions actions = new Actions(callbacks, entering);
        lock.lock();
        try {
            work.accept(actions);
        } finally {
            lock.unlock();
        }
        actions.perform();
    }

    void locked(Consumer<Actions> work) {
        locked(null, work);
    }

    DeviceGate device(String deviceId) {
        DeviceGate gate = known.get(deviceId);
        if (gate != null) {
            return gate;
        }
        lock.lock();
        try {
            gate = devices.computeIfAbsent(deviceId, device -> new DeviceGate(this, device));
            known.put(deviceId, gate);
            return gate;
        } finally {
            lock.unlock();
        }
    }

    Collection<DeviceGate> devices() {
        lock.lock();
        try {
            return List.copyOf(devices.values());
        } finally {
            lock.unlock();
        }
    }

    /** Something changed that concerns every device. To be called under the lock. */
    void pumpAll(Actions actions) {
        List<DeviceGate> all = new ArrayList<>(devices.values());
        turn = (turn + 1) % all.size();
        for (int i = 0; i < all.size(); i++) {
            all.get((i + turn) % all.size()).pump(actions);
        }
    }

    /** To be called under the lock. */
    void event(
            Actions actions,
            GateEvent.Kind kind,
            DeviceGate device,
            WapingErrorCategory category,
            Instant until,
            String text) {
        int waiting = 0;
        if (device != null) {
            waiting = device.waiting();
        } else {
            for (DeviceGate each : devices.values()) {
                waiting += each.waiting();
            }
        }
        String deviceId = device == null ? null : device.deviceId();
        GateEvent event = new GateEvent(kind, id, deviceId, timer.now(), category, until, waiting, text);
        actions.add(() -> events.on(event));
    }

    /** Whether messages of a sender may not wait any more. */
    boolean stopped(Object owner) {
        return stopped.test(owner);
    }

    Instant instant(long nanos) {
        return timer.now().plusNanos(nanos - timer.nanos());
    }
}

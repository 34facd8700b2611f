package app.waping.camel.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/**
 * Processes with a gate each, sending to one server over a network with latency, on virtual time. Deterministic for a
 * seed.
 */
final class Simulation {
    private static final long MILLI = 1_000_000L;

    final VirtualTimer timer = new VirtualTimer();
    final Random random;
    final SimulatedServer server;
    final List<Gates> processes = new ArrayList<>();
    final List<DeviceGate> gates = new ArrayList<>();
    private final GateSettings settings = new GateSettings(8, true, 1_000_000, Duration.ofSeconds(30));
    private final Map<String, Integer> lastTaken = new HashMap<>();
    private final long[] notBefore;
    private final List<Long> wastedAt = new ArrayList<>();
    private final boolean account;
    int entered;
    int accepted;
    int early;
    int inversions;
    int mostInFlight;
    int twice;
    long lastAcceptedAt;
    private long latency = 20 * MILLI;
    private long jitter = 5 * MILLI;

    Simulation(SimulatedServer server, int processes, long seed) {
        this(server, processes, 1, seed);
    }

    /** @param devices devices of one account per process, which share the server's limit */
    Simulation(SimulatedServer server, int processes, int devices, long seed) {
        this.server = server;
        this.random = new Random(seed);
        this.account = devices > 1;
        for (int i = 0; i < processes; i++) {
            Gates all = new Gates(
                    timer,
                    Runnable::run,
                    GateEvents.NONE,
                    GuardSettings.DEFAULTS,
                    StatusQuery.NONE,
                    new Random(seed + i + 1)::nextDouble);
            this.processes.add(all);
            for (int device = 0; device < devices; device++) {
                gates.add(all.device("account", "dev_" + device));
            }
        }
        notBefore = new long[gates.size()];
        Random lateness = new Random(seed);
        timer.lateBy(() -> (long) (lateness.nextDouble() * MILLI));
    }

    Simulation latency(long millis, long jitterMillis) {
        latency = millis * MILLI;
        jitter = jitterMillis * MILLI;
        return this;
    }

    private final class Message implements GateListener {
        final int gate;
        final int number;
        final String recipient;
        final Turn turn = new Turn();
        boolean done;

        Message(int gate, int number, String recipient) {
            this.gate = gate;
            this.number = number;
            this.recipient = recipient;
        }

        Entry.Builder entry() {
            return Entry.builder(settings).recipient(recipient).turn(turn);
        }

        @Override
        public void go(Permit permit) {
            if (timer.nanos() < notBefore[gate]) {
                early++;
            }
            mostInFlight = Math.max(mostInFlight, gates.get(gate).pace.inFlight());
            long there = (latency + (long) ((random.nextDouble() * 2 - 1) * jitter)) / 2;
            timer.schedule(there, () -> {
                long wait = server.take(timer.nanos());
                if (wait == 0) {
                    taken();
                } else {
                    wastedAt.add(timer.nanos());
                }
                timer.schedule(there, () -> back(permit, wait));
            });
        }

        private void taken() {
            if (done) {
                twice++;
            }
            done = true;
            accepted++;
            lastAcceptedAt = timer.nanos();
            Integer last = lastTaken.put(gate + recipient, number);
            if (last != null && last > number) {
                inversions++;
            }
        }

        private void back(Permit permit, long wait) {
            if (wait == 0) {
                permit.succeeded();
                turn.release();
                return;
            }
            notBefore[gate] = Math.max(notBefore[gate], timer.nanos() + wait);
            WapingException failure = throttled(wait);
            permit.failed(failure);
            gates.get(gate).enter(entry().retryOf(failure, Duration.ZERO).build(), this);
        }

        @Override
        public void refused(WapingException failure) {
            throw new AssertionError("refused: " + failure.getMessage());
        }
    }

    static WapingException throttled(long wait) {
        WapingError error = new WapingError(
                "RATE_LIMITED", 429, null, null, null, null, Duration.ofNanos(wait), "dev_0", null, null);
        return WapingException.of(WapingErrorCategory.RATE_LIMITED, error);
    }

    /** So many messages at this moment, spread over the gates and over recipients. */
    Simulation burst(int messages, int recipients) {
        for (int i = 0; i < messages; i++) {
            enter(recipients);
        }
        return this;
    }

    /** Messages arriving at random, so many per second on average, for that long. */
    Simulation live(double perSecond, Duration time, int recipients) {
        long end = timer.nanos() + time.toNanos();
        arrival(perSecond, end, recipients);
        return this;
    }

    private void arrival(double perSecond, long end, int recipients) {
        long next = (long) (-Math.log(1 - random.nextDouble()) / perSecond * SimulatedServer.SECOND);
        if (timer.nanos() + next >= end) {
            return;
        }
        timer.schedule(next, () -> {
            enter(recipients);
            arrival(perSecond, end, recipients);
        });
    }

    private void enter(int recipients) {
        int gate = entered % gates.size();
        Message message = new Message(gate, entered, "+" + (entered / gates.size()) % recipients);
        entered++;
        gates.get(gate).enter(message.entry().build(), message);
    }

    /** At that time the limit becomes so many times what it was. */
    Simulation changing(Duration at, double factor) {
        timer.schedule(at.toNanos(), () -> server.limit(factor));
        return this;
    }

    Simulation run() {
        while (accepted < entered || timer.nextAt() >= 0 && timer.nextAt() < Long.MAX_VALUE / 4) {
            if (!timer.step()) {
                break;
            }
        }
        return this;
    }

    Simulation runFor(Duration time) {
        timer.advance(time);
        return this;
    }

    int wasted() {
        return wastedAt.size();
    }

    /** Wasted calls in each stretch of three seconds. */
    List<Integer> wastedPerWindow() {
        List<Integer> windows = new ArrayList<>();
        for (long at : wastedAt) {
            int window = (int) (at / (3 * SimulatedServer.SECOND));
            while (windows.size() <= window) {
                windows.add(0);
            }
            windows.set(window, windows.get(window) + 1);
        }
        return windows;
    }

    double seconds() {
        return lastAcceptedAt / (double) SimulatedServer.SECOND;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "accepted %d of %d, wasted %d %s, %.2f s, early %d, inversions %d, in flight %d%s",
                accepted,
                entered,
                wasted(),
                wastedPerWindow(),
                seconds(),
                early,
                inversions,
                mostInFlight,
                account ? ", account" : "");
    }
}

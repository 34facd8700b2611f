package app.waping.camel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/** Drives gates at random and checks after each step what must never happen. Deterministic for a seed. */
final class RandomDrive {
    private static final int CAP = 4;
    private static final int MOST_IN_ALL = 400;
    private static final WapingErrorCategory[] CATEGORIES = {
        WapingErrorCategory.RATE_LIMITED, WapingErrorCategory.RATE_LIMITED, WapingErrorCategory.SERVER_ERROR,
        WapingErrorCategory.TRANSPORT, WapingErrorCategory.SESSION_DISCONNECTED, WapingErrorCategory.VALIDATION_ERROR,
        WapingErrorCategory.NOT_FOUND, WapingErrorCategory.UNAUTHORIZED, WapingErrorCategory.UNKNOWN
    };

    private final Random random;
    private final VirtualTimer timer = new VirtualTimer();
    private final Gates gates;
    private final List<DeviceGate> devices = new ArrayList<>();
    private final List<Object> owners = List.of("one", "two");
    private final List<Message> messages = new ArrayList<>();
    private final List<Message> inFlight = new ArrayList<>();
    private final Map<DeviceGate, Long> notBefore = new HashMap<>();
    private final GateSettings settings = new GateSettings(CAP, true, 100, Duration.ofSeconds(30));
    private DeviceStatus status = DeviceStatus.UNKNOWN;
    private int numbers;
    long entries;
    long sent;

    RandomDrive(long seed) {
        random = new Random(seed);
        Random lateness = new Random(seed);
        timer.lateBy(() -> lateness.nextInt(1_000_000));
        gates = new Gates(
                timer,
                Runnable::run,
                GateEvents.NONE,
                GuardSettings.DEFAULTS,
                this::query,
                new Random(seed)::nextDouble);
        devices.add(gates.device("account", "dev_1"));
        devices.add(gates.device("account", "dev_2"));
        devices.add(gates.device("other", "dev_3"));
    }

    private CompletionStage<DeviceStatus> query(String credential, String device) {
        return random.nextInt(10) == 0 ? new CompletableFuture<>() : CompletableFuture.completedFuture(status);
    }

    private String phone() {
        return "phone " + random.nextInt(3);
    }

    private enum Stage {
        WAITING,
        IN_FLIGHT,
        FAILED,
        DONE
    }

    private final class Message implements GateListener {
        final DeviceGate device = devices.get(random.nextInt(devices.size()));
        final String recipient = "+" + random.nextInt(6);
        final Turn turn = new Turn();
        final Object owner = owners.get(random.nextInt(owners.size()));
        final boolean drained = random.nextInt(8) == 0;
        final String link = drained && random.nextBoolean() ? phone() : null;
        final java.time.Instant expiresAt =
                random.nextInt(5) == 0 ? timer.now().plusMillis(random.nextInt(20_000) - 100) : null;
        int number = numbers++;
        Stage stage = Stage.DONE;
        boolean holds;
        /** Its own end is told last, after that of others which it set free. */
        boolean entering;

        WapingException failure;
        Permit permit;

        void enter() {
            entries++;
            stage = Stage.WAITING;
            Entry.Builder entry = Entry.builder(settings)
                    .recipient(recipient)
                    .turn(turn)
                    .owner(owner)
                    .drained(drained)
                    .link(link)
                    .expiresAt(expiresAt);
            if (failure != null) {
                entry.retryOf(failure, Duration.ofMillis(random.nextInt(3_000)));
                if (!holds) {
                    number = numbers++;
                }
            }
            entering = true;
            device.enter(entry.build(), this);
            entering = false;
        }

        @Override
        public void go(Permit leave) {
            assertThat(stage).as("told once").isEqualTo(Stage.WAITING);
            stage = Stage.IN_FLIGHT;
            permit = leave;
            sent++;
            assertThat(timer.nanos())
                    .as("not before Retry-After")
                    .isGreaterThanOrEqualTo(notBefore.getOrDefault(device, 0L));
            inFlight.add(this);
            assertThat(inFlight.stream().filter(other -> other.device == device))
                    .as("calls in flight")
                    .hasSizeLessThanOrEqualTo(CAP);
            for (Message other : messages) {
                if (other != this && other.device == device && other.recipient.equals(recipient)) {
                    assertThat(other.stage).as("one per recipient").isNotEqualTo(Stage.IN_FLIGHT);
                    boolean ahead =
                            other.number < number && !other.entering && (other.stage == Stage.WAITING || other.holds);
                    assertThat(ahead)
                            .as("order per recipient: %s before %s", this, other)
                            .isFalse();
                }
            }
        }

        @Override
        public void refused(WapingException refusal) {
            assertThat(stage).as("told once").isEqualTo(Stage.WAITING);
            failed(refusal);
        }

        void failed(WapingException refusal) {
            failure = refusal;
            stage = Stage.FAILED;
            if (!refusal.isRetryable()) {
                finish();
            }
        }

        @Override
        public String toString() {
            return number + " " + stage + (holds ? " holds" : "")
                    + (failure != null ? " " + failure.getCategory() : "");
        }

        void finish() {
            stage = Stage.DONE;
            holds = false;
            turn.release();
            messages.remove(this);
        }

        void succeed() {
            inFlight.remove(this);
            stage = Stage.DONE;
            holds = false;
            permit.succeeded();
            finish();
        }

        void fail(WapingException answer) {
            inFlight.remove(this);
            holds = answer.isRetryable();
            if (answer.getRetryAfter() != null && answer.getCategory().isRetryable()) {
                notBefore.merge(device, timer.nanos() + answer.getRetryAfter().toNanos(), Math::max);
            }
            stage = Stage.FAILED;
            permit.failed(answer);
            failed(answer);
        }
    }

    void step() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> {
                if (messages.size() < MOST_IN_ALL) {
                    Message message = new Message();
                    messages.add(message);
                    message.enter();
                }
            }
            case 6, 7, 8, 9, 10, 11, 12 -> answer();
            case 13, 14, 15 -> timer.advanceMillis(random.nextInt(random.nextInt(10) == 0 ? 20_000 : 300));
            case 16, 17, 18 -> comeBack();
            default -> intervene();
        }
    }

    private void answer() {
        if (inFlight.isEmpty()) {
            return;
        }
        Message message = inFlight.get(random.nextInt(inFlight.size()));
        int kind = random.nextInt(100);
        if (kind < 70) {
            message.succeed();
        } else if (kind < 72) {
            inFlight.remove(message);
            message.stage = Stage.DONE;
            message.holds = false;
            message.permit.unused();
            message.finish();
        } else {
            WapingErrorCategory category = CATEGORIES[random.nextInt(CATEGORIES.length)];
            if (category == WapingErrorCategory.UNAUTHORIZED && random.nextInt(10) > 0) {
                category = WapingErrorCategory.RATE_LIMITED;
            }
            boolean wait = category.isRetryable() && random.nextInt(3) > 0;
            WapingException plain = GateBench.failure(category);
            Duration longest = Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 60_000 : 3_000));
            message.fail(GateBench.failure(category, plain.getHttpResponseCode(), wait ? longest : null));
        }
    }

    private void comeBack() {
        List<Message> failed = messages.stream()
                .filter(message -> message.stage == Stage.FAILED)
                .toList();
        if (!failed.isEmpty()) {
            Message message = failed.get(random.nextInt(failed.size()));
            if (random.nextInt(4) == 0) {
                message.finish();
            } else {
                message.enter();
            }
        }
    }

    private void intervene() {
        DeviceGate device = devices.get(random.nextInt(devices.size()));
        switch (random.nextInt(12)) {
            case 0 -> gates.stop(owners.get(random.nextInt(2)));
            case 1, 2 -> owners.forEach(gates::start);
            case 3 -> device.pause();
            case 4 -> device.drain();
            case 5, 6 -> device.resume();
            case 7 -> device.release();
            case 8 -> device.reconnected();
            case 9 -> gates.keyChanged(random.nextBoolean() ? "account" : "other");
            case 10 -> status = new DeviceStatus(
                    DeviceStatus.State.values()[random.nextInt(5)], random.nextInt(3) == 0 ? phone() : null);
            default -> gates.snapshots();
        }
    }

    /** The server accepts, nobody holds anything back: everything must come to an end. */
    void settle() {
        status = DeviceStatus.UNKNOWN;
        devices.forEach(DeviceGate::resume);
        devices.forEach(DeviceGate::release);
        owners.forEach(gates::start);
        for (int round = 0; round < 20_000 && !messages.isEmpty(); round++) {
            List.copyOf(inFlight).forEach(Message::succeed);
            for (Message message : List.copyOf(messages)) {
                if (message.stage == Stage.FAILED) {
                    message.enter();
                }
            }
            timer.advanceMillis(1_000);
        }
        assertThat(messages.size())
                .as("those that wait for ever at %s", gates.snapshots())
                .isZero();
    }
}

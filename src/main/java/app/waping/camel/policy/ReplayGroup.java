package app.waping.camel.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import app.waping.camel.error.WapingInterruptedException;

/**
 * A step in front of {@code waping:replay} that replays many dead letters with care: only those of a code, a category, a
 * device or a time; one alone first, as a canary; the rest at a rate; and none after the canary has failed, or any has
 * failed with the cause that it had before. Each record goes out once in a run. What is not sent stays where it is: its
 * exchange fails with {@link ReplayLeft}, or is sent to {@link #setBack}.
 *
 * <p>The route that holds the step is stopped when the group stops, and when the store shows a record that was left for
 * the second time, which means that all have been seen. Starting the route again starts a new run. Thread-safe.
 */
public final class ReplayGroup extends AsyncProcessorSupport implements CamelContextAware {
    /** Where a run stands. */
    public enum State {
        /** Nothing was sent yet. */
        READY,
        /** The first record is on its way. */
        CANARY,
        /** The canary arrived; the rest follows. */
        RUNNING,
        /** A failure ended it. */
        STOPPED,
        /** Somebody ended it. */
        CANCELLED,
        /** All have been seen. */
        FINISHED
    }

    private static final String LEFT = "CamelWapingReplayLeft";
    private static final Logger LOG = LoggerFactory.getLogger(ReplayGroup.class);

    private final ReplayGroupSettings settings = new ReplayGroupSettings();
    private final Queue<CompletableFuture<Boolean>> behindCanary = new ArrayDeque<>();
    private final Set<CompletableFuture<Boolean>> scheduled = new HashSet<>();
    private final Set<String> sentOnce = new HashSet<>();
    private final Set<String> leftOnce = new HashSet<>();
    private final ReplayGroupView view = new ReplayGroupView(this);
    private CamelContext context;
    private ScheduledExecutorService timer;
    private ProducerTemplate setsBack;
    private int run;
    private ReplaySelection selection;
    private State state = State.READY;
    private String routeId;
    private Instant nextSlot = Instant.EPOCH;
    private int pending;
    private int sent;
    private int failed;
    private int left;

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        DeadLetterRecord dead = read(exchange);
        CompletableFuture<Boolean> leave = ask(exchange, dead);
        if (exchange.isTransacted() || leave.isDone()) {
            // A transaction belongs to its thread: it waits here.
            end(exchange, leave.join());
            callback.done(true);
            return true;
        }
        leave.thenAccept(goes -> {
            end(exchange, goes);
            callback.done(false);
        });
        return false;
    }

    private DeadLetterRecord read(Exchange exchange) {
        try {
            return DeadLetterRecorder.reader(context).read(exchange.getIn().getBody(byte[].class));
        } catch (DeadLetterRecordException e) {
            return null;
        }
    }

    /** Completes with true where the record may be sent, with false where it stays. */
    private synchronized CompletableFuture<Boolean> ask(Exchange exchange, DeadLetterRecord dead) {
        routeId = ExchangeHelper.getRouteId(exchange);
        if (state == State.READY) {
            selection = settings.selection();
        }
        if (isOver() || dead == null || !selection.matches(dead) || !sentOnce.add(identity(dead))) {
            leave(dead == null ? exchange.getExchangeId() : identity(dead));
            return CompletableFuture.completedFuture(false);
        }
        exchange.getExchangeExtension().addOnCompletion(new Outcome(this, run, dead.failure()));
        pending++;
        if (state == State.READY) {
            state = State.CANARY;
            return CompletableFuture.completedFuture(true);
        }
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        if (state == State.CANARY) {
            behindCanary.add(turn);
        } else {
            schedule(turn);
        }
        return turn;
    }

    private static String identity(DeadLetterRecord dead) {
        return dead.call().sealedKey() + ' ' + dead.call().payload().sealedHash();
    }

    private void leave(String identity) {
        if (leftOnce.add(identity)) {
            left++;
        } else if (pending == 0 && !isOver()) {
            stop(State.FINISHED, "all records have been seen");
        }
    }

    private void schedule(CompletableFuture<Boolean> turn) {
        Instant now = Instant.now();
        nextSlot = nextSlot.isAfter(now) ? nextSlot : now;
        Duration wait = Duration.between(now, nextSlot);
        nextSlot = nextSlot.plus(settings.interval());
        scheduled.add(turn);
        timer.schedule(() -> turn.complete(mayStillGo(turn)), wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized boolean mayStillGo(CompletableFuture<Boolean> turn) {
        scheduled.remove(turn);
        if (isOver()) {
            left++;
            return false;
        }
        return true;
    }

    private void end(Exchange exchange, boolean goes) {
        if (goes) {
            return;
        }
        if (settings.back() == null) {
            exchange.setException(new ReplayLeft(getState()));
        } else {
            exchange.setProperty(LEFT, true);
            try {
                setsBack.send(settings.back(), exchange);
            } catch (RuntimeException e) {
                exchange.setException(e);
            }
            exchange.setRouteStop(true);
        }
    }

    private synchronized void done(int ofRun, DeadLetterRecord.Failure before, Throwable failure, boolean wasLeft) {
        if (ofRun != run) {
            return;
        }
        pending--;
        if (wasLeft || failure instanceof ReplayLeft) {
            return;
        }
        if (failure == null) {
            sent++;
            if (state == State.CANARY) {
                state = State.RUNNING;
                behindCanary.forEach(this::schedule);
                behindCanary.clear();
            }
            return;
        }
        if (failure instanceof WapingInterruptedException) {
            // The route stops: nothing was sent, and the record is back in the dead letter.
            left++;
            if (!isOver()) {
                end(State.CANCELLED, "its route stops");
            }
            return;
        }
        failed++;
        if (state == State.CANARY) {
            stop(State.STOPPED, "the canary failed");
        } else if (state == State.RUNNING && ReplayLeft.sameCause(before, failure)) {
            stop(State.STOPPED, "a record failed with the cause that it had before");
        }
    }

    private void stop(State end, String why) {
        end(end, why);
        if (routeId != null) {
            stopRoute(routeId);
        }
    }

    private void end(State end, String why) {
        state = end;
        LOG.info("Group replay in route {} is {}: {}; {}", routeId, end, why, this);
        behindCanary.forEach(turn -> {
            left++;
            timer.execute(() -> turn.complete(false));
        });
        behindCanary.clear();
    }

    private void stopRoute(String route) {
        // On a thread of its own: the route waits for its exchanges, of which one may be on this thread.
        new Thread(
                        () -> {
                            try {
                                context.getRouteController().stopRoute(route);
                            } catch (Exception e) {
                                LOG.warn("Route {} could not be stopped after its group replay", route, e);
                            }
                        },
                        "WapingReplayGroupStop")
                .start();
    }

    /**
     * Ends the run: what is on the wire arrives, what still waits at the gate goes back to the dead letter unsent, the
     * rest stays where it is.
     */
    public synchronized void cancel() {
        if (!isOver()) {
            stop(State.CANCELLED, "cancelled");
        }
    }

    private boolean isOver() {
        return state.compareTo(State.RUNNING) > 0;
    }

    @Override
    protected synchronized void doStart() throws Exception {
        context.addService(view);
        // Not one of Camel's: these refuse what is more than a thousand.
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "Camel (" + context.getName() + ") WapingReplayGroup");
            thread.setDaemon(true);
            return thread;
        });
        setsBack = context.createProducerTemplate();
        run++;
        state = State.READY;
        sentOnce.clear();
        leftOnce.clear();
        pending = 0;
        sent = 0;
        failed = 0;
        left = 0;
    }

    @Override
    protected void doStop() throws Exception {
        context.removeService(view);
        timer.shutdownNow();
        List<CompletableFuture<Boolean>> turns = new ArrayList<>();
        synchronized (this) {
            turns.addAll(behindCanary);
            turns.addAll(scheduled);
            behindCanary.clear();
            scheduled.clear();
            left += turns.size();
        }
        turns.forEach(turn -> turn.complete(false));
        setsBack.stop();
    }

    synchronized String routeId() {
        return routeId;
    }

    public synchronized State getState() {
        return state;
    }

    /** How many arrived. */
    public synchronized int getSent() {
        return sent;
    }

    /** How many failed again; they are back in the dead letter, with their history. */
    public synchronized int getFailed() {
        return failed;
    }

    /** How many were left where they are. */
    public synchronized int getLeft() {
        return left;
    }

    /** Only records of this code. */
    public void setCode(String code) {
        settings.setCode(code);
    }

    /** Only records of this category. */
    public void setCategory(String category) {
        settings.setCategory(category);
    }

    /** Only records of this device. */
    public void setDeviceId(String deviceId) {
        settings.setDeviceId(deviceId);
    }

    /** Only records that failed last at this time or later; ISO-8601, such as 2026-03-01T10:00:00Z. */
    public void setFrom(String from) {
        settings.setFrom(from);
    }

    /** Only records that failed last before this time; ISO-8601. */
    public void setUntil(String until) {
        settings.setUntil(until);
    }

    /** How many are sent per second after the canary; 5 by default. */
    public void setPerSecond(double perSecond) {
        settings.setPerSecond(perSecond);
    }

    /** Where records go that are not sent, for stores that cannot leave them in place: usually the store itself. */
    public void setBack(String uri) {
        settings.setBack(uri);
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public synchronized String toString() {
        return "ReplayGroup[" + state + ", sent " + sent + ", failed " + failed + ", left " + left + "]";
    }

    private static final class Outcome extends SynchronizationAdapter {
        private final ReplayGroup group;
        private final int run;
        private final DeadLetterRecord.Failure before;

        Outcome(ReplayGroup group, int run, DeadLetterRecord.Failure before) {
            this.group = group;
            this.run = run;
            this.before = before;
        }

        @Override
        public void onDone(Exchange exchange) {
            // A failure that the error rules handed on is no exception of the exchange any more.
            Throwable failure = exchange.getException() != null
                    ? exchange.getException()
                    : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            group.done(run, before, failure, exchange.getProperty(LEFT, false, Boolean.class));
        }
    }
}

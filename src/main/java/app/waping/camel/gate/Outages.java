package app.waping.camel.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/**
 * The memory of outages, so that operators hear once of each: when it begins, at growing intervals while it makes
 * messages fail, and when it is over. What is told while a message fails or succeeds is returned; what the passing of
 * time brings goes to a listener, on the timer's thread. Thread-safe.
 */
public final class Outages implements AutoCloseable {
    /** More causes than this share one outage per category. */
    static final int MOST_CAUSES = 1000;

    private final GateTimer timer;
    private final OutageSettings settings;
    private final Consumer<OutageNews> later;
    private final Map<OutageCause, Open> open = new LinkedHashMap<>();
    private volatile boolean none = true;

    /**
     * @param timer    real time, or a test's
     * @param settings when to tell
     * @param later    hears what the passing of time brings; must not block
     */
    public Outages(GateTimer timer, OutageSettings settings, Consumer<OutageNews> later) {
        this.timer = Objects.requireNonNull(timer, "timer");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.later = Objects.requireNonNull(later, "later");
    }

    private final class Open {
        final OutageCause cause;
        final Instant since = timer.now();
        final long openedAt = timer.nanos();
        long failedAt = openedAt;
        long succeededAt = -1;
        long failures;
        WapingException last;
        boolean told;
        long reminder = settings.firstReminder().toNanos();
        long remindAt = openedAt + reminder;
        Runnable cancel = () -> {};

        Open(OutageCause cause) {
            this.cause = cause;
        }

        OutageNews news(OutageNews.State state) {
            return new OutageNews(state, cause, since, timer.now(), failures, last);
        }

        /** When to look whether it is told of, or over, by the passing of time. */
        long lookAt() {
            if (!told) {
                return openedAt + settings.flap().toNanos();
            }
            if (cause.endsAtOnce()) {
                return Waiter.NEVER;
            }
            if (cause.endsBySuccess()) {
                return succeededAt > failedAt ? failedAt + settings.settle().toNanos() : Waiter.NEVER;
            }
            return failedAt + settings.quiet().toNanos();
        }
    }

    /** A message failed, for good or for now. @return what operators are to be told, if anything */
    public synchronized Optional<OutageNews> failed(OutageCause cause, WapingException failure) {
        Open outage = open.get(cause);
        if (outage == null && open.size() >= MOST_CAUSES) {
            outage = open.get(common(cause));
        }
        boolean first = outage == null;
        if (first) {
            outage = new Open(open.size() >= MOST_CAUSES ? common(cause) : cause);
            open.put(outage.cause, outage);
            none = false;
        }
        long now = timer.nanos();
        outage.failures++;
        outage.last = failure;
        outage.failedAt = now;
        if (first) {
            outage.told = !mayFlap(cause);
            watch(outage);
            return outage.told ? Optional.of(outage.news(OutageNews.State.RAISED)) : Optional.empty();
        }
        if (!outage.told || now < outage.remindAt) {
            return Optional.empty();
        }
        outage.reminder = Math.min(settings.longest().toNanos(), outage.reminder * 2);
        outage.remindAt = now + outage.reminder;
        return Optional.of(outage.news(OutageNews.State.ONGOING));
    }

    /** Something went through again. @return what operators are to be told */
    public List<OutageNews> succeeded(OutageCause.Scope scope, String id) {
        return none ? List.of() : end(scope, id);
    }

    private synchronized List<OutageNews> end(OutageCause.Scope scope, String id) {
        List<OutageNews> news = new ArrayList<>(1);
        for (Open outage : List.copyOf(open.values())) {
            if (outage.cause.scope() != scope || !outage.cause.id().equals(id)) {
                continue;
            }
            if (outage.cause.endsAtOnce()) {
                close(outage);
                if (outage.told) {
                    news.add(outage.news(OutageNews.State.RESOLVED));
                }
            } else if (outage.succeededAt <= outage.failedAt) {
                outage.succeededAt = Math.max(timer.nanos(), outage.failedAt + 1);
                watch(outage);
            }
        }
        return news;
    }

    /** The outages that operators know of and that are not over. */
    public synchronized List<OutageNews> open() {
        return open.values().stream()
                .filter(outage -> outage.told)
                .map(outage -> outage.news(OutageNews.State.ONGOING))
                .toList();
    }

    /** Forgets everything; tells nothing more. */
    @Override
    public synchronized void close() {
        List.copyOf(open.values()).forEach(this::close);
    }

    private void close(Open outage) {
        outage.cancel.run();
        open.remove(outage.cause);
        none = open.isEmpty();
    }

    private boolean mayFlap(OutageCause cause) {
        return cause.category() == WapingErrorCategory.SESSION_DISCONNECTED
                && !settings.flap().isZero();
    }

    private static OutageCause common(OutageCause cause) {
        return new OutageCause(OutageCause.Scope.POLICY, "*", cause.category(), null);
    }

    private void watch(Open outage) {
        outage.cancel.run();
        long at = outage.lookAt();
        outage.cancel = at == Waiter.NEVER
                ? () -> {}
                : timer.schedule(
                        Math.max(0, at - timer.nanos()), () -> look(outage).ifPresent(later));
    }

    private synchronized Optional<OutageNews> look(Open outage) {
        if (open.get(outage.cause) != outage) {
            return Optional.empty();
        }
        if (!outage.told) {
            outage.told = true;
            watch(outage);
            return Optional.of(outage.news(OutageNews.State.RAISED));
        }
        if (outage.lookAt() > timer.nanos()) {
            // A message failed in the meantime.
            watch(outage);
            return Optional.empty();
        }
        close(outage);
        return Optional.of(outage.news(OutageNews.State.RESOLVED));
    }
}

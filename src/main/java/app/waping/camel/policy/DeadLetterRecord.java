package app.waping.camel.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import app.waping.camel.SentAttempt;

/**
 * A message that could not be delivered, or not yet: what was to be sent, why it was not, since when, how often it was
 * tried, what to do, and everything needed to send it again as the same message. Immutable.
 *
 * <p>{@link DeadLetterRecordWriter} and {@link DeadLetterRecordReader} turn it into one JSON document and back. It holds
 * a phone number and a text: keep it as safe as the messages themselves. Its {@link #toString()} shows neither.
 *
 * @param call         what was to be sent
 * @param failure      why it was not sent, as of the last failure
 * @param attempts     how many requests went out for it
 * @param attemptLog   the latest of those requests, oldest first
 * @param firstAt      when it failed first
 * @param lastAt       when it failed last
 * @param notBefore    when it may be tried again; null where nothing speaks for a later time
 * @param trail        what was decided on the way, a short line per decision
 * @param origin       where it came from
 * @param history      what happened to the record itself: earlier failures, replays, edits; oldest first
 */
public record DeadLetterRecord(
        DeadLetterRecordCall call,
        Failure failure,
        int attempts,
        List<SentAttempt> attemptLog,
        Instant firstAt,
        Instant lastAt,
        Instant notBefore,
        List<String> trail,
        Origin origin,
        List<Event> history) {

    /** The version of the document that this release writes, and the highest that it reads. */
    public static final int VERSION = 1;

    /** The most entries kept of {@link #attemptLog()}, {@link #history()} each; the first and the latest stay. */
    public static final int MAX_ENTRIES = 20;

    /** The most lines kept of {@link #trail()}; the first and the latest stay. */
    public static final int MAX_TRAIL = 100;

    public DeadLetterRecord {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(failure, "failure");
        origin = origin == null ? Origin.UNKNOWN : origin;
        attemptLog = bounded(attemptLog, MAX_ENTRIES);
        trail = bounded(trail, MAX_TRAIL);
        history = bounded(history, MAX_ENTRIES);
    }

    /**
     * Why the message was not sent.
     *
     * @param category     the name of the error category
     * @param code         the API's code, verbatim; null where there was none
     * @param status       the HTTP status; 0 without an answer
     * @param reason       the safe text of the exception
     * @param apiMessage   the API's message with secrets masked
     * @param answerBody   the body of the answer with secrets masked, bounded
     * @param requestId    the API's id of the last request
     * @param retryAfterMs how long the API asked to wait, in milliseconds; null without a hint
     * @param retryable    whether the same call may succeed without anybody's doing
     * @param remedy       what to do, in one sentence
     */
    public record Failure(
            String category,
            String code,
            int status,
            String reason,
            String apiMessage,
            String answerBody,
            String requestId,
            Long retryAfterMs,
            boolean retryable,
            String remedy) {
        public Failure {
            Objects.requireNonNull(category, "category");
        }

        /** Never texts of the API: only what is safe anywhere. */
        @Override
        public String toString() {
            return category + "(" + status + ")";
        }
    }

    /**
     * Where the message came from. Nothing in it names a host.
     *
     * @param routeId  the route in which it failed
     * @param endpoint the URI of the endpoint, without secrets
     * @param context  the name of the Camel context
     * @param source   the position in the source, such as {@code kafka:orders-2@1042} or {@code jms:ID:...}; null where
     *                 the source tells none
     */
    public record Origin(String routeId, String endpoint, String context, String source) {
        static final Origin UNKNOWN = new Origin(null, null, null, null);
    }

    /**
     * What happened to the record.
     *
     * @param at             when
     * @param what           {@code failed}, {@code replayed}, {@code refused} or {@code new-key}
     * @param category       the category of the failure that ended the step; null for {@code new-key}
     * @param code           its code
     * @param idempotencyKey the key that was valid then
     * @param note           one line of explanation, free of secrets
     */
    public record Event(Instant at, String what, String category, String code, String idempotencyKey, String note) {}

    /** The same record, with one more entry in its history. */
    public DeadLetterRecord withEvent(Event event) {
        List<Event> longer = new ArrayList<>(history);
        longer.add(event);
        return new DeadLetterRecord(
                call, failure, attempts, attemptLog, firstAt, lastAt, notBefore, trail, origin, longer);
    }

    /** The same record about another call: an edited one, or one under another key. */
    public DeadLetterRecord withCall(DeadLetterRecordCall other) {
        return new DeadLetterRecord(
                other, failure, attempts, attemptLog, firstAt, lastAt, notBefore, trail, origin, history);
    }

    /** The same record that is due at another time. */
    public DeadLetterRecord withNotBefore(Instant time) {
        return new DeadLetterRecord(call, failure, attempts, attemptLog, firstAt, lastAt, time, trail, origin, history);
    }

    /**
     * The record after a further failure of the same message: the new reason, the first origin, the attempts of both, and
     * the earlier reason in the history.
     *
     * @param later the failure as recorded on its own
     * @param what  {@code replayed} where requests went out or were tried, {@code refused} where it was turned away here
     */
    public DeadLetterRecord failedAgain(DeadLetterRecord later, String what) {
        List<SentAttempt> allAttempts = new ArrayList<>(attemptLog);
        allAttempts.addAll(later.attemptLog);
        List<String> allTrail = new ArrayList<>(trail);
        allTrail.addAll(later.trail);
        List<Event> longer = new ArrayList<>(history);
        if (longer.isEmpty()) {
            longer.add(new Event(
                    lastAt, "failed", failure.category(), failure.code(), call.idempotencyKey(), failure.reason()));
        }
        Failure now = later.failure;
        longer.add(
                new Event(later.lastAt, what, now.category(), now.code(), later.call.idempotencyKey(), now.reason()));
        return new DeadLetterRecord(
                later.call,
                now,
                attempts + later.attempts,
                allAttempts,
                firstAt,
                later.lastAt,
                later.notBefore,
                allTrail,
                origin,
                longer);
    }

    private static <T> List<T> bounded(List<T> entries, int max) {
        if (entries == null) {
            return List.of();
        }
        if (entries.size() <= max) {
            return List.copyOf(entries);
        }
        List<T> kept = new ArrayList<>(max);
        kept.add(entries.get(0));
        kept.addAll(entries.subList(entries.size() - max + 1, entries.size()));
        return List.copyOf(kept);
    }

    /** Never the recipient or the payload. */
    @Override
    public String toString() {
        return "DeadLetterRecord[" + failure + ", attempts=" + attempts + ", lastAt=" + lastAt + "]";
    }
}

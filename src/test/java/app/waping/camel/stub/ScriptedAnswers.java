package app.waping.camel.stub;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The answers scripted for one kind of request: first those queued by {@link #then}, each once and in that order, then
 * now and then the one of {@link #sometimes}, else the one of {@link #always}; where nothing is left, the next script
 * that matches has its turn, and at last the stub's own rules. Safe for use by many threads.
 */
public final class ScriptedAnswers {
    private final Predicate<StubRequest> matcher;
    private final Random random;
    private final Queue<Function<StubRequest, StubAnswer>> queue = new ArrayDeque<>();
    private Function<StubRequest, StubAnswer> always;
    private StubAnswer sometimes;
    private double probability;

    ScriptedAnswers(Predicate<StubRequest> matcher, Random random) {
        this.matcher = matcher;
        this.random = random;
    }

    /** Queues an answer for one request. */
    public ScriptedAnswers then(StubAnswer answer) {
        return then(1, answer);
    }

    /** Queues an answer for the next {@code times} requests. */
    public synchronized ScriptedAnswers then(int times, StubAnswer answer) {
        for (int i = 0; i < times; i++) {
            queue.add(request -> answer);
        }
        return this;
    }

    /** Queues an answer for one request that is made when the request has come; null leaves it to the rules. */
    public synchronized ScriptedAnswers then(Function<StubRequest, StubAnswer> answer) {
        queue.add(answer);
        return this;
    }

    /** Answers so whenever the queue is empty. */
    public ScriptedAnswers always(StubAnswer answer) {
        return always(request -> answer);
    }

    /** Answers so whenever the queue is empty; null leaves the request to the rules. */
    public synchronized ScriptedAnswers always(Function<StubRequest, StubAnswer> answer) {
        always = answer;
        return this;
    }

    /** Answers so with that probability, from 0 to 1, by the stub's seeded random source. */
    public synchronized ScriptedAnswers sometimes(double chance, StubAnswer answer) {
        probability = chance;
        sometimes = answer;
        return this;
    }

    /** How many queued answers have not been used yet. */
    public synchronized int left() {
        return queue.size();
    }

    StubAnswer answer(StubRequest request) {
        if (!matcher.test(request)) {
            return null;
        }
        Function<StubRequest, StubAnswer> next;
        synchronized (this) {
            next = queue.poll();
            if (next == null && sometimes != null && random.nextDouble() < probability) {
                return sometimes;
            }
            next = next == null ? always : next;
        }
        return next == null ? null : next.apply(request);
    }
}

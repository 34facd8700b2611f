package app.waping.camel.policy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/** A step that fails as it is told, in turn, and then lets pass; it notes when it was called. */
final class Failing implements Processor {
    private final Deque<Exception> script = new ArrayDeque<>();
    private final List<Long> calls = new ArrayList<>();
    private Exception always;

    Failing with(Exception... failures) {
        script.addAll(List.of(failures));
        return this;
    }

    Failing always(Exception failure) {
        always = failure;
        return this;
    }

    @Override
    public synchronized void process(Exchange exchange) throws Exception {
        calls.add(System.nanoTime());
        Exception next = script.isEmpty() ? always : script.poll();
        if (next != null) {
            throw next;
        }
    }

    synchronized int calls() {
        return calls.size();
    }

    /** Milliseconds between two calls. */
    synchronized long gap(int first, int second) {
        return (calls.get(second) - calls.get(first)) / 1_000_000;
    }

    static WapingException failure(WapingErrorCategory category) {
        return failure(category, category.toString(), null);
    }

    static WapingException failure(WapingErrorCategory category, String code, Duration retryAfter) {
        int status =
                switch (category) {
                    case RATE_LIMITED -> 429;
                    case UNAUTHORIZED -> 401;
                    case SERVER_ERROR -> 503;
                    case TRANSPORT -> 0;
                    default -> 400;
                };
        return WapingException.of(
                category,
                new WapingError(
                        code,
                        status,
                        "no can do",
                        "{\"to\":\"+15551234567\"}",
                        "{\"to\":\"+1********67\"}",
                        "req_1",
                        retryAfter,
                        "dev_1",
                        "key-1",
                        null));
    }
}

package app.waping.camel.stub;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** Which messages were accepted, by idempotency key. The oldest keys are forgotten beyond a bound. */
final class Ledger {
    private final int keysKept;
    private final Map<String, Sent> byKey = new LinkedHashMap<>();
    private long accepted;

    Ledger(int keysKept) {
        this.keysKept = keysKept;
    }

    /** What became of a message. */
    enum Outcome {
        NEW,
        REPEATED,
        CONFLICT
    }

    /** The outcome, and the answer that the message got when it was new. */
    record Receipt(Outcome outcome, StubAnswer answer) {}

    /** What is known of that key; null where nothing is, or the request has no key. */
    synchronized Receipt look(String account, StubRequest request) {
        String key = request.idempotencyKey();
        Sent sent = key == null ? null : byKey.get(account + ' ' + key);
        if (sent == null) {
            return null;
        }
        return Arrays.equals(sent.body(), request.body())
                ? new Receipt(Outcome.REPEATED, sent.answer())
                : new Receipt(Outcome.CONFLICT, null);
    }

    /** Accepts the message, unless its key is known by now. */
    synchronized Receipt accept(String account, StubRequest request, LongFunction<StubAnswer> answer) {
        Receipt known = look(account, request);
        if (known != null) {
            return known;
        }
        StubAnswer first = answer.apply(++accepted);
        if (request.idempotencyKey() != null) {
            byKey.put(account + ' ' + request.idempotencyKey(), new Sent(request.body(), first));
            if (byKey.size() > keysKept) {
                Iterator<String> oldest = byKey.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        return new Receipt(Outcome.NEW, first);
    }

    synchronized void reset() {
        byKey.clear();
    }

    private record Sent(byte[] body, StubAnswer answer) {}
}

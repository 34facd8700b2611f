package app.waping.camel.policy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import app.waping.camel.error.SafeText;

/**
 * Writes the body of what is handed on: the dead-letter record, or the original body where the rules say so. Beside a
 * record stand a few headers that brokers carry, unlike Camel's own: selectors, groups and delays can use them.
 * Thread-safe.
 */
final class EnvelopeBody implements RecordBody {
    /** The API's code; missing where there is none. */
    static final String CODE = "WapingCode";

    static final String CATEGORY = "WapingCategory";
    static final String DEVICE_ID = "WapingDeviceId";

    /** When it may be tried again, in milliseconds since 1970; 0 for at once. */
    static final String NOT_BEFORE = "WapingNotBefore";

    private static final int MAX_HEADER = 128;

    private final DeadLetterRecorder recorder;
    private final Supplier<Rules> rules;
    private final DueTimes dueTimes = new DueTimes(InstantSource.system());

    EnvelopeBody(CamelContext context, Supplier<Rules> rules) {
        this.recorder = new DeadLetterRecorder(context);
        this.rules = rules;
    }

    @Override
    public void write(Exchange exchange, Decision decision) {
        // What was a record when it came stays one: the original body is in it.
        if (rules.get().recordForm() == RecordForm.ORIGINAL && !DeadLetterRecorder.replays(exchange)) {
            return;
        }
        Instant notBefore = dueTimes.next(decision.failure().getDeviceId(), decision.until());
        String document = recorder.document(exchange, decision.failure(), notBefore);
        Message message = exchange.getMessage();
        if (document != null) {
            message.setBody(document);
        }
        set(message, CATEGORY, decision.failure().getCategory().name());
        set(message, CODE, decision.failure().getCode());
        set(message, DEVICE_ID, decision.failure().getDeviceId());
        message.setHeader(NOT_BEFORE, notBefore == null ? 0L : notBefore.toEpochMilli());
    }

    private static void set(Message message, String name, String value) {
        if (value == null) {
            message.removeHeader(name);
        } else {
            message.setHeader(name, SafeText.oneLine(value, MAX_HEADER));
        }
    }
}

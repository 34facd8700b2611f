package app.waping.camel.jmh;

import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The messages of one thread: one text, to recipients that no other thread writes to. */
@State(Scope.Thread)
public class Message {
    static final String TEXT = "Your order #12345 is confirmed and arrives on Friday.";

    private static final int RECIPIENTS = 1000;
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final String[] recipients = new String[RECIPIENTS];
    private int next;

    /** Makes up the recipients. */
    @Setup
    public void recipients() {
        int first = 5_550_000 + THREADS.incrementAndGet() * RECIPIENTS;
        for (int i = 0; i < RECIPIENTS; i++) {
            recipients[i] = "+1555" + (first + i);
        }
    }

    String nextRecipient() {
        next = next + 1 == RECIPIENTS ? 0 : next + 1;
        return recipients[next];
    }
}

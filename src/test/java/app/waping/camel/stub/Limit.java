package app.waping.camel.stub;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How many messages the stub takes. What is beyond it gets 429 with a {@code Retry-After}; a refused message does not
 * use up the limit. Counts per device and tells whole seconds unless changed. Immutable: each method gives a copy.
 */
public final class Limit {
    private final Supplier<Meter> meter;
    private final boolean perAccount;
    private final RetryAfterForm form;

    private Limit(Supplier<Meter> meter, boolean perAccount, RetryAfterForm form) {
        this.meter = meter;
        this.perAccount = perAccount;
        this.form = form;
    }

    /** At most {@code max} in each window; windows follow each other without a gap from the first message on. */
    public static Limit fixedWindow(int max, Duration window) {
        return new Limit(() -> new FixedWindow(max, window.toNanos()), false, RetryAfterForm.SECONDS);
    }

    /** At most {@code max} in any stretch of time as long as the window. */
    public static Limit slidingWindow(int max, Duration window) {
        return new Limit(() -> new SlidingWindow(max, window.toNanos()), false, RetryAfterForm.SECONDS);
    }

    /** A bucket that holds {@code burst} messages, full at first, and fills by {@code perSecond}. */
    public static Limit tokenBucket(double perSecond, int burst) {
        return new Limit(() -> new TokenBucket(perSecond, burst), false, RetryAfterForm.SECONDS);
    }

    /** No limit. */
    public static Limit none() {
        return new Limit(() -> now -> 0, false, RetryAfterForm.NONE);
    }

    /** Counts all devices of an API key together. */
    public Limit perAccount() {
        return new Limit(meter, true, form);
    }

    /** Counts each device by itself. */
    public Limit perDevice() {
        return new Limit(meter, false, form);
    }

    /** Tells the wait in that form. */
    public Limit telling(RetryAfterForm retryAfter) {
        return new Limit(meter, perAccount, retryAfter);
    }

    Meter newMeter() {
        return meter.get();
    }

    boolean isPerAccount() {
        return perAccount;
    }

    RetryAfterForm form() {
        return form;
    }
}

package app.waping.camel.stub;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import javax.net.ssl.SSLContext;

/** The choices that hold for the life of a {@link WapingStub}. */
public final class WapingStubBuilder {
    int port;
    String apiKey = WapingStub.API_KEY;
    final List<String> devices = new ArrayList<>();
    Limit limit = Limit.none();
    Clock clock = Clock.systemUTC();
    SSLContext tls;
    long seed = 1;
    int journalEntries = Integer.MAX_VALUE;
    int idempotencyKeys = 100_000;
    Duration inFlightGrace = Duration.ofMillis(50);
    Function<StubRequest, String> businessId =
            request -> request.to() + ' ' + Objects.requireNonNullElseGet(request.text(), () -> bodyOf(request));

    WapingStubBuilder() {}

    /** The port to listen on; 0, the default, takes a free one. */
    public WapingStubBuilder port(int number) {
        port = number;
        return this;
    }

    /** The valid API key; {@link WapingStub#API_KEY} unless set. */
    public WapingStubBuilder apiKey(String key) {
        apiKey = key;
        return this;
    }

    /** Adds connected devices; {@link WapingStub#DEVICE} alone unless set. */
    public WapingStubBuilder devices(String... deviceIds) {
        devices.addAll(List.of(deviceIds));
        return this;
    }

    /** The limit at start and after each reset; none unless set. */
    public WapingStubBuilder limit(Limit start) {
        limit = start;
        return this;
    }

    /**
     * The clock that limits, dates and the journal go by; the system's unless set. Delays are always in real time.
     *
     * @see ManualClock
     */
    public WapingStubBuilder clock(Clock source) {
        clock = source;
        return this;
    }

    /** Serves HTTPS with the server certificate of that context. */
    public WapingStubBuilder tls(SSLContext context) {
        tls = context;
        return this;
    }

    /** The seed of random delays and of {@link ScriptedAnswers#sometimes}; 1 unless set. */
    public WapingStubBuilder seed(long number) {
        seed = number;
        return this;
    }

    /** How many requests the journal keeps, the last ones; all unless set, none with 0: its counts go on. */
    public WapingStubBuilder journalEntries(int kept) {
        journalEntries = kept;
        return this;
    }

    /** How many idempotency keys are remembered, the last ones; 100 000 unless set. */
    public WapingStubBuilder idempotencyKeys(int kept) {
        idempotencyKeys = kept;
        return this;
    }

    /**
     * For how long after an answer with {@code Retry-After} a request may have been under way already, and does not count
     * as early; 50 ms unless set.
     */
    public WapingStubBuilder inFlightGrace(Duration time) {
        inFlightGrace = time;
        return this;
    }

    /**
     * What a message means to its sender, to find duplicates by, whatever their idempotency keys; unless set, recipient
     * and text together. Null leaves a message out.
     */
    public WapingStubBuilder businessId(Function<StubRequest, String> id) {
        businessId = id;
        return this;
    }

    /** The stub, not started yet. */
    public WapingStub build() {
        return new WapingStub(this);
    }

    private static String bodyOf(StubRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }
}

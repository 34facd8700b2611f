package app.waping.camel.stub;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A WAPing API for tests: real HTTP on a loopback port, in this process. It checks the key and the fields of a message,
 * keeps idempotency keys, knows its devices, limits and delays, answers by script, fails in every way a network can, and
 * writes down what it received.
 *
 * <pre>{@code
 * try (WapingStub stub = new WapingStub().start()) {
 *     stub.next(2, StubAnswer.rateLimited(Duration.ofSeconds(1)));
 *     // send to stub.baseUrl() with WapingStub.API_KEY from WapingStub.DEVICE
 *     stub.journal().accepted();
 * }
 * }</pre>
 *
 * <p>What a test changes is undone by {@link #reset()}. Safe for use by many threads.
 */
public final class WapingStub implements AutoCloseable {
    /** The API key that is valid unless another is set. */
    public static final String API_KEY = "stub-api-key";

    /** The device that is there and connected unless others are set. */
    public static final String DEVICE = "dev_123";

    static final String BASE_PATH = "/v1";

    private final Behaviour behaviour;
    private final Devices devices;
    private final Script script;
    private final Throttle throttle = new Throttle();
    private final ToldPauses told;
    private final Ledger ledger;
    private final Journal journal;
    private final StubServer server;
    private final Limit initialLimit;
    private final Random latencies;

    /** A stub with one connected device, no limit and no delay, on a free port. */
    public WapingStub() {
        this(new WapingStubBuilder());
    }

    WapingStub(WapingStubBuilder options) {
        behaviour = new Behaviour(options.apiKey);
        devices = new Devices(options.devices.isEmpty() ? List.of(DEVICE) : options.devices);
        script = new Script(options.seed);
        latencies = new Random(options.seed);
        told = new ToldPauses(options.inFlightGrace);
        ledger = new Ledger(options.idempotencyKeys);
        journal = new Journal(options.journalEntries);
        initialLimit = options.limit;
        throttle.limit(initialLimit);
        ApiRules rules = new ApiRules(BASE_PATH, behaviour, devices, throttle, ledger);
        Api api = new Api(options.clock, behaviour, script, rules, throttle, told, journal, options.businessId);
        server = new StubServer(api, options.tls, options.port);
    }

    /** A stub with other choices than the defaults. */
    public static WapingStubBuilder builder() {
        return new WapingStubBuilder();
    }

    /** Starts to listen; does nothing where the stub listens already. */
    public WapingStub start() {
        server.listen();
        return this;
    }

    /** Ends all connections and stops to listen. The stub may be started again, on the same port. */
    @Override
    public void close() {
        server.close();
    }

    /** The value for the component's {@code baseUrl}: {@code http://127.0.0.1:port/v1}; over TLS with {@code localhost}. */
    public String baseUrl() {
        return (server.hasTls() ? "https://localhost:" : "http://127.0.0.1:") + port() + BASE_PATH;
    }

    /** The port; 0 before the first start, unless one was chosen. */
    public int port() {
        return server.port();
    }

    /** The API key that is valid now. */
    public String apiKey() {
        return behaviour.apiKey();
    }

    /** What was received. */
    public Journal journal() {
        return journal;
    }

    /** The device of that id; it is linked now, connected, where it was unknown. */
    public StubDevice device(String deviceId) {
        return devices.device(deviceId);
    }

    /** The device that is there from the start, {@link #DEVICE}. */
    public StubDevice device() {
        return devices.device(DEVICE);
    }

    /** Unlinks a device: it is NOT_FOUND from now on. */
    public WapingStub removeDevice(String deviceId) {
        devices.remove(deviceId);
        return this;
    }

    /** The words under which devices are listed; by default {@code connected} and {@code disconnected}. */
    public WapingStub statusWords(String connected, String disconnected) {
        devices.words(new StatusWords(connected, disconnected));
        return this;
    }

    /** The answer to the next message that no script of its own matches. */
    public WapingStub next(StubAnswer answer) {
        return next(1, answer);
    }

    /** The answer to the next {@code times} messages that no script of their own, made earlier, matches. */
    public WapingStub next(int times, StubAnswer answer) {
        script.forMessages().then(times, answer);
        return this;
    }

    /** Opens a script for the requests of which {@code matcher} is true; scripts made earlier go first. */
    public ScriptedAnswers when(Predicate<StubRequest> matcher) {
        return script.when(matcher);
    }

    /** Puts another limit in force at once; what was counted so far is forgotten. */
    public WapingStub limit(Limit limit) {
        throttle.limit(limit);
        return this;
    }

    /** Each answer takes so long, in real time. */
    public WapingStub latency(Duration time) {
        behaviour.latency(Latency.fixed(time));
        return this;
    }

    /** Each answer takes a time between both, in real time, by the stub's seeded random source. */
    public WapingStub latency(Duration least, Duration most) {
        behaviour.latency(Latency.between(least, most, latencies));
        return this;
    }

    /** Only that API key is valid from now on. */
    public WapingStub rotateKey(String newKey) {
        behaviour.apiKey(newKey);
        return this;
    }

    /** Each call is FORBIDDEN with that message until {@link #allow()}. */
    public WapingStub forbid(String message) {
        behaviour.forbidden(message);
        return this;
    }

    /** Ends {@link #forbid}. */
    public WapingStub allow() {
        behaviour.forbidden(null);
        return this;
    }

    /** The status under which SESSION_DISCONNECTED is sent; 409 unless set. */
    public WapingStub sessionStatus(int status) {
        behaviour.sessionStatus(status);
        return this;
    }

    /** The status of an accepted message; 202 unless set. */
    public WapingStub successStatus(int status) {
        behaviour.successStatus(status);
        return this;
    }

    /** The clock shown in {@code Date} and {@code Retry-After} is so far ahead of the stub's own; negative: behind. */
    public WapingStub clockSkew(Duration ahead) {
        behaviour.clockSkew(ahead);
        return this;
    }

    /** Ends all connections and refuses new ones until {@link #acceptConnections()}. */
    public WapingStub refuseConnections() {
        server.refuse();
        return this;
    }

    /** Listens again on the same port. */
    public WapingStub acceptConnections() {
        server.listen();
        return this;
    }

    /** How new connections are met from now on. Those that are open are not touched. */
    public WapingStub greet(Greeting greeting) {
        server.greet(greeting);
        return this;
    }

    /**
     * Back to how the stub was made: journal, scripts, idempotency keys and devices; limit, delays, key and faults.
     * Stalled answers end. Open connections stay, so that a client's pool stays usable. A stub that was closed stays
     * closed.
     */
    public WapingStub reset() {
        server.greet(Greeting.NORMAL);
        server.release();
        script.clear();
        behaviour.reset();
        devices.reset();
        throttle.limit(initialLimit);
        told.reset();
        ledger.reset();
        journal.clear();
        return this;
    }

    @Override
    public String toString() {
        return "WAPing stub at " + baseUrl() + (server.isListening() ? "" : ", not listening");
    }
}

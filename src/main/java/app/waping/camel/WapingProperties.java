package app.waping.camel;

/**
 * Exchange properties by which the {@code waping:} producer and the error rules speak to each other. The producer sets
 * those of a failure before it puts the exception on the exchange; the rules work without them too, behind a plain
 * {@code http:} call.
 */
public final class WapingProperties {
    /** {@code Long}, epoch milliseconds: no attempt before this instant. Set by the rules, read on a redelivery. */
    public static final String NOT_BEFORE = "CamelWapingNotBefore";

    /** {@code Boolean}: true where a gate does all waiting for the failed step. Set by the producer on failure. */
    public static final String PACING = "CamelWapingPacing";

    /** {@code Integer}: requests on the wire for the failed step so far; 0 where nothing was sent. */
    public static final String ATTEMPTS = "CamelWapingAttempts";

    /** {@code List<SentAttempt>}: the requests of the failed step that went out and failed, oldest first, bounded. */
    public static final String ATTEMPT_LOG = "CamelWapingAttemptLog";

    /** {@code java.time.Instant}: when the failed step first tried. One message keeps one value. */
    public static final String FIRST_AT = "CamelWapingFirstAt";

    /** {@code java.time.Instant}: when the failed step tried last. */
    public static final String LAST_AT = "CamelWapingLastAt";

    /** {@code Long}, milliseconds: the endpoint's maxRetryAfter, the longest wait held in memory. */
    public static final String MAX_RETRY_AFTER = "CamelWapingMaxRetryAfter";

    /**
     * {@code List<String>}: what was decided about this exchange and why, one line per decision, oldest first. The list
     * is never changed in place: copies of an exchange share it.
     */
    public static final String TRAIL = "CamelWapingTrail";

    /**
     * {@code Boolean}: true on a message that was parked and comes back: it waits at the gate for as long as the cause
     * lasts, and is not parked again. Set before the step that sends it.
     */
    public static final String DRAINED = "CamelWapingDrained";

    /** {@code Boolean}: true on the exchange of an alert, so that an alert's own failure raises none. */
    public static final String ALERT = "CamelWapingAlertExchange";

    /** {@code String}: the credential of the failed step, by a name that does not give it away. */
    public static final String CREDENTIAL = "CamelWapingCredential";

    private WapingProperties() {}
}

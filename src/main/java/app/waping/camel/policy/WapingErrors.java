package app.waping.camel.policy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import org.apache.camel.CamelContext;

import app.waping.camel.error.WapingErrorCategory;

/**
 * Error rules in Java: what happens to a message when the WAPing API refuses it, by the category or the code of the
 * failure. A route takes the rules by {@code routeConfigurationId("waping")}.
 *
 * <pre>{@code
 * wapingErrors()
 *         .on(RATE_LIMITED).redeliver(8)
 *         .on(SESSION_DISCONNECTED).park("jms:queue:waping.parked").alert()
 *         .otherwise().deadLetter()
 *         .deadLetterTo("jms:queue:waping.dead")
 *         .alertTo("slack:#wa-ops")
 *         .addTo(context);
 * }</pre>
 *
 * <p>What is left out comes from the properties {@code waping.errors.*}, and what they leave out from the defaults. Not
 * thread-safe; once added, later changes of this object have no effect.
 */
public final class WapingErrors {
    private static final String GENERAL_ID = "waping";

    private final String policy;
    private final Map<WapingErrorCategory, RuleSettings> categories = new EnumMap<>(WapingErrorCategory.class);
    private final Map<String, RuleSettings> codes = new HashMap<>();
    private RuleSettings otherwise = RuleSettings.EMPTY;
    private RuleSettings general = RuleSettings.EMPTY;
    private RecordForm recordForm;

    /** Changes the rules that the last {@code on}, {@code onCode} or {@code otherwise} named. */
    private Change current;

    private boolean currentIsOtherwise;

    @FunctionalInterface
    private interface Change {
        void apply(UnaryOperator<RuleSettings> change);
    }

    private WapingErrors(String policy) {
        this.policy = policy;
    }

    /** The general rules, for routes with {@code routeConfigurationId("waping")}. */
    public static WapingErrors wapingErrors() {
        return new WapingErrors("");
    }

    /**
     * Rules under a name of their own, for routes with {@code routeConfigurationId("waping-" + name)}.
     *
     * @param name letters, digits and dashes, such as {@code otp}
     */
    public static WapingErrors wapingErrors(String name) {
        return new WapingErrors(Objects.requireNonNull(name, "name"));
    }

    /** The {@code routeConfigurationId} of a policy. */
    static String id(String policy) {
        return policy.isEmpty() ? GENERAL_ID : GENERAL_ID + "-" + policy;
    }

    /** What follows, up to the next {@code on}, holds for these categories. */
    public WapingErrors on(WapingErrorCategory... named) {
        List<WapingErrorCategory> chosen = List.of(named);
        currentIsOtherwise = false;
        current = change -> chosen.forEach(category ->
                categories.put(category, change.apply(categories.getOrDefault(category, RuleSettings.EMPTY))));
        current.apply(UnaryOperator.identity());
        return this;
    }

    /** What follows holds for one code of the API, any case; it wins over the rules of its category. */
    public WapingErrors onCode(String... named) {
        List<String> chosen = List.of(named).stream().map(PolicySettings::key).toList();
        currentIsOtherwise = false;
        current = change ->
                chosen.forEach(code -> codes.put(code, change.apply(codes.getOrDefault(code, RuleSettings.EMPTY))));
        current.apply(UnaryOperator.identity());
        return this;
    }

    /** What follows holds for every category that no {@code on} names. */
    public WapingErrors otherwise() {
        currentIsOtherwise = true;
        current = change -> otherwise = change.apply(otherwise);
        return this;
    }

    /**
     * Tries again, never before Retry-After has passed.
     *
     * @param times how often at most; 0 for never, negative for without end
     */
    public WapingErrors redeliver(int times) {
        return change(settings -> settings.withMaxRedeliveries(times));
    }

    /**
     * The waits where the API asks for none: drawn at random between zero and a bound.
     *
     * @param delay      bound of the first wait
     * @param multiplier growth of the bound, at least 1
     * @param maxDelay   cap of the bound
     */
    public WapingErrors backOff(Duration delay, double multiplier, Duration maxDelay) {
        if (!(multiplier >= 1) || delay.isNegative() || maxDelay.isNegative()) {
            throw new IllegalArgumentException("A back-off needs a multiplier of at least 1 and no negative delays");
        }
        return change(settings -> settings.withBackOff(delay, multiplier, maxDelay));
    }

    /** Ends in the dead letter of {@link #deadLetterTo}, rather than being parked. */
    public WapingErrors deadLetter() {
        return deadLetter(Destination.GENERAL);
    }

    /** Ends at this endpoint, rather than being parked; {@code none} leaves the failure to the source. */
    public WapingErrors deadLetter(String uri) {
        return deadLetter(Destination.of(uri));
    }

    private WapingErrors deadLetter(Destination to) {
        boolean named = !currentIsOtherwise;
        return change(settings -> {
            RuleSettings changed = settings.withDeadLetter(to);
            return named && settings.park() == null ? changed.withPark(Destination.NOWHERE) : changed;
        });
    }

    /** Waits at the endpoint of {@link #parkTo}. */
    public WapingErrors park() {
        return change(settings -> settings.withPark(Destination.GENERAL));
    }

    /** Waits at this endpoint; {@code none} for the dead letter instead. */
    public WapingErrors park(String uri) {
        return change(settings -> settings.withPark(Destination.of(uri)));
    }

    /** Tells operators at the endpoint of {@link #alertTo}. */
    public WapingErrors alert() {
        return change(settings -> settings.withAlert(Destination.GENERAL));
    }

    /** Tells operators at this endpoint; {@code none} tells nobody. */
    public WapingErrors alert(String uri) {
        return change(settings -> settings.withAlert(Destination.of(uri)));
    }

    private WapingErrors change(UnaryOperator<RuleSettings> change) {
        if (current == null) {
            throw new IllegalStateException("Say first what the rule is for: on(...), onCode(...) or otherwise()");
        }
        current.apply(change);
        return this;
    }

    /** The endpoint of dead letters; without one a failure stays unhandled, so that the source keeps the message. */
    public WapingErrors deadLetterTo(String uri) {
        general = general.withDeadLetter(Destination.of(uri));
        return this;
    }

    /** The endpoint of operators' alerts; without one nobody is told. */
    public WapingErrors alertTo(String uri) {
        general = general.withAlert(Destination.of(uri));
        return this;
    }

    /** The endpoint where messages wait out a disconnected session or a long Retry-After; without one the dead letter. */
    public WapingErrors parkTo(String uri) {
        general = general.withPark(Destination.of(uri));
        return this;
    }

    /** Hands on the untouched body in place of the JSON record; the error headers are set in both. */
    public WapingErrors originalBody() {
        recordForm = RecordForm.ORIGINAL;
        return this;
    }

    /**
     * Adds the rules to a context, in place of rules added before under the same name. Until the context is started that
     * holds for all routes; afterwards for routes that are added later.
     */
    public void addTo(CamelContext context) {
        Policies.of(context).add(policy, settings());
    }

    private PolicySettings settings() {
        return new PolicySettings(general, categories, codes, otherwise, recordForm);
    }
}

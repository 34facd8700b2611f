package app.waping.camel.gate;

import java.util.Objects;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/**
 * What an outage is known by: failures of the same cause are one outage. Immutable.
 *
 * @param scope    what is affected
 * @param id       which one: a device, a credential by its safe id, a policy by its name
 * @param category the kind of failure
 * @param code     the code, where the category is one of codes that are not known; else null
 */
public record OutageCause(Scope scope, String id, WapingErrorCategory category, String code) {
    /** What an outage can affect. */
    public enum Scope {
        /** A phone's session. */
        DEVICE,
        /** An API key. */
        CREDENTIAL,
        /** The messages under one set of error rules. */
        POLICY
    }

    private static final int LONGEST_CODE = 64;

    public OutageCause {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(category, "category");
        id = id == null ? "" : id;
    }

    /** The cause of a failure under the rules of a policy. */
    public static OutageCause of(WapingException failure, String credentialId, String policy) {
        WapingErrorCategory category = failure.getCategory();
        return switch (category) {
            case SESSION_DISCONNECTED -> new OutageCause(Scope.DEVICE, failure.getDeviceId(), category, null);
            case UNAUTHORIZED, FORBIDDEN -> new OutageCause(Scope.CREDENTIAL, credentialId, category, null);
            case UNKNOWN -> new OutageCause(Scope.POLICY, policy, category, shortened(failure.getCode()));
            default -> new OutageCause(Scope.POLICY, policy, category, null);
        };
    }

    private static String shortened(String code) {
        return code == null || code.length() <= LONGEST_CODE ? code : code.substring(0, LONGEST_CODE);
    }

    /** Whether a success of the same scope and id is the end of the outage. */
    boolean endsAtOnce() {
        return scope != Scope.POLICY;
    }

    /** Whether the passing of time together with a success is the end of the outage; else it takes time alone. */
    boolean endsBySuccess() {
        return category.isRetryable();
    }
}

package app.waping.camel.policy;

import java.util.Set;

/**
 * Names of properties that Camel's properties component resolves but cannot list. Beans of this type are asked, so that
 * rules for codes are found and mistyped keys are named.
 */
@FunctionalInterface
public interface PropertyNames {
    /** All names that begin so, in whatever case they are written. */
    Set<String> startingWith(String prefix);
}

package app.waping.camel.policy;

/**
 * What is done about one kind of failure. Immutable.
 *
 * @param name            the category in kebab case, or {@code code X}; it stands in the decision trail
 * @param maxRedeliveries how often the message is tried again; negative: without end
 * @param backOff         the waits where the API asks for none
 * @param deadLetter      URI of the endpoint where the message ends; null leaves the failure unhandled
 * @param park            URI of the endpoint where it waits for longer than memory should hold it; null for the dead letter
 * @param parks           whether it waits there rather than being redelivered
 * @param alert           URI of the endpoint where operators are told; null tells nobody
 * @param alertsAtOnce    whether they are told of the first failure, not only of exhausted redeliveries
 */
record Rule(
        String name,
        int maxRedeliveries,
        BackOff backOff,
        String deadLetter,
        String park,
        boolean parks,
        String alert,
        boolean alertsAtOnce) {

    /** Whether one more redelivery is allowed after so many. */
    boolean allows(int redelivered) {
        return maxRedeliveries < 0 || redelivered < maxRedeliveries;
    }

    /** Never the URIs, which may hold passwords. */
    @Override
    public String toString() {
        return name;
    }
}

package app.waping.camel;

/** Checks the options that are measures, so that a wrong one is named when a route starts and not felt when it sends. */
final class OptionLimits {
    private OptionLimits() {}

    /** @throws IllegalArgumentException naming the option that is out of its range */
    static void check(WapingConfiguration options) {
        atLeast(1, "maxInFlight", options.getMaxInFlight());
        atLeast(0, "maxWaiting", options.getMaxWaiting());
        atLeast(0, "timeToLive", options.getTimeToLive());
        atLeast(0, "maxRetryAfter", options.getMaxRetryAfter());
        atLeast(0, "connectTimeout", options.getConnectTimeout());
        atLeast(0, "responseTimeout", options.getResponseTimeout());
        atLeast(0, "connectionRequestTimeout", options.getConnectionRequestTimeout());
        atLeast(1, "maxRequestBody", options.getMaxRequestBody());
        atLeast(0, "maxResponseBody", options.getMaxResponseBody());
        atLeast(1, "maxAnswerBody", options.getMaxAnswerBody());
    }

    private static void atLeast(long least, String option, long value) {
        if (value < least) {
            throw new IllegalArgumentException("Option " + option + "=" + value + " must be at least " + least);
        }
    }
}

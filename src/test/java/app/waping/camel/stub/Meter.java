package app.waping.camel.stub;

/** Counts messages of one device or account against a limit. */
@FunctionalInterface
interface Meter {
    /** Takes one message, or tells for how many nanoseconds none will be taken; 0 where it was taken. */
    long take(long nowNanos);
}

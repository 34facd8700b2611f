package app.waping.camel.gate;

/** What an operator decided about a device; nothing else changes it. */
enum Operator {
    /** Nothing. */
    OPEN,
    /** Nothing goes out. */
    PAUSED,
    /** What waits goes out, nothing is taken on. */
    DRAINING;

    String describe() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

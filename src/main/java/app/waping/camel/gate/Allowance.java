package app.waping.camel.gate;

/** What a server is known to take, and with that how many calls may be out and how close they may follow each other. */
interface Allowance {
    /** How many calls may be in flight, at least 1. */
    int inFlight();

    /** When the next call may go: now or later. */
    default long slot(long now) {
        return now;
    }

    default void sent(long now) {}

    /** @param took from sending to the answer */
    void accepted(long took);

    /** A call of the cycle that a 429 has just closed was taken as well. */
    void late();

    /** A 429 closes the cycle. @param pause how long it asks to wait */
    Allowance throttled(long now, long pause);

    /** How much longer than the server asks it is worth to wait. */
    default long respite() {
        return 0;
    }

    /** How many calls were taken in the cycle that was closed last, or is still open where none was. */
    int perCycle();

    /** For people; null where nothing is known. */
    String describe();
}

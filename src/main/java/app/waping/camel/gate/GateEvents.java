package app.waping.camel.gate;

/** Hears what happens to the gates. Called without a lock, on whatever thread it happened: it must not block. */
@FunctionalInterface
public interface GateEvents {
    /** Hears nothing. */
    GateEvents NONE = event -> {};

    void on(GateEvent event);
}

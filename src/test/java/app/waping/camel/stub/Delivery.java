package app.waping.camel.stub;

import java.io.IOException;

/** The way an answer goes over the wire. */
@FunctionalInterface
public interface Delivery {
    /** Head and body in one piece, as a healthy server sends it. */
    Delivery WHOLE = (answer, wire) -> {
        wire.write(answer.isRaw() ? answer.body() : Wire.join(wire.head(answer), answer.body()));
        return !answer.isRaw();
    };

    /**
     * Sends the answer, or what the fault leaves of it.
     *
     * @return whether the connection may serve another request
     * @throws IOException where the client has gone
     */
    boolean send(StubAnswer answer, Wire wire) throws IOException;

    /** Whether the client gets to see a status line; the journal shows 0 where it does not. */
    default boolean showsStatus() {
        return true;
    }
}

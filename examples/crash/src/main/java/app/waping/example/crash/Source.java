package app.waping.example.crash;

import java.io.Closeable;
import java.util.List;
import java.util.Map;

/** A broker with the application that consumes from it. */
interface Source extends Closeable {
    /** The application's main class. */
    String application();

    /** The example whose resources the application runs with. */
    String example();

    /** What connects the application to the broker. */
    Map<String, String> properties();

    /** Writes a business message. */
    void send(Message message) throws Exception;

    /** Whether nothing is left to do: all consumed, nothing parked, nothing to replay. */
    boolean idle() throws Exception;

    /** The dead letters; they stay where they are, or are held for {@link #replay}. */
    List<String> deadLetters() throws Exception;

    /** Hands a dead letter to the application's replay. */
    void replay(String document, String deviceId) throws Exception;
}

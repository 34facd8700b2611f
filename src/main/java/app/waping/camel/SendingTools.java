package app.waping.camel;

import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What all attempts of a producer share; one reference of each message that waits.
 *
 * @param workers  sends what Camel redelivers
 * @param observer hears of each success
 */
record SendingTools(CallRunner runner, Failures failures, Executor workers, Clock clock, SendObserver observer) {}

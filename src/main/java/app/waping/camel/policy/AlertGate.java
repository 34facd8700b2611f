package app.waping.camel.policy;

import java.time.Instant;
import java.util.Optional;

import app.waping.camel.error.WapingException;

/** Judges whether operators are told of a failure, or have been told of the outage that it belongs to. Thread-safe. */
@FunctionalInterface
interface AlertGate {
    /** Tells of every failure. */
    AlertGate EVERY = (failure, firstAt, now) -> Optional.of(new Outage(Outage.State.RAISED, firstAt, 1));

    /** The outage to tell of; empty where nothing is to be told. */
    Optional<Outage> judge(WapingException failure, Instant firstAt, Instant now);
}

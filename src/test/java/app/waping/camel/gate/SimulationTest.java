package app.waping.camel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gate against servers that take 100 per 3 s, on virtual time; 20 ms latency, give or take 5. The ideal for 1000 at
 * once is 27 s. The bounds are the figures that the documentation promises.
 */
class SimulationTest {
    private static final int LIMIT = 100;
    private static final long WINDOW = 3 * SimulatedServer.SECOND;
    private static final double PER_SECOND = 100 / 3.0;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static SimulatedServer fixed(boolean wholeSeconds) {
        return SimulatedServer.fixed(LIMIT, WINDOW, wholeSeconds);
    }

    private static SimulatedServer sliding(boolean wholeSeconds) {
        return SimulatedServer.sliding(LIMIT, WINDOW, wholeSeconds);
    }

    private static SimulatedServer bucket(boolean wholeSeconds) {
        return SimulatedServer.bucket(PER_SECOND, LIMIT, wholeSeconds);
    }

    private static SimulatedServer[] everyServer() {
        return new SimulatedServer[] {
            fixed(true), fixed(false), bucket(true), bucket(false), sliding(true), sliding(false)
        };
    }

    private static Simulation thousandAtOnce(SimulatedServer server, long seed) {
        return keepsItsPromises(new Simulation(server, 1, seed).burst(1000, 20).run());
    }

    private static Simulation keepsItsPromises(Simulation simulation) {
        assertThat(simulation.early).as("requests before Retry-After").isZero();
        assertThat(simulation.inversions).as("inversions").isZero();
        assertThat(simulation.twice).as("taken twice").isZero();
        assertThat(simulation.mostInFlight).as("in flight").isLessThanOrEqualTo(8);
        return simulation;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aFixedWindowCostsTheCapOnceAndThenOneRequestPerWindow(long seed) {
        for (boolean wholeSeconds : new boolean[] {true, false}) {
            Simulation simulation = thousandAtOnce(fixed(wholeSeconds), seed);

            assertThat(simulation.wastedPerWindow()).containsExactly(8, 1, 1, 1, 1, 1, 1, 1, 1);
            assertThat(simulation.seconds()).isLessThanOrEqualTo(27 * 1.02);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aSlidingWindowThatTellsWholeSecondsCostsNoMore(long seed) {
        Simulation simulation = thousandAtOnce(sliding(true), seed);

        assertThat(simulation.wastedPerWindow()).containsExactly(8, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(simulation.seconds()).isLessThanOrEqualTo(27 * 1.08);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aSlidingWindowThatTellsTheExactTimeIsServedAtItsRate(long seed) {
        Simulation simulation = thousandAtOnce(sliding(false), seed);

        assertThat(simulation.wasted()).isLessThanOrEqualTo(8 + 9);
        assertThat(simulation.seconds()).isLessThanOrEqualTo(27 * 1.14);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aTokenBucketIsToldFromAWindowAndServedAtItsRate(long seed) {
        for (boolean wholeSeconds : new boolean[] {true, false}) {
            Simulation simulation = thousandAtOnce(bucket(wholeSeconds), seed);

            assertThat(simulation.wasted()).isLessThanOrEqualTo(8 + 9);
            assertThat(simulation.seconds()).isLessThanOrEqualTo(27 / 0.95);
        }
    }

    @Test
    void liveTrafficBelowTheLimitIsHardlyTouched() {
        for (SimulatedServer server : everyServer()) {
            Simulation simulation = new Simulation(server, 1, 1);
            keepsItsPromises(simulation.live(0.8 * PER_SECOND, MINUTE, 20).run());

            assertThat(simulation.wasted()).isLessThanOrEqualTo(8 + 20);
            assertThat(simulation.seconds()).isLessThanOrEqualTo(62);
        }
    }

    @Test
    void liveTrafficAboveTheLimitUsesTheLimit() {
        assertThat(goodput(fixed(true))).isGreaterThanOrEqualTo(0.95);
        assertThat(goodput(fixed(false))).isGreaterThanOrEqualTo(0.95);
        assertThat(goodput(bucket(true))).isGreaterThanOrEqualTo(0.95);
        assertThat(goodput(bucket(false))).isGreaterThanOrEqualTo(0.95);
        assertThat(goodput(sliding(true))).isGreaterThanOrEqualTo(0.90);
        assertThat(goodput(sliding(false))).isGreaterThanOrEqualTo(0.90);
    }

    private static double goodput(SimulatedServer server) {
        Simulation simulation = new Simulation(server, 1, 1);
        keepsItsPromises(simulation.live(1.5 * PER_SECOND, MINUTE, 20).runFor(MINUTE));
        assertThat(simulation.wasted()).as("the cap, then one per window").isLessThanOrEqualTo(8 + 20);
        return simulation.accepted / (PER_SECOND * 60);
    }

    @Test
    void aLimitThatIsHalvedOrDoubledIsFound() {
        for (double factor : new double[] {0.5, 2}) {
            for (SimulatedServer server :
                    new SimulatedServer[] {fixed(true), fixed(false), bucket(true), bucket(false)}) {
                Simulation simulation = new Simulation(server, 1, 1);
                simulation.changing(Duration.ofSeconds(13), factor).burst(1000, 20);
                keepsItsPromises(simulation.run());

                // 533 are through when it changes; what is left goes at the new limit.
                double ideal = 13 + 467 / (PER_SECOND * factor);
                assertThat(simulation.wasted())
                        .as("the cap twice, then one per window")
                        .isLessThanOrEqualTo(16 + 14);
                assertThat(simulation.seconds()).isLessThanOrEqualTo(ideal * 1.15);
            }
        }
    }

    @Test
    void threeProcessesOnOneAccountEachReactToTheirOwn() {
        for (SimulatedServer server :
                new SimulatedServer[] {fixed(true), fixed(false), bucket(true), bucket(false), sliding(true)}) {
            Simulation simulation = new Simulation(server, 3, 1).burst(1000, 20);
            keepsItsPromises(simulation.run());

            assertThat(simulation.wasted())
                    .as("per process the cap, then 1 per window")
                    .isLessThanOrEqualTo(3 * (8 + 11));
            assertThat(simulation.seconds()).isLessThanOrEqualTo(27 * 1.2);
        }
    }

    @Test
    void threeDevicesOfOneAccountShareTheLimitThatIsTheAccounts() {
        for (SimulatedServer server :
                new SimulatedServer[] {fixed(true), fixed(false), bucket(true), bucket(false), sliding(true)}) {
            Simulation simulation = new Simulation(server, 1, 3, 1).burst(1000, 20);
            keepsItsPromises(simulation.run());

            assertThat(simulation.wasted())
                    .as("the cap of each, then 1 per window")
                    .isLessThanOrEqualTo(3 * 8 + 9);
            assertThat(simulation.seconds()).isLessThanOrEqualTo(27 * 1.12);
        }
    }
}

package app.waping.camel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever happens, in whatever order: the promises of the gate hold. */
class GatePropertyTest {
    private static final int STEPS = 5_000;

    @Property(tries = 20)
    void capRetryAfterOrderAndOneEndPerMessageHoldAndNobodyWaitsForEver(@ForAll long seed) {
        RandomDrive drive = new RandomDrive(seed);
        for (int step = 0; step < STEPS; step++) {
            drive.step();
        }
        drive.settle();

        assertThat(drive.sent).isPositive();
        assertThat(drive.entries).isGreaterThan(drive.sent / 2);
    }
}

package app.waping.camel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class WindowAllowanceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void theCallThatEndsAWindowGoesOutThoughTheTimerIsLate() {
        WindowAllowance window = new WindowAllowance(2, 0, SECOND / 10, SECOND);
        long opened = 2 * SECOND;
        window.sent(opened);
        window.accepted(1);
        window.sent(opened + 1);
        window.accepted(1);

        long due = window.slot(opened + SECOND / 2);

        assertThat(due).isBetween(opened + SECOND / 2, opened + 2 * SECOND);
        long late = due + TimeUnit.MILLISECONDS.toNanos(7);
        assertThat(window.slot(late)).isEqualTo(late);
    }
}

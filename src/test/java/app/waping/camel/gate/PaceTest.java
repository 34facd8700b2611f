package app.waping.camel.gate;

import static app.waping.camel.gate.GateBench.failure;
import static app.waping.camel.gate.GateBench.throttled;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.gate.GateBench.Message;
import app.waping.camel.gate.GateEvent.Kind;

class PaceTest {
    private final GateBench bench = new GateBench();
    private int recipients;

    private Message send() {
        return bench.send("+" + recipients++);
    }

    @Test
    void nobodySendsBeforeRetryAfterHasPassed() {
        Message first = send();
        first.permit.failed(throttled(3_000));
        Message second = send();

        bench.timer.advanceMillis(2_999);
        assertThat(second.waits()).isTrue();
        bench.timer.advanceMillis(1);
        assertThat(second.goes()).isTrue();
        assertThat(second.toldAt).isEqualTo(3_000);
    }

    @Test
    void aMessageThatWasThrottledComesBackFirst() {
        Message first = send();
        Message later = send();
        later.permit.succeeded();
        first.permit.failed(throttled(3_000));
        Message second = send();
        bench.again(first, throttled(3_000), Duration.ofSeconds(60));

        bench.timer.advanceMillis(3_000);

        assertThat(first.goes())
                .as("its own back-off does not count after a 429")
                .isTrue();
        assertThat(second.waits()).isTrue();
    }

    @Test
    void afterThePauseOneGoesAheadAndTheOthersFollowOnTheRamp() {
        send().permit.failed(throttled(1_000));
        List<Message> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(send());
        }
        bench.timer.advanceMillis(1_000);
        assertThat(waiting.stream().filter(Message::goes)).hasSize(1);

        waiting.get(0).permit.succeeded();
        assertThat(waiting.stream().filter(Message::goes)).hasSize(2);
        waiting.get(1).permit.succeeded();
        assertThat(waiting.stream().filter(Message::goes)).hasSize(3);
    }

    @Test
    void theRampLeadsToTheCap() {
        send().permit.succeeded();
        for (int i = 0; i < 99; i++) {
            send().permit.succeeded();
        }
        send().permit.failed(throttled(3_000));
        List<Message> waiting = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            waiting.add(send());
        }
        bench.timer.advanceMillis(3_000);
        for (int i = 0; i < 40; i++) {
            waiting.get(i).permit.succeeded();
        }

        assertThat(waiting.stream().filter(Message::goes)).hasSize(48);
    }

    @Test
    void nearTheLearnedNumberOneAtATimeGoesOut() {
        for (int i = 0; i < 100; i++) {
            send().permit.succeeded();
        }
        send().permit.failed(throttled(3_000));
        List<Message> waiting = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            waiting.add(send());
        }
        bench.timer.advanceMillis(3_000);
        for (int i = 0; i < 100; i++) {
            waiting.get(i).permit.succeeded();
        }

        assertThat(waiting.stream().filter(Message::goes)).hasSize(100);
        // The API rounds waits up to whole seconds: asked a whole second after the first, it loses nothing by that.
        bench.timer.advanceMillis(1_050);
        assertThat(waiting.stream().filter(Message::goes)).hasSize(101);
        assertThat(bench.gate.snapshot().learned()).isEqualTo("100 per window");
    }

    @Test
    void aProbeThatIsThrottledPausesAgain() {
        send().permit.failed(throttled(1_000));
        Message second = send();
        Message third = send();
        bench.timer.advanceMillis(1_000);
        second.permit.failed(throttled(2_000));

        bench.timer.advanceMillis(1_999);
        assertThat(third.waits()).isTrue();
        bench.timer.advanceMillis(1);
        assertThat(third.goes()).isTrue();
    }

    @Test
    void withoutRetryAfterTheGatesOwnBackOffGrows() {
        Message message = send();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            message.permit.failed(failure(WapingErrorCategory.RATE_LIMITED));
            bench.again(message, failure(WapingErrorCategory.RATE_LIMITED), Duration.ZERO);
            long before = bench.timer.millis();
            bench.timer.advance(Duration.ofSeconds(31));
            times.add(message.toldAt - before);
        }

        assertThat(times).containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
    }

    @Test
    void theLongestRetryAfterOfSeveralInFlightCounts() {
        Message one = send();
        Message two = send();
        one.permit.failed(throttled(1_000));
        two.permit.failed(throttled(2_000));
        Message third = send();

        bench.timer.advanceMillis(1_999);
        assertThat(third.waits()).isTrue();
        bench.timer.advanceMillis(1);
        assertThat(third.goes()).isTrue();
    }

    @Test
    void aRetryAfterBeyondTheBoundRefusesWhatWaitsAndWhatComesWithTheRemainingWait() {
        bench.settings = new GateSettings(1, true, 100, Duration.ofSeconds(30));
        Message first = send();
        Message waiting = send();
        first.permit.failed(throttled(40_000));

        assertThat(waiting.refusedAs()).isEqualTo(WapingErrorCategory.RATE_LIMITED);
        assertThat(waiting.refusal.getRetryAfter()).isEqualTo(Duration.ofSeconds(40));
        assertThat(waiting.refusal.getHttpResponseCode()).isZero();
        bench.timer.advanceMillis(5_000);
        Message comes = send();
        assertThat(comes.refusedAs()).isEqualTo(WapingErrorCategory.RATE_LIMITED);
        assertThat(comes.refusal.getRetryAfter()).isEqualTo(Duration.ofSeconds(35));

        bench.timer.advanceMillis(5_000);
        Message soonEnough = send();
        assertThat(soonEnough.waits()).isTrue();
        bench.timer.advanceMillis(30_000);
        assertThat(soonEnough.goes()).isTrue();
    }

    @Test
    void aServerErrorWithRetryAfterPausesToo() {
        send().permit.failed(failure(WapingErrorCategory.SERVER_ERROR, 503, Duration.ofSeconds(2)));
        Message second = send();

        bench.timer.advanceMillis(1_999);
        assertThat(second.waits()).isTrue();
        bench.timer.advanceMillis(1);
        assertThat(second.goes()).isTrue();
    }

    @Test
    void pausesAndTheirEndsAreTold() {
        send().permit.failed(throttled(1_000));
        Message second = send();
        bench.timer.advanceMillis(1_000);
        second.permit.succeeded();

        assertThat(bench.kinds()).containsExactly(Kind.PAUSED, Kind.RESUMED);
        assertThat(bench.events.get(0).until()).isEqualTo(VirtualTimer.START.plusSeconds(1));
    }

    @Test
    void theTrailTellsTheStory() {
        Message first = send();
        first.permit.failed(throttled(1_000));
        bench.again(first, throttled(1_000), Duration.ZERO);
        bench.timer.advanceMillis(1_000);
        first.permit.succeeded();

        assertThat(first.trail.lines())
                .containsExactly(
                        "2026-01-01T00:00:00Z sent",
                        "2026-01-01T00:00:00Z RATE_LIMITED: failed until 2026-01-01T00:00:01Z",
                        "2026-01-01T00:00:00Z waits: the API throttles until 2026-01-01T00:00:01Z",
                        "2026-01-01T00:00:01Z sent",
                        "2026-01-01T00:00:01Z accepted");
    }

    @Test
    void aLimitOfTheAccountPausesAllItsDevices() {
        DeviceGate other = bench.gates.device("account", "dev_2");
        Message one = send();
        Message two = new Message("+two", bench.timer);
        other.enter(bench.entry(two).build(), two);
        one.permit.failed(throttled(1_000));
        two.permit.failed(throttled(3_000));
        Message third = send();

        bench.timer.advanceMillis(2_999);
        assertThat(third.waits()).as("the pause of the other device").isTrue();
        bench.timer.advanceMillis(1);
        assertThat(third.goes()).isTrue();
        assertThat(bench.kinds()).contains(Kind.WIDENED);
    }

    @Test
    void aDeviceThatIsStillServedDoesNotPauseTheOthers() {
        DeviceGate other = bench.gates.device("account", "dev_2");
        send().permit.failed(throttled(3_000));
        bench.timer.advanceMillis(10);
        Message served = new Message("+two", bench.timer);
        other.enter(bench.entry(served).build(), served);
        served.permit.succeeded();
        Message limited = new Message("+three", bench.timer);
        other.enter(bench.entry(limited).build(), limited);
        limited.permit.failed(throttled(3_000));

        assertThat(bench.kinds()).doesNotContain(Kind.WIDENED);
    }

    @Test
    void afterAWhileEachDeviceGoesByItsOwnLimitAgain() {
        aLimitOfTheAccountPausesAllItsDevices();
        bench.timer.advance(Duration.ofMinutes(1));
        send();

        assertThat(bench.kinds()).contains(Kind.NARROWED);
        assertThat(bench.gate.snapshot().wide()).isFalse();
    }
}

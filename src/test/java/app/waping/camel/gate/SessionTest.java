package app.waping.camel.gate;

import static app.waping.camel.gate.GateBench.failure;
import static app.waping.camel.gate.GateBench.throttled;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.gate.DeviceStatus.State;
import app.waping.camel.gate.GateBench.Message;
import app.waping.camel.gate.GateEvent.Kind;

class SessionTest {
    private final GateBench bench = new GateBench();

    @Test
    void theFirstLostSessionClosesThatDeviceOnly() {
        bench.disconnects();
        Message other = new Message("+x", bench.timer);
        bench.gates.device("account", "dev_2").enter(bench.entry(other).build(), other);

        assertThat(bench.send().waits()).isTrue();
        assertThat(other.goes()).isTrue();
        assertThat(bench.kinds()).containsExactly(Kind.DEVICE_CLOSED);
    }

    @Test
    void whatWaitsLongerThanTheBoundIsRefusedAsTheAnswerThatClosedTheDevice() {
        bench.statusIs(State.DOWN, null);
        bench.disconnects();
        Message waiting = bench.send();
        bench.timer.advanceMillis(29_999);
        assertThat(waiting.waits()).isTrue();
        bench.timer.advanceMillis(1);

        assertThat(waiting.refusedAs()).isEqualTo(WapingErrorCategory.SESSION_DISCONNECTED);
        assertThat(waiting.refusal.getHttpResponseCode()).isEqualTo(422);
        assertThat(bench.send().refusedAs()).isEqualTo(WapingErrorCategory.SESSION_DISCONNECTED);
    }

    @Test
    void whatWasDrainedFromParkWaitsForAsLongAsTheCauseLasts() {
        bench.statusIs(State.DOWN, null);
        bench.disconnects();
        Message drained = bench.drained();
        bench.timer.advance(Duration.ofMinutes(4));
        assertThat(drained.waits()).isTrue();

        bench.statusIs(State.CONNECTED, null);
        bench.timer.advance(Duration.ofSeconds(30));
        assertThat(drained.goes()).isTrue();
    }

    @Test
    void whereTheStatusDoesNotTellAMessageProbesAtGrowingIntervalsFromTwoSeconds() {
        bench.disconnects();
        List<Long> probes = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Message probe = bench.drained();
            bench.timer.advance(Duration.ofSeconds(61));
            probes.add(probe.toldAt);
            probe.permit.failed(failure(WapingErrorCategory.SESSION_DISCONNECTED));
            // The next interval is counted from the failure, which comes at the end of this minute.
        }

        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            waits.add(probes.get(i) - 61_000L * i);
        }
        assertThat(waits).containsExactly(2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L);
    }

    @Test
    void theStatusIsAskedForAtACalmGrowingInterval() {
        bench.statusIs(State.NEEDS_QR, null);
        bench.disconnects();
        bench.timer.advance(Duration.ofSeconds(100));

        assertThat(bench.queries)
                .containsExactly(
                        "2000 dev_1", "6000 dev_1", "14000 dev_1", "30000 dev_1", "60000 dev_1", "90000 dev_1");
    }

    @Test
    void exactlyOneMessageProbesWhereTheStatusSaysConnectedSinceItCanLie() {
        bench.statusIs(State.CONNECTED, null);
        bench.disconnects();
        Message first = bench.send();
        Message second = bench.send();
        bench.timer.advanceMillis(2_000);
        assertThat(first.goes()).isTrue();
        assertThat(second.waits()).isTrue();

        first.permit.failed(failure(WapingErrorCategory.SESSION_DISCONNECTED));
        assertThat(second.waits()).isTrue();
        bench.timer.advanceMillis(3_999);
        assertThat(second.waits()).isTrue();
        bench.timer.advanceMillis(1);
        assertThat(second.goes()).isTrue();
    }

    @Test
    void aStatusThatSaysDownForLongIsDoubtedWithAMessage() {
        bench.statusIs(State.DOWN, null);
        bench.disconnects();
        Message drained = bench.drained();
        bench.timer.advance(Duration.ofSeconds(299));
        assertThat(drained.waits()).isTrue();
        bench.timer.advance(Duration.ofSeconds(1));

        assertThat(drained.goes()).isTrue();
    }

    @Test
    void afterTheProbeTheRestFollowsInOrderOnTheRamp() {
        bench.disconnects();
        Message probe = bench.send("+a");
        Message sameRecipient = bench.send("+a");
        Message second = bench.send();
        Message third = bench.send();
        bench.timer.advanceMillis(2_000);
        assertThat(probe.goes()).isTrue();
        assertThat(second.waits()).isTrue();

        probe.permit.succeeded();
        assertThat(sameRecipient.goes()).isTrue();
        assertThat(second.waits()).isTrue();
        sameRecipient.permit.succeeded();
        assertThat(second.goes()).isTrue();
        assertThat(third.goes()).isTrue();
        assertThat(bench.kinds()).containsExactly(Kind.DEVICE_CLOSED, Kind.DEVICE_RESUMED);
    }

    @Test
    void aDeviceThatFlapsIsLookedForAtALongerInterval() {
        bench.disconnects();
        Message probe = bench.send();
        bench.timer.advanceMillis(2_000);
        probe.permit.succeeded();
        bench.disconnects();
        Message next = bench.send();

        bench.timer.advanceMillis(3_999);
        assertThat(next.waits()).isTrue();
        bench.timer.advanceMillis(1);
        assertThat(next.goes()).isTrue();
    }

    @Test
    void aDeviceThatHasHeldForAWhileIsLookedForSoonAgain() {
        bench.disconnects();
        Message probe = bench.send();
        bench.timer.advanceMillis(2_000);
        probe.permit.succeeded();
        bench.timer.advance(Duration.ofSeconds(60));
        bench.disconnects();
        Message next = bench.send();

        bench.timer.advanceMillis(2_000);
        assertThat(next.goes()).isTrue();
    }

    @Test
    void whatWasUnderWayBeforeTheSessionCameBackDoesNotCloseItAgain() {
        Message slow = bench.send();
        bench.disconnects();
        Message probe = bench.send();
        bench.timer.advanceMillis(2_000);
        probe.permit.succeeded();
        slow.permit.failed(failure(WapingErrorCategory.SESSION_DISCONNECTED));

        assertThat(bench.gate.snapshot().session()).isEqualTo("connected");
    }

    @Test
    void aProbeThatIsThrottledTellsNothing() {
        bench.disconnects();
        Message probe = bench.send();
        Message next = bench.send();
        bench.timer.advanceMillis(2_000);
        probe.permit.failed(throttled(5_000));
        assertThat(next.waits()).isTrue();
        bench.timer.advanceMillis(5_000);

        assertThat(next.goes()).isTrue();
        assertThat(bench.gate.snapshot().session()).isEqualTo("probing");
    }

    @Test
    void anAnswerThatNeverComesCountsAsNone() {
        bench.status = (credential, device) -> new CompletableFuture<>();
        bench.disconnects();
        Message probe = bench.send();
        bench.timer.advanceMillis(11_999);
        assertThat(probe.waits()).isTrue();
        bench.timer.advanceMillis(1);

        assertThat(probe.goes()).isTrue();
    }

    @Test
    void aQueryThatFailsCountsAsNone() {
        bench.status = (credential, device) -> {
            throw new IllegalStateException("no client");
        };
        bench.disconnects();
        Message probe = bench.send();
        bench.timer.advanceMillis(2_000);

        assertThat(probe.goes()).isTrue();
    }

    @Test
    void whatComesBackUnderAnotherNumberIsNotFlushedUntilAnOperatorReleasesIt() {
        bench.statusIs(State.NEEDS_QR, "+15550001");
        bench.disconnects();
        Message waiting = bench.send();
        bench.timer.advanceMillis(2_000);
        bench.statusIs(State.CONNECTED, "+15550002");
        bench.timer.advanceMillis(4_000);

        assertThat(waiting.refusedAs()).isEqualTo(WapingErrorCategory.SESSION_DISCONNECTED);
        assertThat(waiting.refusal.getMessage())
                .contains("another phone number")
                .doesNotContain("+1555");
        assertThat(bench.send().refusedAs()).isEqualTo(WapingErrorCategory.SESSION_DISCONNECTED);
        assertThat(bench.kinds()).containsExactly(Kind.DEVICE_CLOSED, Kind.DEVICE_RELINKED);

        bench.gate.release();
        Message probe = bench.send();
        assertThat(probe.goes()).isTrue();
        probe.permit.succeeded();
        assertThat(bench.gate.snapshot().session()).isEqualTo("connected");
    }

    @Test
    void aHintThatThePhoneIsBackIsFollowedAtOnce() {
        bench.disconnects();
        Message waiting = bench.send();
        bench.gate.reconnected();

        assertThat(waiting.goes()).isTrue();
    }

    @Test
    void aMessageWhoseTimeToLivePassesWhileTheDeviceIsDownExpires() {
        bench.disconnects();
        bench.statusIs(State.DOWN, null);
        Message otp = new Message("+otp", bench.timer);
        bench.gate.enter(
                bench.entry(otp).expiresAt(VirtualTimer.START.plusSeconds(10)).build(), otp);
        bench.timer.advanceMillis(9_999);
        assertThat(otp.waits()).isTrue();
        bench.timer.advanceMillis(1);

        assertThat(otp.refusedAs()).isEqualTo(WapingErrorCategory.EXPIRED);
    }
}

package app.waping.camel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.gate.DeviceStatus.State;
import app.waping.camel.gate.GateBench.Message;
import app.waping.camel.gate.GateEvent.Kind;

/** Which phone a device is linked to, and what that means for messages that were meant for another one. */
class LinkTest {
    private final GateBench bench = new GateBench();
    private int recipients;

    @Test
    void whatIsMeantForAPhoneNamesItUntilAnOperatorReleasesIt() {
        bench.statusIs(State.NEEDS_QR, "first");
        bench.disconnects();
        bench.send();
        bench.timer.advanceMillis(2_000);
        bench.statusIs(State.CONNECTED, "second");
        bench.timer.advanceMillis(4_000);
        assertThat(bench.gate.link()).isEqualTo("first");

        bench.gate.release();
        assertThat(bench.gate.link()).isEqualTo("second");
        assertThat(meantFor("first").goes()).isTrue();
    }

    private Message meantFor(String link) {
        return bench.drained("+" + recipients++, link);
    }

    @Test
    void whatIsMeantForThePhoneThatIsLinkedGoes() {
        bench.statusIs(State.CONNECTED, "first");

        assertThat(meantFor("first").goes()).isTrue();
    }

    @Test
    void whatIsMeantForAnotherPhoneIsRefusedAndSaysWhatToDo() {
        bench.statusIs(State.CONNECTED, "second");
        Message refused = meantFor("first");

        assertThat(refused.refusedAs()).isEqualTo(WapingErrorCategory.VALIDATION_ERROR);
        assertThat(refused.refusal.getMessage()).contains("release the device", "remove linkGeneration");
    }

    @Test
    void whatIsMeantForAPhoneWaitsForTheAnswerAndHoldsUpNobodyElse() {
        CompletableFuture<DeviceStatus> answer = new CompletableFuture<>();
        bench.status = (credential, device) -> answer;
        Message other = meantFor("first");
        Message same = meantFor("second");
        assertThat(bench.send().goes()).isTrue();
        assertThat(other.waits()).isTrue();
        assertThat(same.waits()).isTrue();

        answer.complete(new DeviceStatus(State.CONNECTED, "second"));

        assertThat(other.refusedAs()).isEqualTo(WapingErrorCategory.VALIDATION_ERROR);
        assertThat(same.goes()).isTrue();
        assertThat(bench.queries).hasSize(1);
    }

    @Test
    void whatIsMeantForAPhoneGoesWhereTheApiDoesNotTellWhichOneIsLinked() {
        bench.status = (credential, device) -> new CompletableFuture<>();
        Message message = meantFor("first");
        bench.timer.advanceMillis(9_999);
        assertThat(message.waits()).isTrue();
        bench.timer.advanceMillis(1);

        assertThat(message.goes()).isTrue();
    }

    @Test
    void whichPhoneIsLinkedIsAskedForAtMostOnceAMinute() {
        bench.statusIs(State.CONNECTED, "first");
        meantFor("first");
        bench.timer.advanceMillis(59_999);
        meantFor("first");
        assertThat(bench.queries).hasSize(1);
        bench.statusIs(State.CONNECTED, "second");
        bench.timer.advanceMillis(1);

        assertThat(meantFor("first").refusedAs()).isEqualTo(WapingErrorCategory.VALIDATION_ERROR);
        assertThat(bench.queries).hasSize(2);
    }

    @Test
    void aPhoneThatIsLinkedAgainAfterAnotherOneGetsWhatWasMeantForIt() {
        bench.statusIs(State.CONNECTED, "second");
        assertThat(meantFor("first").refusedAs()).isEqualTo(WapingErrorCategory.VALIDATION_ERROR);
        bench.statusIs(State.CONNECTED, "first");
        bench.timer.advance(Duration.ofMinutes(1));

        assertThat(meantFor("first").goes()).isTrue();
    }

    @Test
    void anAnswerThatComesAfterAHintStillTellsOfAnotherPhone() {
        bench.statusIs(State.DOWN, "first");
        bench.disconnects();
        bench.timer.advanceMillis(2_000);
        CompletableFuture<DeviceStatus> answer = new CompletableFuture<>();
        bench.status = (credential, device) -> answer;
        bench.timer.advanceMillis(4_000);
        bench.gate.reconnected();
        answer.complete(new DeviceStatus(State.CONNECTED, "second"));

        assertThat(bench.kinds()).contains(Kind.DEVICE_RELINKED);
        assertThat(meantFor("first").waits()).isTrue();
    }

    @Test
    void aReleaseBeforeThePhoneIsKnownHoldsForTheOneThatIsFound() {
        bench.statusIs(State.CONNECTED, "second");
        bench.gate.release();

        assertThat(meantFor("first").goes()).isTrue();
    }

    @Test
    void whatWaitsInAnOutageForAPhoneIsRefusedWhereAnotherOneComesBack() {
        bench.statusIs(State.DOWN, null);
        bench.disconnects();
        Message waiting = meantFor("first");
        bench.statusIs(State.CONNECTED, "second");
        bench.timer.advance(Duration.ofSeconds(10));

        assertThat(waiting.refusedAs()).isEqualTo(WapingErrorCategory.VALIDATION_ERROR);
    }
}

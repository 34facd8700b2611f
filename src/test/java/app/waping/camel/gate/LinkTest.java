package app.waping.camel.gate;

import static app.waping.camel.gate.GateBench.failure;
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

    private Message send() {
        return bench.send("+" + recipients++);
    }

    private void disconnects() {
        send().permit.failed(failure(WapingErrorCategory.SESSION_DISCONNECTED));
    }

    private void statusIs(State state, String link) {
        bench.status = (credential, device) -> CompletableFuture.completedFuture(new DeviceStatus(state, link));
    }

    @Test
    void whatIsMeantForAPhoneNamesItUntilAnOperatorReleasesIt() {
        statusIs(State.NEEDS_QR, "first");
        disconnects();
        send();
        bench.timer.advanceMillis(2_000);
        statusIs(State.CONNECTED, "second");
        bench.timer.advanceMillis(4_000);
        assertThat(bench.gate.link()).isEqualTo("first");

        bench.gate.release();
        assertThat(bench.gate.link()).isEqualTo("second");
        assertThat(meantFor("first").goes()).isTrue();
    }

    private Message meantFor(String link) {
        Message message = new Message("+" + recipients++, bench.timer);
        bench.gate.enter(bench.entry(message).drained(true).link(link).build(), message);
        return message;
    }

    @Test
    void whatIsMeantForThePhoneThatIsLinkedGoes() {
        statusIs(State.CONNECTED, "first");

        assertThat(meantFor("first").goes()).isTrue();
    }

    @Test
    void whatIsMeantForAnotherPhoneIsRefusedAndSaysWhatToDo() {
        statusIs(State.CONNECTED, "second");
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
        assertThat(send().goes()).isTrue();
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
        statusIs(State.CONNECTED, "first");
        meantFor("first");
        bench.timer.advanceMillis(59_999);
        meantFor("first");
        assertThat(bench.queries).hasSize(1);
        statusIs(State.CONNECTED, "second");
        bench.timer.advanceMillis(1);

        assertThat(meantFor("first").refusedAs()).isEqualTo(WapingErrorCategory.VALIDATION_ERROR);
        assertThat(bench.queries).hasSize(2);
    }

    @Test
    void aPhoneThatIsLinkedAgainAfterAnotherOneGetsWhatWasMeantForIt() {
        statusIs(State.CONNECTED, "second");
        assertThat(meantFor("first").refusedAs()).isEqualTo(WapingErrorCategory.VALIDATION_ERROR);
        statusIs(State.CONNECTED, "first");
        bench.timer.advance(Duration.ofMinutes(1));

        assertThat(meantFor("first").goes()).isTrue();
    }

    @Test
    void anAnswerThatComesAfterAHintStillTellsOfAnotherPhone() {
        statusIs(State.DOWN, "first");
        disconnects();
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
        statusIs(State.CONNECTED, "second");
        bench.gate.release();

        assertThat(meantFor("first").goes()).isTrue();
    }

    @Test
    void whatWaitsInAnOutageForAPhoneIsRefusedWhereAnotherOneComesBack() {
        statusIs(State.DOWN, null);
        disconnects();
        Message waiting = meantFor("first");
        statusIs(State.CONNECTED, "second");
        bench.timer.advance(Duration.ofSeconds(10));

        assertThat(waiting.refusedAs()).isEqualTo(WapingErrorCategory.VALIDATION_ERROR);
    }
}

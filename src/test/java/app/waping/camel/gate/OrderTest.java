package app.waping.camel.gate;

import static app.waping.camel.gate.GateBench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.gate.GateBench.Message;

class OrderTest {
    private final GateBench bench = new GateBench();

    @Test
    void oneMessagePerRecipientIsOnItsWay() {
        Message first = bench.send("+1");
        Message second = bench.send("+1");
        Message other = bench.send("+2");

        assertThat(first.goes()).isTrue();
        assertThat(second.waits()).isTrue();
        assertThat(other.goes()).isTrue();

        first.permit.succeeded();

        assertThat(second.goes()).isTrue();
    }

    @Test
    void aMessageThatComesBackGoesBeforeThoseBehindIt() {
        Message first = bench.send("+1");
        Message second = bench.send("+1");
        WapingException failure = failure(WapingErrorCategory.SERVER_ERROR);

        first.permit.failed(failure);
        assertThat(second.waits()).isTrue();

        bench.again(first, failure, Duration.ofMillis(500));
        bench.timer.advanceMillis(499);
        assertThat(first.waits()).isTrue();
        bench.timer.advanceMillis(1);
        assertThat(first.goes()).isTrue();
        assertThat(second.waits()).isTrue();

        first.permit.succeeded();
        assertThat(second.goes()).isTrue();
    }

    @Test
    void aFailureThatIsNotRetriedFreesTheLane() {
        Message first = bench.send("+1");
        Message second = bench.send("+1");

        first.permit.failed(failure(WapingErrorCategory.VALIDATION_ERROR));

        assertThat(second.goes()).isTrue();
    }

    @Test
    void theEndOfTheExchangeFreesTheLane() {
        Message first = bench.send("+1");
        Message second = bench.send("+1");
        first.permit.failed(failure(WapingErrorCategory.SERVER_ERROR));

        first.turn.release();

        assertThat(second.goes()).isTrue();
    }

    @Test
    void aLaterStepOfTheSameExchangeIsNotBlockedByItsOwnTurn() {
        Message first = bench.send("+1");
        first.permit.failed(failure(WapingErrorCategory.SERVER_ERROR));
        Message laterStep = new Message("+1", bench.timer);

        bench.gate.enter(
                Entry.builder(bench.settings).recipient("+1").turn(first.turn).build(), laterStep);

        assertThat(laterStep.goes()).isTrue();
    }

    @Test
    void twoExchangesThatTurnToEachOthersRecipientsDoNotLockEachOtherOut() {
        Message one = bench.send("+1");
        Message two = bench.send("+2");
        one.permit.failed(failure(WapingErrorCategory.SERVER_ERROR));
        two.permit.failed(failure(WapingErrorCategory.SERVER_ERROR));

        Message oneToTwo = new Message("+2", bench.timer);
        Message twoToOne = new Message("+1", bench.timer);
        bench.gate.enter(
                Entry.builder(bench.settings).recipient("+2").turn(one.turn).build(), oneToTwo);
        bench.gate.enter(
                Entry.builder(bench.settings).recipient("+1").turn(two.turn).build(), twoToOne);

        assertThat(oneToTwo.goes()).isTrue();
        assertThat(twoToOne.goes()).isTrue();
    }

    @Test
    void withoutOrderARecipientsMessagesGoTogether() {
        bench.settings = new GateSettings(8, false, 100, Duration.ofSeconds(30));

        assertThat(bench.send("+1").goes()).isTrue();
        assertThat(bench.send("+1").goes()).isTrue();
    }

    @Test
    void aReplayLetsLiveMessagesPassThatCameLater() {
        bench.settings = new GateSettings(1, true, 100, Duration.ofSeconds(30));
        Message first = bench.send("+0");
        Message replay = bench.drained("+1");
        Message live = bench.send("+2");

        first.permit.succeeded();
        assertThat(live.goes()).isTrue();
        assertThat(replay.waits()).isTrue();
        live.permit.succeeded();
        assertThat(replay.goes()).isTrue();
    }

    @Test
    void aReplayIsNextOnceAThousandLiveMessagesThatCameLaterHavePassed() {
        bench.settings = new GateSettings(1, true, 5_000, Duration.ofSeconds(30));
        Message first = bench.send("+0");
        Message replay = bench.drained("+1");
        List<Message> live = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            live.add(bench.send("+9" + i));
        }

        first.permit.succeeded();
        int passed = 0;
        while (!replay.goes()) {
            live.get(passed++).permit.succeeded();
        }
        assertThat(passed).isEqualTo(999);
    }

    @Test
    void aLiveMessageGoesBeforeManyReplaysThatWaitAlready() {
        bench.settings = new GateSettings(1, true, 5_000, Duration.ofSeconds(30));
        Message first = bench.send("+0");
        for (int i = 0; i < 3_000; i++) {
            bench.drained("+9" + i);
        }
        Message live = bench.send("+1");

        first.permit.succeeded();
        assertThat(live.goes()).isTrue();
    }

    @Test
    void liveMessagesGoBetweenManyReplays() {
        bench.settings = new GateSettings(1, true, 9_000, Duration.ofSeconds(30));
        Message first = bench.send("+0");
        List<Message> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(bench.drained("+9" + i));
        }
        Message lastReplay = waiting.get(99);
        Set<Message> live = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            live.add(bench.send("+8" + i));
        }
        waiting.addAll(live);

        first.permit.succeeded();
        int passed = 0;
        while (!lastReplay.goes()) {
            Message next = waiting.stream().filter(Message::goes).findFirst().orElseThrow();
            waiting.remove(next);
            passed += live.contains(next) ? 1 : 0;
            next.permit.succeeded();
        }
        assertThat(passed).isEqualTo(999 + 99 * 5);
    }

    @Test
    void aLiveMessageDoesNotOvertakeAReplayToTheSameRecipient() {
        bench.settings = new GateSettings(1, true, 100, Duration.ofSeconds(30));
        Message first = bench.send("+0");
        Message replay = bench.drained("+1");
        Message live = bench.send("+1");

        first.permit.succeeded();
        assertThat(replay.goes()).isTrue();
        assertThat(live.waits()).isTrue();
    }

    @Test
    void noMoreThanTheCapIsInFlight() {
        for (int i = 0; i < 8; i++) {
            assertThat(bench.send("+" + i).goes()).isTrue();
        }
        assertThat(bench.send("+8").waits()).isTrue();
    }
}

package app.waping.camel.gate;

import static app.waping.camel.gate.GateBench.failure;
import static app.waping.camel.gate.GateBench.throttled;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.gate.GateBench.Message;
import app.waping.camel.gate.GateEvent.Kind;

class GuardTest {
    private final GateBench bench = new GateBench();
    private int recipients;

    private Message send() {
        return bench.send("+" + recipients++);
    }

    private void fails(WapingErrorCategory category) {
        send().permit.failed(failure(category));
    }

    @Test
    void aRefusedCredentialIsClosedForAllItsDevices() {
        Message elsewhere = new Message("+x", bench.timer);
        fails(WapingErrorCategory.UNAUTHORIZED);
        bench.gates.device("account", "dev_2").enter(bench.entry(elsewhere).build(), elsewhere);
        Message otherKey = new Message("+y", bench.timer);
        bench.gates.device("other account", "dev_1").enter(bench.entry(otherKey).build(), otherKey);

        assertThat(send().refusedAs()).isEqualTo(WapingErrorCategory.UNAUTHORIZED);
        assertThat(elsewhere.refusedAs()).isEqualTo(WapingErrorCategory.UNAUTHORIZED);
        assertThat(elsewhere.refusal.getHttpResponseCode()).isEqualTo(401);
        assertThat(otherKey.goes()).isTrue();
        assertThat(bench.kinds()).containsExactly(Kind.CREDENTIAL_CLOSED);
    }

    @Test
    void whatWaitsIsRefusedWithTheCredential() {
        bench.settings = new GateSettings(1, true, 100, Duration.ofSeconds(30));
        Message first = send();
        Message waiting = send();
        first.permit.failed(failure(WapingErrorCategory.UNAUTHORIZED));

        assertThat(waiting.refusedAs()).isEqualTo(WapingErrorCategory.UNAUTHORIZED);
    }

    @Test
    void oneMessageProbesAfterFiveMinutesAndThenAtGrowingIntervals() {
        fails(WapingErrorCategory.UNAUTHORIZED);
        List<Long> probes = new ArrayList<>();
        for (int minute = 1; minute <= 200; minute++) {
            bench.timer.advance(Duration.ofMinutes(1));
            for (int i = 0; i < 3; i++) {
                Message message = send();
                if (message.goes()) {
                    probes.add(bench.timer.millis() / 60_000);
                    message.permit.failed(failure(WapingErrorCategory.UNAUTHORIZED));
                }
            }
        }

        assertThat(probes).containsExactly(5L, 15L, 35L, 75L, 135L, 195L);
    }

    @Test
    void aProbeThatIsTakenOpensTheCredential() {
        fails(WapingErrorCategory.UNAUTHORIZED);
        bench.timer.advance(Duration.ofMinutes(5));
        Message probe = send();
        assertThat(send().refusedAs()).isEqualTo(WapingErrorCategory.UNAUTHORIZED);
        probe.permit.succeeded();

        assertThat(send().goes()).isTrue();
        assertThat(bench.kinds()).containsExactly(Kind.CREDENTIAL_CLOSED, Kind.CREDENTIAL_RESUMED);
    }

    @Test
    void anotherKeyIsTriedAtOnce() {
        fails(WapingErrorCategory.UNAUTHORIZED);
        bench.gates.keyChanged("account");

        assertThat(send().goes()).isTrue();
        assertThat(send().refusedAs()).isEqualTo(WapingErrorCategory.UNAUTHORIZED);
    }

    @Test
    void beyondTheBudgetOfBadRequestsOneGoesPerIntervalUntilTheyHaveBecomeFew() {
        for (int i = 0; i < 21; i++) {
            fails(i % 3 == 0 ? WapingErrorCategory.NOT_FOUND : WapingErrorCategory.VALIDATION_ERROR);
        }
        assertThat(bench.kinds()).containsExactly(Kind.BUDGET_EXCEEDED);
        assertThat(bench.events.get(0).text()).contains("VALIDATION_ERROR 14, NOT_FOUND 7");

        Message first = send();
        Message second = send();
        assertThat(first.waits()).isTrue();
        bench.timer.advanceMillis(3_000);
        assertThat(first.goes()).isTrue();
        assertThat(second.waits()).isTrue();
        first.permit.succeeded();
        bench.timer.advanceMillis(3_000);
        assertThat(second.goes()).isTrue();
        second.permit.succeeded();

        bench.timer.advance(Duration.ofMinutes(1));
        assertThat(send().goes()).isTrue();
        assertThat(send().goes()).isTrue();
        assertThat(bench.kinds()).containsExactly(Kind.BUDGET_EXCEEDED, Kind.BUDGET_RECOVERED);
    }

    @Test
    void badRequestsThatGoOnAreToldOfOnce() {
        for (int i = 0; i < 21; i++) {
            fails(WapingErrorCategory.FORBIDDEN);
        }
        List<Message> messages = new ArrayList<>();
        for (int second = 0; second < 600; second++) {
            messages.add(send());
            bench.timer.advanceMillis(1_000);
            messages.stream()
                    .filter(Message::goes)
                    .forEach(message -> message.permit.failed(failure(WapingErrorCategory.FORBIDDEN)));
        }

        assertThat(bench.kinds()).containsExactly(Kind.BUDGET_EXCEEDED);
        assertThat(messages.stream().filter(Message::goes)).hasSize(200);
    }

    @Test
    void serverErrorsInARowLeadToOneAtATimeUntilOneSucceeds() {
        for (int i = 0; i < 5; i++) {
            fails(WapingErrorCategory.SERVER_ERROR);
        }
        Message one = send();
        Message two = send();
        Message three = send();
        assertThat(one.goes()).isTrue();
        assertThat(two.waits()).isTrue();

        one.permit.failed(failure(WapingErrorCategory.TRANSPORT));
        assertThat(two.goes()).isTrue();
        assertThat(three.waits()).isTrue();
        two.permit.succeeded();
        assertThat(three.goes()).isTrue();
        assertThat(send().goes()).isTrue();
        assertThat(bench.kinds()).containsExactly(Kind.TROUBLE, Kind.TROUBLE_OVER);
    }

    @Test
    void firstAttemptsAreNeverBlockedByTheRetryBudget() {
        WapingException failure = failure(WapingErrorCategory.SERVER_ERROR);
        int retries = 0;
        int first = 0;
        List<Message> failed = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Message message = send();
            assertThat(message.goes()).isTrue();
            first++;
            message.permit.failed(failure);
            failed.add(message);
        }
        for (Message message : failed) {
            bench.again(message, failure, Duration.ZERO);
            if (message.goes()) {
                retries++;
                message.permit.failed(failure);
            }
        }

        assertThat(first).isEqualTo(100);
        assertThat(retries).as("a reserve of 10 and 20 % of 100").isEqualTo(30);
        Message fresh = send();
        assertThat(fresh.goes()).isTrue();
    }

    @Test
    void retriesThatSucceedCostNothing() {
        WapingException failure = failure(WapingErrorCategory.TRANSPORT);
        List<Message> failed = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Message message = send();
            message.permit.failed(failure);
            failed.add(message);
        }
        for (Message message : failed) {
            bench.again(message, failure, Duration.ZERO);
            assertThat(message.goes()).isTrue();
            message.permit.succeeded();
        }
    }

    @Test
    void aRetryThatTheBudgetHoldsTooLongIsRefusedAsItFailed() {
        WapingException failure = failure(WapingErrorCategory.SERVER_ERROR);
        List<Message> failed = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Message message = send();
            message.permit.failed(failure);
            failed.add(message);
        }
        failed.forEach(message -> bench.again(message, failure, Duration.ZERO));
        for (int second = 0; second < 40; second++) {
            for (Message message : failed) {
                if (message.goes()) {
                    message.permit.failed(failure);
                }
            }
            bench.timer.advanceMillis(1_000);
        }

        assertThat(failed).noneMatch(Message::waits);
        assertThat(failed).anyMatch(message -> message.refusedAs() == WapingErrorCategory.SERVER_ERROR);
    }

    @Test
    void anOperatorsPauseIsTheOperatorsToEnd() {
        bench.gate.pause();
        Message waiting = send();
        send();
        fails429Elsewhere();
        bench.timer.advanceMillis(29_000);
        assertThat(waiting.waits()).isTrue();

        bench.gate.resume();
        assertThat(waiting.goes()).isTrue();
        assertThat(bench.kinds()).contains(Kind.OPERATOR_PAUSED, Kind.OPERATOR_RESUMED);
    }

    private void fails429Elsewhere() {
        Message other = new Message("+x", bench.timer);
        bench.gates.device("account", "dev_2").enter(bench.entry(other).build(), other);
        other.permit.failed(throttled(10));
    }

    @Test
    void whatAnOperatorHoldsForTooLongIsRefused() {
        bench.gate.pause();
        Message waiting = send();
        bench.timer.advanceMillis(30_000);

        assertThat(waiting.refusedAs()).isEqualTo(WapingErrorCategory.RATE_LIMITED);
        assertThat(waiting.refusal.getRetryAfter()).isGreaterThan(Duration.ofSeconds(30));
        assertThat(send().refusedAs()).isEqualTo(WapingErrorCategory.RATE_LIMITED);
    }

    @Test
    void aDeviceThatIsDrainedSendsWhatWaitsAndTakesNothingOn() {
        bench.settings = new GateSettings(1, true, 100, Duration.ofSeconds(30));
        Message first = send();
        Message waiting = send();
        bench.gate.drain();
        Message late = send();
        first.permit.succeeded();

        assertThat(waiting.goes()).isTrue();
        assertThat(late.refusedAs()).isEqualTo(WapingErrorCategory.RATE_LIMITED);
    }

    @Test
    void aFullGateRefusesAtOnceWithTheRemainingWait() {
        bench.settings = new GateSettings(8, true, 2, Duration.ofSeconds(30));
        send().permit.failed(throttled(5_000));
        assertThat(send().waits()).isTrue();
        assertThat(send().waits()).isTrue();
        Message third = send();

        assertThat(third.refusedAs()).isEqualTo(WapingErrorCategory.RATE_LIMITED);
        assertThat(third.refusal.getRetryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(third.refusal.getMessage()).contains("full");
    }

    @Test
    void aSenderThatStopsGetsBackWhatWaitsAndMaySendWhatCanGoAtOnce() {
        Object stopping = new Object();
        bench.settings = new GateSettings(1, true, 100, Duration.ofSeconds(30));
        Message going = new Message("+1", bench.timer);
        bench.gate.enter(bench.entry(going).owner(stopping).build(), going);
        Message waiting = new Message("+2", bench.timer);
        bench.gate.enter(bench.entry(waiting).owner(stopping).build(), waiting);
        Message others = send();

        bench.gates.stop(stopping);

        assertThat(waiting.refusedAs()).isEqualTo(WapingErrorCategory.INTERRUPTED);
        assertThat(others.waits()).isTrue();
        going.permit.succeeded();
        assertThat(others.goes()).isTrue();
        Message late = new Message("+3", bench.timer);
        bench.gate.enter(bench.entry(late).owner(stopping).build(), late);
        assertThat(late.refusedAs()).isEqualTo(WapingErrorCategory.INTERRUPTED);
        others.permit.succeeded();
        Message atOnce = new Message("+4", bench.timer);
        bench.gate.enter(bench.entry(atOnce).owner(stopping).build(), atOnce);
        assertThat(atOnce.goes()).isTrue();
    }

    @Test
    void theEndOfAllGatesLeavesNobodyAndNoTimer() {
        send().permit.failed(throttled(5_000));
        Message waiting = send();
        bench.gates.close();

        assertThat(waiting.refusedAs()).isEqualTo(WapingErrorCategory.INTERRUPTED);
        assertThat(send().refusedAs()).isEqualTo(WapingErrorCategory.INTERRUPTED);
        assertThat(bench.timer.pending()).isZero();
    }

    @Test
    void aPermitThatIsNotUsedGivesItsPlaceBack() {
        bench.settings = new GateSettings(1, true, 100, Duration.ofSeconds(30));
        Message first = send();
        Message second = send();
        first.permit.unused();
        first.permit.failed(throttled(5_000));

        assertThat(second.goes()).as("only the first report counts").isTrue();
    }

    @Test
    void aMessageThatHasExpiredBeforeItCameIsNotSent() {
        Message late = new Message("+1", bench.timer);
        bench.gate.enter(bench.entry(late).expiresAt(VirtualTimer.START).build(), late);

        assertThat(late.refusedAs()).isEqualTo(WapingErrorCategory.EXPIRED);
    }
}

package app.waping.camel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;
import app.waping.camel.gate.OutageCause.Scope;
import app.waping.camel.gate.OutageNews.State;

class OutagesTest {
    private final VirtualTimer timer = new VirtualTimer();
    private final List<OutageNews> later = new ArrayList<>();
    private final Outages outages = new Outages(timer, OutageSettings.DEFAULTS, later::add);
    private final List<OutageNews> atOnce = new ArrayList<>();

    private void fails(WapingErrorCategory category) {
        WapingException failure = GateBench.failure(category);
        outages.failed(OutageCause.of(failure, "account", "waping"), failure).ifPresent(atOnce::add);
    }

    private void failsWith(String code) {
        WapingException failure = WapingException.of(
                WapingErrorCategory.UNKNOWN,
                new WapingError(code, 418, null, null, null, null, null, "dev_1", null, null));
        outages.failed(OutageCause.of(failure, "account", "waping"), failure).ifPresent(atOnce::add);
    }

    private void succeeds() {
        atOnce.addAll(outages.succeeded(Scope.DEVICE, "dev_1"));
        atOnce.addAll(outages.succeeded(Scope.CREDENTIAL, "account"));
        atOnce.addAll(outages.succeeded(Scope.POLICY, "waping"));
    }

    private static List<State> states(List<OutageNews> news) {
        return news.stream().map(OutageNews::state).toList();
    }

    @Test
    void anOutageOfTenThousandMessagesIsToldOnceWhenItBeginsAndOnceWhenItIsOver() {
        for (int i = 0; i < 10_000; i++) {
            fails(WapingErrorCategory.SESSION_DISCONNECTED);
            timer.advanceMillis(5);
        }
        succeeds();

        assertThat(states(later)).containsExactly(State.RAISED);
        assertThat(states(atOnce)).containsExactly(State.RESOLVED);
        assertThat(atOnce.get(0).failures()).isEqualTo(10_000);
        assertThat(timer.pending()).isZero();
    }

    @Test
    void aSessionThatIsBackWithinTenSecondsIsNotToldOf() {
        fails(WapingErrorCategory.SESSION_DISCONNECTED);
        timer.advanceMillis(9_999);
        succeeds();
        timer.advance(Duration.ofHours(1));

        assertThat(atOnce).isEmpty();
        assertThat(later).isEmpty();
    }

    @Test
    void aLostSessionIsToldOfAfterTenSeconds() {
        fails(WapingErrorCategory.SESSION_DISCONNECTED);
        timer.advanceMillis(9_999);
        assertThat(later).isEmpty();
        timer.advanceMillis(1);

        assertThat(states(later)).containsExactly(State.RAISED);
        assertThat(later.get(0).since()).isEqualTo(VirtualTimer.START);
    }

    @Test
    void anOutageThatGoesOnIsToldOfAgainAtGrowingIntervals() {
        for (int minute = 0; minute <= 120; minute++) {
            fails(WapingErrorCategory.UNAUTHORIZED);
            timer.advance(Duration.ofMinutes(1));
        }

        assertThat(states(atOnce)).containsExactly(State.RAISED, State.ONGOING, State.ONGOING, State.ONGOING);
        assertThat(atOnce.stream()
                        .map(news -> Duration.between(news.since(), news.at()).toMinutes()))
                .containsExactly(0L, 15L, 45L, 105L);
        assertThat(atOnce.get(3).failures()).isEqualTo(106);
    }

    @Test
    void aCredentialThatIsTakenAgainIsToldAtOnce() {
        fails(WapingErrorCategory.UNAUTHORIZED);
        succeeds();
        succeeds();

        assertThat(states(atOnce)).containsExactly(State.RAISED, State.RESOLVED);
    }

    @Test
    void anOutageOfTheApiIsOverOnceMessagesGoThroughAndNoneHasFailedForAWhile() {
        for (int i = 0; i < 100; i++) {
            fails(WapingErrorCategory.SERVER_ERROR);
            succeeds();
            timer.advance(Duration.ofSeconds(10));
        }
        assertThat(later).isEmpty();
        timer.advance(Duration.ofSeconds(30));

        assertThat(states(atOnce)).containsExactly(State.RAISED, State.ONGOING);
        assertThat(states(later)).containsExactly(State.RESOLVED);
    }

    @Test
    void anOutageOfTheApiIsNotOverWhileNothingGoesThrough() {
        fails(WapingErrorCategory.TRANSPORT);
        timer.advance(Duration.ofHours(3));

        assertThat(later).isEmpty();
        assertThat(outages.open()).hasSize(1);
    }

    @Test
    void aCodeThatIsNotKnownIsToldOncePerCodeAndIsOverWhenItStaysAway() {
        failsWith("NEW_ONE");
        failsWith("NEW_ONE");
        failsWith("NEW_TWO");
        succeeds();
        failsWith("NEW_ONE");
        assertThat(states(atOnce)).containsExactly(State.RAISED, State.RAISED);

        timer.advance(Duration.ofMinutes(15));

        assertThat(states(later)).containsExactly(State.RESOLVED, State.RESOLVED);
        assertThat(outages.open()).isEmpty();
    }

    @Test
    void codesWithoutEndDoNotFillTheMemory() {
        for (int i = 0; i < 5_000; i++) {
            failsWith("CODE_" + i);
        }

        assertThat(outages.open()).hasSize(Outages.MOST_CAUSES + 1);
        assertThat(atOnce).hasSize(Outages.MOST_CAUSES + 1);
    }

    @Test
    void devicesHaveOutagesOfTheirOwn() {
        fails(WapingErrorCategory.SESSION_DISCONNECTED);
        timer.advance(Duration.ofSeconds(10));
        atOnce.addAll(outages.succeeded(Scope.DEVICE, "dev_2"));

        assertThat(states(later)).containsExactly(State.RAISED);
        assertThat(atOnce).isEmpty();
    }
}

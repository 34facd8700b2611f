package app.waping.camel.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StubLimitsTest {
    private static final String TO = "+15551234567";
    private static final ManualClock CLOCK = new ManualClock(Instant.parse("1994-11-06T08:49:35.300Z"));

    @RegisterExtension
    static final WapingStubExtension STUBS =
            new WapingStubExtension(WapingStub.builder().clock(CLOCK).devices("dev_123", "dev_2"));

    private WapingStub stub;
    private final TestClient client = new TestClient();

    @Test
    void aFixedWindowTakesAgainWhenTheNextOneOpens() {
        stub.limit(Limit.fixedWindow(2, Duration.ofSeconds(3)));
        assertThat(taken(3)).isEqualTo(2);

        advance(2_999);
        assertThat(taken(1)).isZero();
        advance(1);
        assertThat(taken(3)).isEqualTo(2);
    }

    @Test
    void aSlidingWindowTakesAsTheOldestLeave() {
        stub.limit(Limit.slidingWindow(2, Duration.ofSeconds(3)));
        assertThat(taken(1)).isEqualTo(1);
        advance(2_000);
        assertThat(taken(2)).isEqualTo(1);

        advance(1_000);
        assertThat(taken(2)).isEqualTo(1);
        advance(2_000);
        assertThat(taken(2)).isEqualTo(1);
    }

    @Test
    void aTokenBucketTakesABurstAndThenAtItsRate() {
        stub.limit(Limit.tokenBucket(10, 5));
        assertThat(taken(7)).isEqualTo(5);

        advance(100);
        assertThat(taken(2)).isEqualTo(1);
        advance(60_000);
        assertThat(taken(7)).isEqualTo(5);
    }

    @Test
    void aLimitCanCountPerDeviceOrPerAccount() {
        stub.limit(Limit.fixedWindow(1, Duration.ofSeconds(3)));
        assertThat(taken(2)).isEqualTo(1);
        assertThat(sendFrom("dev_2").statusCode()).isEqualTo(202);

        stub.limit(Limit.fixedWindow(1, Duration.ofSeconds(3)).perAccount());
        assertThat(taken(1)).isEqualTo(1);
        assertThat(sendFrom("dev_2").statusCode()).isEqualTo(429);
    }

    @Test
    void aLimitCanChangeWhileTheStubRuns() {
        stub.limit(Limit.fixedWindow(2, Duration.ofSeconds(3)));
        assertThat(taken(5)).isEqualTo(2);
        stub.limit(Limit.fixedWindow(4, Duration.ofSeconds(3)));
        assertThat(taken(5)).isEqualTo(4);
        stub.limit(Limit.none());
        assertThat(taken(5)).isEqualTo(5);
    }

    @Test
    void aRefusalTellsTheWaitInEachForm() {
        CLOCK.set(Instant.parse("1994-11-06T08:49:35.300Z"));

        assertThat(retryAfter(RetryAfterForm.SECONDS)).isEqualTo("2");
        assertThat(retryAfter(RetryAfterForm.IMF_FIXDATE)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(retryAfter(RetryAfterForm.RFC_850)).isEqualTo("Sunday, 06-Nov-94 08:49:37 GMT");
        assertThat(retryAfter(RetryAfterForm.ASCTIME)).isEqualTo("Sun Nov  6 08:49:37 1994");
        assertThat(retryAfter(RetryAfterForm.NONE)).isNull();
    }

    @Test
    void aSkewedClockShowsInDateAndRetryAfterAlike() {
        CLOCK.set(Instant.parse("1994-11-06T08:49:35.300Z"));
        stub.clockSkew(Duration.ofHours(-1));
        stub.limit(Limit.fixedWindow(0, Duration.ofMillis(1700)).telling(RetryAfterForm.IMF_FIXDATE));

        HttpResponse<String> answer = send();
        assertThat(answer.headers().firstValue("Date")).hasValue("Sun, 06 Nov 1994 07:49:35 GMT");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("Sun, 06 Nov 1994 07:49:37 GMT");
    }

    @Test
    void aRequestBeforeTheToldTimeIsNotedAsEarly() {
        stub.next(StubAnswer.rateLimited(Duration.ofSeconds(2)));
        send();
        assertThat(send().statusCode()).isEqualTo(202);
        assertThat(stub.journal().earlyRequests()).isEmpty();

        advance(500);
        send();
        assertThat(stub.journal().earlyRequests())
                .singleElement()
                .extracting(JournalEntry::earlyBy)
                .isEqualTo(Duration.ofMillis(1500));

        advance(1500);
        send();
        assertThat(stub.journal().earlyRequests()).hasSize(1);
    }

    @Test
    void anAccountWideWaitBindsItsOtherDevices() {
        stub.limit(Limit.fixedWindow(1, Duration.ofSeconds(3)).perAccount());
        taken(2);
        advance(1_000);

        sendFrom("dev_2");
        assertThat(stub.journal().earlyRequests()).hasSize(1);
    }

    private String retryAfter(RetryAfterForm form) {
        stub.limit(Limit.fixedWindow(0, Duration.ofMillis(1700)).telling(form));
        return send().headers().firstValue("Retry-After").orElse(null);
    }

    private int taken(int messages) {
        int taken = 0;
        for (int i = 0; i < messages; i++) {
            taken += send().statusCode() == 202 ? 1 : 0;
        }
        return taken;
    }

    private HttpResponse<String> send() {
        return client.send(stub, TO, "hello", String.valueOf(System.nanoTime()));
    }

    private HttpResponse<String> sendFrom(String device) {
        String body = TestClient.message(TO, "hello").replace("dev_123", device);
        return client.post(stub, body, String.valueOf(System.nanoTime()));
    }

    private static void advance(long millis) {
        CLOCK.advance(Duration.ofMillis(millis));
    }
}

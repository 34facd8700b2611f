package app.waping.camel.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.waping.camel.error.WapingTransportException;

@ExtendWith(WapingStubExtension.class)
class HowToTestWithTheStubTest {
    // snippet: route
    private WapingStub stub; // filled by the extension, reset before each test

    @Test
    void aLostAnswerDoesNotSendTheMessageTwice() throws Exception {
        stub.next(Faults.reset().afterHandling()); // the API takes the message, the answer never comes

        CamelContext camel = new DefaultCamelContext();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(WapingTransportException.class).maximumRedeliveries(3);
                from("direct:orders").toF("waping:messages?baseUrl=%s&apiKey=%s", stub.baseUrl(), WapingStub.API_KEY);
            }
        });
        camel.start();
        camel.createProducerTemplate()
                .sendBodyAndHeaders(
                        "direct:orders",
                        "Your order #12345 is confirmed.",
                        Map.of("CamelWapingDeviceId", WapingStub.DEVICE, "CamelWapingTo", "+15551234567"));
        camel.stop();

        assertThat(stub.journal().messages()).hasSize(2); // sent, and sent again under the same key
        assertThat(stub.journal().accepted()).hasSize(1); // but taken on once
        assertThat(stub.journal().duplicates()).isEmpty();
    }
    // end

    @Test
    void limitsGoByAClockThatTheTestMoves() {
        // snippet: clock
        ManualClock clock = new ManualClock();
        try (WapingStub limited = WapingStub.builder()
                .clock(clock)
                .limit(Limit.fixedWindow(100, Duration.ofSeconds(3)).telling(RetryAfterForm.IMF_FIXDATE))
                .build()
                .start()) {
            sendTo(limited);
            clock.advance(Duration.ofSeconds(3)); // the next window is open
            sendTo(limited);

            assertThat(limited.journal().earlyRequests()).isEmpty();
        }
        // end
    }

    @ParameterizedTest
    @ValueSource(strings = {"route", "clock"})
    void theHowToShowsThisCode(String name) throws IOException {
        assertThat(Files.readString(Path.of("docs/how-to/test-with-the-stub.md")))
                .contains(snippet(name));
    }

    private static void sendTo(WapingStub limited) {
        assertThat(new TestClient().send(limited, "+15551234567", "hello", "k").statusCode())
                .isEqualTo(202);
    }

    private static String snippet(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/java/app/waping/camel/stub/HowToTestWithTheStubTest.java"));
        int start = source.indexOf('\n', source.indexOf("// snippet: " + name)) + 1;
        int end = source.lastIndexOf('\n', source.indexOf("// end", start));
        return source.substring(start, end).stripIndent();
    }
}

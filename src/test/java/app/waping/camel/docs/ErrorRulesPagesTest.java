package app.waping.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** Runs what the pages about error rules tell their readers to write. */
@ExtendWith(WapingStubExtension.class)
class ErrorRulesPagesTest {
    private WapingStub stub;

    private DocumentedCamel page(String page) throws Exception {
        return new DocumentedCamel(stub, page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void failuresAreRoutedByTheirCode(String language) throws Exception {
        try (DocumentedCamel camel = page("how-to/route-by-code.md")) {
            if (language.equals("yaml")) {
                camel.with("rules", "send-route");
            } else {
                camel.set("waping.deviceId", WapingStub.DEVICE).with("rules-in-java");
            }
            stub.next(StubAnswer.error(422, "RECIPIENT_NOT_ON_WHATSAPP", "not on WhatsApp"));
            stub.next(StubAnswer.error(400, "VALIDATION_ERROR", "bad number"));
            stub.next(StubAnswer.error(404, "NOT_FOUND", "no such device"));
            stub.next(StubAnswer.sessionDisconnected(409));

            for (int i = 0; i < 4; i++) {
                assertThat(camel.send("direct:orders").getException()).isNull();
            }

            assertThat(camel.at("jms:queue:waping.unreachable").getReceivedCounter())
                    .isEqualTo(1);
            assertThat(camel.at("jms:queue:waping.invalid").getReceivedCounter())
                    .isEqualTo(1);
            assertThat(camel.at("jms:queue:waping.dead").getReceivedCounter()).isEqualTo(1);
            assertThat(camel.at("jms:queue:waping.parked").getReceivedCounter()).isEqualTo(1);
        }
    }

    @Test
    void twoPoliciesHaveTheirOwnDeadLetters() throws Exception {
        try (DocumentedCamel camel = page("how-to/route-by-code.md").with("policies")) {
            String route = camel.page.text("send-route").replace("{{waping.deviceId}}", WapingStub.DEVICE);
            camel.load(route.replace("routeConfigurationId: waping", "routeConfigurationId: waping-otp"));
            stub.next(StubAnswer.error(404, "NOT_FOUND", "no such device"));

            camel.send("direct:orders");

            assertThat(camel.at("jms:queue:otp.dead").getReceivedCounter()).isEqualTo(1);
        }
    }

    @Test
    void aClauseOfTheUsersWinsForItsClass() throws Exception {
        try (DocumentedCamel camel = page("how-to/route-by-code.md").with("rules", "own-clause")) {
            camel.set("waping.errors.code.RECIPIENT_NOT_ON_WHATSAPP.dead-letter", "jms:queue:ours");
            stub.next(StubAnswer.error(422, "RECIPIENT_NOT_ON_WHATSAPP", "not on WhatsApp"));
            stub.next(StubAnswer.error(422, "SOMETHING_ELSE", "who knows"));

            camel.send("direct:offers");
            camel.send("direct:offers");

            assertThat(camel.at("jms:queue:waping.unreachable").getReceivedCounter())
                    .isEqualTo(1);
            assertThat(camel.at("jms:queue:waping.dead").getReceivedCounter()).isEqualTo(1);
            assertThat(camel.at("jms:queue:ours").getReceivedCounter()).isZero();
        }
    }

    @Test
    void theRulesHonourRetryAfter() throws Exception {
        try (DocumentedCamel camel = page("how-to/honour-retry-after.md").with("rules")) {
            camel.load(Snippets.of("how-to/route-by-code.md")
                    .text("send-route")
                    .replace("{{waping.deviceId}}", WapingStub.DEVICE));
            stub.next(StubAnswer.rateLimited(Duration.ofSeconds(1)));

            assertThat(camel.send("direct:orders").getException()).isNull();

            assertThat(stub.journal().accepted()).hasSize(1);
            assertThat(stub.journal().earlyRequests()).isEmpty();
        }
    }

    @Test
    void aLongWaitIsParkedWithItsTime() throws Exception {
        try (DocumentedCamel camel = page("how-to/honour-retry-after.md").with("rules")) {
            camel.load(Snippets.of("how-to/route-by-code.md")
                    .text("send-route")
                    .replace("{{waping.deviceId}}", WapingStub.DEVICE));
            stub.next(StubAnswer.rateLimited(Duration.ofMinutes(10)));

            assertThat(camel.send("direct:orders").getException()).isNull();

            var parked =
                    camel.at("jms:queue:waping.parked").getExchanges().get(0).getIn();
            assertThat(parked.getHeader("CamelWapingErrorRetryAfter", Long.class))
                    .isBetween(590_000L, 600_000L);
            assertThat(parked.getHeader("WapingNotBefore", Long.class)).isGreaterThan(System.currentTimeMillis());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"own-clause", "own-clause-in-java"})
    void aPlainClauseHonoursRetryAfterToo(String snippet) throws Exception {
        try (DocumentedCamel camel = page("how-to/honour-retry-after.md").with(snippet)) {
            stub.next(2, StubAnswer.rateLimited(Duration.ofSeconds(1)));

            assertThat(camel.send("direct:offers").getException()).isNull();

            assertThat(stub.journal().accepted()).hasSize(1);
            assertThat(stub.journal().earlyRequests()).isEmpty();
        }
    }

    @Test
    void operatorsAreToldInWords() throws Exception {
        try (DocumentedCamel camel = page("how-to/alert-operators.md")
                .with("rules", "alert-route")
                .set("waping.errors.dead-letter", "mock:dead")
                .set("waping.alerts.flap", "0")) {
            camel.load(Snippets.of("how-to/route-by-code.md")
                    .text("send-route")
                    .replace("{{waping.deviceId}}", WapingStub.DEVICE));
            stub.next(StubAnswer.sessionDisconnected(409));
            var told = camel.at("slack:#wa-ops");
            told.expectedMessageCount(1);

            camel.send("direct:orders");

            told.assertIsSatisfied(5000);
            assertThat(told.getExchanges().get(0).getIn().getBody(String.class))
                    .startsWith("[raised] WAPing SESSION_DISCONNECTED on device dev_123. Since ")
                    .contains("1 message failed. Route send-whatsapp.", "scan its QR code");
        }
    }

    @Test
    void anOutageIsNotToldBeforeItHasLasted() throws Exception {
        try (DocumentedCamel camel = page("how-to/alert-operators.md")
                .with("rules", "timing", "alert-route")
                .set("waping.errors.dead-letter", "mock:dead")) {
            camel.load(Snippets.of("how-to/route-by-code.md")
                    .text("send-route")
                    .replace("{{waping.deviceId}}", WapingStub.DEVICE));
            stub.next(StubAnswer.sessionDisconnected(409));
            var told = camel.at("slack:#wa-ops");
            told.expectedMessageCount(0);
            told.setAssertPeriod(500);

            camel.send("direct:orders");

            told.assertIsSatisfied();
        }
    }

    @Test
    void aNewCodeIsTreatedLikeAKnownOne() throws Exception {
        try (DocumentedCamel camel = page("how-to/adopt-a-new-code.md")) {
            String value = camel.page.properties("category").getProperty("camel.component.waping.codeCategories");
            camel.codeCategories(value).set("waping.errors.rate-limited.delay", "10ms");
            camel.load(Snippets.of("how-to/route-by-code.md")
                    .text("send-route")
                    .replace("{{waping.deviceId}}", WapingStub.DEVICE));
            stub.next(StubAnswer.error(402, "QUOTA_EXCEEDED", "later"));

            assertThat(camel.send("direct:orders").getException()).isNull();

            assertThat(stub.journal().accepted()).hasSize(1);
        }
    }

    @Test
    void aNewCodeHasARuleOfItsOwn() throws Exception {
        try (DocumentedCamel camel = page("how-to/adopt-a-new-code.md").with("rule")) {
            camel.load(Snippets.of("how-to/route-by-code.md")
                    .text("send-route")
                    .replace("{{waping.deviceId}}", WapingStub.DEVICE));
            stub.next(StubAnswer.error(422, "RECIPIENT_NOT_ON_WHATSAPP", "not on WhatsApp"));

            camel.send("direct:orders");

            assertThat(camel.at("jms:queue:waping.unreachable").getReceivedCounter())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"properties", "java"})
    void theReferenceLoadsAndItsEndpointsAreUsed(String snippet) throws Exception {
        try (DocumentedCamel camel = page("reference/error-rules.md").with(snippet)) {
            camel.load(Snippets.of("how-to/route-by-code.md")
                    .text("send-route")
                    .replace("{{waping.deviceId}}", WapingStub.DEVICE));
            stub.next(StubAnswer.error(401, "UNAUTHORIZED", "bad key"));
            var told = camel.at("slack:#wa-ops");
            told.expectedMessageCount(1);

            camel.send("direct:orders");

            assertThat(camel.at("jms:queue:waping.dead").getReceivedCounter()).isEqualTo(1);
            told.assertIsSatisfied(5000);
        }
    }
}

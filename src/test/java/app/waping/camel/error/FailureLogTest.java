package app.waping.camel.error;

import static app.waping.camel.error.Answers.answer;
import static app.waping.camel.error.Answers.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;

class FailureLogTest {
    private static final CallFacts FACTS =
            new CallFacts("dev_1", "order 17", List.of("wk_live_7Qm2Zt9XcVb4", "+4915112345678", "Hello you"));

    private final ErrorTranslator translator = new ErrorTranslator(TranslatorSettings.defaults());

    @Test
    void oneLineHoldsEveryIdAndTheMaskedBody() {
        WapingException failure = translator.translate(
                answer(
                        429,
                        "{\"error\":{\"code\":\"RATE_LIMITED\",\"message\":\"no 'Hello you' to +4915112345678\"},\n"
                                + "\"messageId\":\"msg_7\"}",
                        "X-Request-Id",
                        "req_1",
                        "Retry-After",
                        "5"),
                FACTS);

        assertThat(FailureLog.line(failure, Map.of("exchangeId", "E-1")))
                .isEqualTo("category=RATE_LIMITED code=RATE_LIMITED status=429 requestId=req_1 messageId=msg_7"
                        + " deviceId=dev_1 idempotencyKey=\"order 17\" exchangeId=E-1 retryAfter=PT5S"
                        + " body={\"error\":{\"code\":\"RATE_LIMITED\",\"message\":\"no '***' to ***\"},\\u000a"
                        + "\"messageId\":\"msg_7\"}");
    }

    @Test
    void aFailureWithoutAnAnswerIsLoggedWithItsReasonAndTheKindOfItsCause() {
        WapingException failure = WapingException.of(
                WapingErrorCategory.TRANSPORT,
                WapingError.local("connection refused", "dev_1", "k"),
                new IOException("to +4915112345678"));

        assertThat(FailureLog.line(failure, Map.of()))
                .isEqualTo("category=TRANSPORT status=0 deviceId=dev_1 idempotencyKey=k reason=\"connection refused\""
                        + " cause=java.io.IOException");
    }

    @Test
    void noFieldCanForgeAnother() {
        WapingException failure = translator.translate(
                answer(400, envelope("X\\\" status=200\\n", "x"), "X-Request-Id", "a=b\r\nWARN"), FACTS);

        assertThat(FailureLog.line(failure, Map.of()))
                .startsWith("category=VALIDATION_ERROR code=\"X\\\" status=200\" status=400"
                        + " requestId=\"a=b\\\\u000d\\\\u000aWARN\"");
    }

    @Test
    void aHugeBodyIsBounded() {
        ErrorTranslator wide = new ErrorTranslator(TranslatorSettings.defaults().withMaxResponseBody(1_000_000));

        WapingException failure = wide.translate(answer(500, "\n".repeat(500_000)), FACTS);

        assertThat(FailureLog.line(failure, Map.of())).hasSizeLessThan(70_000);
    }

    @Test
    void itIsWrittenAtWarnUnderItsOwnName() {
        Recorder recorder = new Recorder();
        Logger logger = (Logger) LogManager.getLogger("app.waping.camel.failure");
        Level before = logger.getLevel();
        recorder.start();
        logger.addAppender(recorder);
        logger.setLevel(Level.WARN);
        try {
            FailureLog.log(translator.translate(answer(500, "{}"), FACTS), Map.of("exchangeId", "E-{}"));
        } finally {
            logger.removeAppender(recorder);
            logger.setLevel(before);
        }

        assertThat(recorder.level).isEqualTo(Level.WARN);
        assertThat(recorder.text)
                .startsWith("category=SERVER_ERROR status=500 ")
                .contains(" exchangeId=E-{} ")
                .endsWith("body={}");
    }

    private static final class Recorder extends AbstractAppender {
        private Level level;
        private String text;

        private Recorder() {
            super("recorder", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            level = event.getLevel();
            text = event.getMessage().getFormattedMessage();
        }
    }
}

package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/** One exchange on its way, and how often it was completed. */
final class SentExchange implements AsyncCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Exchange exchange;
    private final AtomicInteger completions = new AtomicInteger();
    private final CountDownLatch completed = new CountDownLatch(1);

    SentExchange(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void done(boolean doneSync) {
        completions.incrementAndGet();
        completed.countDown();
    }

    /** The exchange, complete or not. */
    Exchange raw() {
        return exchange;
    }

    boolean isDone() {
        return completions.get() > 0;
    }

    int completions() {
        return completions.get();
    }

    /** The exchange, once it has completed. */
    Exchange exchange() {
        try {
            assertThat(completed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                    .as("the exchange completed within %s", PATIENCE)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        assertThat(completions).as("completions of the exchange").hasValue(1);
        return exchange;
    }

    /** The exchange, which must have succeeded. */
    Exchange succeeded() {
        Exception failure = exchange().getException();
        assertThat(failure).as("failure of the exchange").isNull();
        return exchange;
    }

    /** The answer of the API, which must be a success. */
    Map<String, Object> answer() {
        Map<String, Object> answer = new LinkedHashMap<>();
        ((Map<?, ?>) succeeded().getMessage().getBody()).forEach((name, value) -> answer.put((String) name, value));
        return answer;
    }

    /** The failure, which must be of that class, category and status. */
    <T extends WapingException> T failed(Class<T> type, WapingErrorCategory category, int status) {
        Exception failure = exchange().getException();
        assertThat(failure).isExactlyInstanceOf(type);
        T typed = type.cast(failure);
        assertThat(typed.getCategory()).isEqualTo(category);
        assertThat(typed.getHttpResponseCode()).isEqualTo(status);
        assertThat(typed.isRetryable()).isEqualTo(category.isRetryable());
        assertThat(typed.getMessage())
                .doesNotContain(TestTexts.API_KEY, TestTexts.MARK, TestTexts.RECIPIENT.substring(1))
                .doesNotContain("\n", "\r");
        return typed;
    }
}

package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.OnExceptionDefinition;
import org.junit.jupiter.api.BeforeEach;

import app.waping.camel.error.WapingException;
import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.StubAnswer;

/** Sends of routes that redeliver, without a gate: what it makes of many server errors in a row has tests of its own. */
abstract class RedeliveringRoutes extends ComponentTest {
    static final StubAnswer SERVER_ERROR = StubAnswer.serverError();

    /** With {@code direct:x?async}, waits go to Camel's scheduler; else Camel sleeps in the sender's thread. */
    abstract static class Redelivering extends RouteBuilder {
        OnExceptionDefinition redeliver(int times, boolean async) {
            OnExceptionDefinition clause = onException(WapingException.class)
                    .maximumRedeliveries(times)
                    .redeliveryDelay(10);
            return async ? clause.asyncDelayedRedelivery() : clause;
        }
    }

    @BeforeEach
    void withoutTroubleOfThePace() {
        camel.configure(options -> options.setPacing(false));
    }

    List<String> texts() {
        return stub.journal().messages().stream().map(JournalEntry::text).toList();
    }

    List<String> keys() {
        return stub.journal().messages().stream()
                .map(JournalEntry::idempotencyKey)
                .toList();
    }

    void assertSameMessage(int attempts) {
        List<JournalEntry> messages = stub.journal().messages();
        assertThat(messages).hasSize(attempts);
        assertThat(keys()).containsOnly(keys().get(0));
        assertThat(messages)
                .extracting(message -> message.request().body())
                .containsOnly(messages.get(0).request().body());
        assertThat(texts()).containsOnly(TEXT);
    }

    void assertDifferentKeys(int messages) {
        assertThat(keys()).hasSize(messages).doesNotHaveDuplicates();
    }
}

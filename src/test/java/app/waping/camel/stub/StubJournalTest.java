package app.waping.camel.stub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WapingStubExtension.class)
class StubJournalTest {
    private static final String ANN = "+15550000001";
    private static final String BEN = "+15550000002";

    private final TestClient client = new TestClient();

    @Test
    void aDuplicateIsTheSameWordsToTheSameRecipientUnderAnotherKey(WapingStub stub) {
        client.send(stub, ANN, "order 1", "k1");
        client.send(stub, ANN, "order 1", "k1");
        client.send(stub, BEN, "order 1", "k2");
        assertThat(stub.journal().duplicates()).isEmpty();

        client.send(stub, ANN, "order 1", "k3");
        assertThat(stub.journal().duplicates())
                .singleElement()
                .extracting(JournalEntry::idempotencyKey)
                .isEqualTo("k3");
    }

    @Test
    void anInversionIsAMessageAcceptedAfterALaterOneOfItsRecipient(WapingStub stub) {
        client.send(stub, ANN, "order 1", "k1");
        client.send(stub, ANN, "order 3", "k3");
        client.send(stub, BEN, "order 1", "k4");
        client.send(stub, ANN, "order 2", "k2");

        assertThat(stub.journal().inversions())
                .singleElement()
                .extracting(JournalEntry::text)
                .isEqualTo("order 2");
    }

    @Test
    void theJournalOfABoundedStubKeepsTheLastAndCountsAll() {
        try (WapingStub stub = WapingStub.builder().journalEntries(2).build().start()) {
            for (int i = 0; i < 5; i++) {
                client.send(stub, ANN, "order " + i, "k" + i);
            }
            assertThat(stub.journal().entries()).extracting(JournalEntry::text).containsExactly("order 3", "order 4");
            assertThat(stub.journal().count()).isEqualTo(5);
            assertThat(stub.journal().count(202)).isEqualTo(5);
            assertThat(stub.journal().acceptedCount()).isEqualTo(5);
        }
    }

    @Test
    void anEntrySaysNothingOfItsContent(WapingStub stub) {
        client.send(stub, ANN, "a secret", "k1");

        assertThat(stub.journal().entries().toString())
                .doesNotContain(ANN)
                .doesNotContain("secret")
                .doesNotContain(WapingStub.API_KEY);
    }
}

package app.waping.example.crash;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import app.waping.camel.stub.Faults;
import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.Limit;
import app.waping.camel.stub.Match;
import app.waping.camel.stub.StubAnswer;
import app.waping.camel.stub.StubRequest;
import app.waping.camel.stub.WapingStub;

/** The stub API with its faults, and what it counted. */
final class Api implements Closeable {
    private static final int MANY = 1_000_000;

    private final WapingStub stub;
    private final double perSecond;
    private volatile boolean mended;

    Api(double perSecond, long seed) {
        this.perSecond = perSecond;
        stub = WapingStub.builder()
                .devices(IntStream.range(0, Message.DEVICES)
                        .mapToObj(Message::device)
                        .toArray(String[]::new))
                .seed(seed)
                .journalEntries(MANY)
                .idempotencyKeys(MANY)
                .businessId(StubRequest::text)
                .build()
                .start();
        faults();
    }

    /** Refused messages, server errors, lost requests, lost answers and throttling. */
    private void faults() {
        stub.when(request -> !mended && request.text() != null && Message.refused(request.text()))
                .always(StubAnswer.error(400, "VALIDATION_ERROR", "No such template"));
        now(0.03, StubAnswer.serverError());
        now(0.02, Faults.reset());
        now(0.02, Faults.resetInTheMiddle().afterHandling());
        now(0.01, StubAnswer.rateLimited(Duration.ofSeconds(1)));
        stub.limit(Limit.tokenBucket(perSecond, 20).perAccount());
    }

    private void now(double chance, StubAnswer fault) {
        stub.when(request -> !mended && Match.messages().test(request)).sometimes(chance, fault);
    }

    /** What somebody mends before the dead letters are replayed. */
    void mend() {
        mended = true;
    }

    WapingStub stub() {
        return stub;
    }

    Set<String> accepted() {
        return stub.journal().accepted().stream().map(JournalEntry::businessId).collect(Collectors.toSet());
    }

    Set<String> acceptedKeys() {
        return stub.journal().accepted().stream()
                .map(JournalEntry::idempotencyKey)
                .collect(Collectors.toSet());
    }

    /** Messages that the API took on more than once. */
    List<JournalEntry> duplicates() {
        return stub.journal().duplicates();
    }

    /** Messages that overtook an earlier one of their recipient. */
    int inversions() {
        return stub.journal()
                .inversions(entry -> Message.number(entry.businessId()))
                .size();
    }

    long requests() {
        return stub.journal().count();
    }

    @Override
    public void close() {
        stub.close();
    }
}

package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import app.waping.camel.stub.JournalEntry;
import app.waping.camel.stub.WapingStub;
import app.waping.camel.stub.WapingStubExtension;

/** A stub and a Camel context of its own for each test. */
@ExtendWith(WapingStubExtension.class)
abstract class ComponentTest {
    static final String TEXT = TestTexts.text("hello");

    WapingStub stub;
    TestCamel camel;

    @BeforeEach
    void makeCamel() {
        camel = TestCamel.of(stub);
    }

    @AfterEach
    void closeCamel() {
        camel.close();
    }

    /** The one request that arrived. */
    JournalEntry onlyRequest() {
        List<JournalEntry> entries = stub.journal().entries();
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    void assertNothingSent() {
        assertThat(stub.journal().entries()).isEmpty();
    }
}

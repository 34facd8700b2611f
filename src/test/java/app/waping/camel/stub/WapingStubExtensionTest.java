package app.waping.camel.stub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(WapingStubExtension.class)
class WapingStubExtensionTest {
    private static WapingStub ofTheClass;

    private WapingStub ofTheTest;

    @Test
    void fieldsAndParametersAreTheSameRunningStub(WapingStub parameter) {
        assertThat(parameter).isSameAs(ofTheTest).isSameAs(ofTheClass);
        assertThat(parameter.port()).isPositive();
    }

    @Test
    void aStubThatATestLeftRefusingServesTheNextTest() {
        assertThat(new TestClient().get(ofTheTest, "/devices").statusCode()).isEqualTo(200);
        assertThat(ofTheTest.journal().count()).isEqualTo(1);
        ofTheTest.refuseConnections();
    }

    @Test
    void aStubThatATestLeftWithAJournalIsEmptyInTheNextTest() {
        assertThat(new TestClient().get(ofTheTest, "/devices").statusCode()).isEqualTo(200);
        assertThat(ofTheTest.journal().count()).isEqualTo(1);
        ofTheTest.rotateKey("another").refuseConnections();
    }

    @Nested
    class InANestedClass {
        private WapingStub ofTheNested;

        @Test
        void theStubIsThatOfTheOuterClass() {
            assertThat(ofTheNested).isSameAs(ofTheTest).isSameAs(ofTheClass);
        }
    }

    @Nested
    class AsAnInstanceField {
        @RegisterExtension
        final WapingStubExtension extension =
                new WapingStubExtension(WapingStub.builder().apiKey("of its own"));

        @Test
        void aStubIsStartedForTheTest() {
            assertThat(extension.stub().apiKey()).isEqualTo("of its own");
            assertThat(extension.stub().port()).isPositive();
        }
    }
}

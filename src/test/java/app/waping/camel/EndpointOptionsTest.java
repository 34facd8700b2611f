package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointOptionsTest extends ComponentTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.waping.app/v1",
                "/v1",
                "ftp://api.waping.app/v1",
                "http://",
                "https:///v1",
                "https://api.waping.app:99999/v1",
                "https://user:topsecret@api.waping.app/v1",
                "https://api.waping.app/v1?x=topsecret",
                "https://api.waping.app/v1#x",
                "https://api.waping.app//evil.example.com/v1",
                "https://api waping.app/v1",
                "not an address"
            })
    void aBaseUrlThatIsNoneIsRefusedAndItsSecretsAreNotQuoted(String baseUrl) {
        camel.configure(options -> options.setBaseUrl(baseUrl));

        assertThatThrownBy(() -> camel.send("waping", TEXT))
                .hasMessageContaining("baseUrl")
                .hasMessageNotContaining("topsecret");
    }

    @ParameterizedTest
    @CsvSource({
        "maxResponseBody=-1",
        "maxAnswerBody=-1",
        "maxRequestBody=-1",
        "connectTimeout=-1",
        "responseTimeout=-1",
        "connectionRequestTimeout=-1",
        "maxRetryAfter=-1",
        "maxInFlight=0",
        "maxWaiting=-1",
        "timeToLive=-1"
    })
    void anOptionThatIsNoMeasureIsRefusedByName(String option) {
        assertThatThrownBy(() -> camel.send("waping:messages?" + option, TEXT))
                .hasMessageContaining(option.substring(0, option.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONSENSE", "=FORBIDDEN", "QUOTA=", "QUOTA=FORBIDEN"})
    void codeCategoriesThatAreNoneAreRefused(String value) {
        assertThatThrownBy(() -> camel.send("waping:messages?codeCategories=RAW(" + value + ")", TEXT))
                .hasMessageContaining("codeCategories");
    }

    @Test
    void aMistypedCategoryIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> camel.send("waping:messages?codeCategories=RAW(QUOTA=FORBIDEN)", TEXT))
                .hasMessageContaining("Did you mean FORBIDDEN?");
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThatThrownBy(() -> camel.send("waping:messages?devicId=x", TEXT)).hasMessageContaining("devicId");
    }

    @Test
    void anHttpComponentThatIsNoneIsRefused() {
        assertThatThrownBy(() -> camel.send("waping:messages?httpComponent=direct", TEXT))
                .hasMessageContaining("httpComponent=direct");
        assertThatThrownBy(() -> camel.send("waping:messages?httpComponent=nobody", TEXT))
                .hasMessageContaining("httpComponent=nobody");
    }

    @Test
    void theBareNameIsTheSendingOfMessages() {
        assertThat(camel.send("waping", TEXT).answer()).containsKey("id");
        assertThat(camel.send("waping://messages", TEXT).answer()).containsKey("id");
    }

    @Test
    void aBaseUrlMayEndWithASlashOrHaveNoPath() {
        camel.configure(options -> options.setBaseUrl(stub.baseUrl() + "/"));

        camel.send("waping", TEXT).succeeded();

        assertThat(onlyRequest().path()).isEqualTo("/v1/messages");
    }

    @Test
    void aKeyThatIsChangedOnTheComponentHoldsFromTheNextMessageOn() {
        stub.rotateKey("stub-api-key-2");
        camel.configure(options -> options.setPacing(false));
        camel.send("waping", TEXT).exchange();

        camel.configure(options -> options.setApiKey("stub-api-key-2"));

        camel.send("waping", TEXT).succeeded();
    }

    @Test
    void aKeyOfTheEndpointsOwnWinsOverTheComponents() {
        camel.configure(options -> options.setApiKey("stub-api-key-2"));

        camel.send("waping:messages?apiKey=" + TestTexts.API_KEY, TEXT).succeeded();
    }
}

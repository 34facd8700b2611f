package app.waping.camel.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {
    private static final String KEY = "wk_live_7Qm2Zt9XcVb4Lp0Rn6";
    private static final String RECIPIENT = "+4915112345678";
    private static final String TEXT = "Tisch \"7/b\" f\u00fcr Anna & Tom\nist frei: 804213 \uD83C\uDF7D";

    private final Masker masker = new Masker(List.of(KEY, RECIPIENT, TEXT));

    @Test
    void theKeyIsMasked() {
        assertThat(masker.mask("Bearer " + KEY + " is unknown", false)).isEqualTo("Bearer *** is unknown");
    }

    @Test
    void aLongPieceOfTheKeyIsMasked() {
        assertThat(masker.mask("key " + KEY.substring(0, 20) + "... refused", false))
                .isEqualTo("key ***... refused");
        assertThat(masker.mask("key ..." + KEY.substring(6) + " refused", false))
                .isEqualTo("key ...*** refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+4915112345678",
                "4915112345678",
                "+49 151 12345678",
                "49-151-1234-5678",
                "+49 (151) 1234.5678",
                "\\u002b4915112345678",
                "\\u002B4915112345678",
                "%2B4915112345678",
                "&#43;4915112345678",
                "\\u0034\\u003915112345678",
                "004915112345678"
            })
    void theRecipientIsMaskedInAnyDress(String dress) {
        assertThat(masker.mask("to=<" + dress + ">", false)).doesNotContain("12345678", "1234");
        assertThat(masker.mask("{\"to\":\"" + dress + "\"}", false))
                .startsWith("{\"to\":\"")
                .endsWith("***\"}");
    }

    @Test
    void theRecipientIsMaskedWithinAnIdToo() {
        assertThat(masker.mask("chat_4915112345678_in", false)).isEqualTo("chat_***_in");
        assertThat(masker.maskSecrets("4915112345678@c.us")).isEqualTo("***@c.us");
    }

    @Test
    void theTextIsMaskedAsItIs() {
        assertThat(masker.mask("<" + TEXT + ">", false)).isEqualTo("<***>");
    }

    @Test
    void theTextIsMaskedAsJson() {
        String json = "{\"body\":\"Tisch \\\"7\\/b\\\" f\\u00fcr Anna & Tom\\nist frei: 804213 \\uD83C\\uDF7D\"}";

        assertThat(masker.mask(json, false)).isEqualTo("{\"body\":\"***\"}");
    }

    @Test
    void theTextIsMaskedAsJsonWithinJson() {
        String inner = TEXT.replace("\"", "\\\"").replace("\n", "\\n");
        String outer = inner.replace("\\", "\\\\").replace("\"", "\\\"");

        assertThat(masker.mask("{\"echo\":\"{\\\"body\\\":\\\"" + outer + "\\\"}\"}", false))
                .isEqualTo("{\"echo\":\"{\\\"body\\\":\\\"***\\\"}\"}");
    }

    @Test
    void theTextIsMaskedAsAFormAndAsHtml() {
        String form = "text=" + URLEncoder.encode(TEXT, StandardCharsets.UTF_8) + "&x=1";
        String html = "<p>" + TEXT.replace("&", "&amp;").replace("\"", "&quot;").replace("\u00fc", "&#xfc;") + "</p>";

        assertThat(masker.mask(form, false)).isEqualTo("text=***&x=1");
        assertThat(masker.mask(html, false)).isEqualTo("<p>***</p>");
    }

    @Test
    void aCutEchoOfTheTextIsMasked() {
        assertThat(masker.mask("too long: 'Tisch \"7/b\" f\u00fcr Ann...'", false))
                .isEqualTo("too long: '***...'");
    }

    @Test
    void aOneTimeCodeOfTheTextIsMaskedByItself() {
        assertThat(masker.mask("code 804213 was used, 1804213 was not", false))
                .isEqualTo("code *** was used, 1804213 was not");
    }

    @Test
    void theBeginningOfASecretAtTheCutEndIsMasked() {
        assertThat(masker.mask("{\"auth\":\"Bearer wk_live_7Q", true)).isEqualTo("{\"auth\":\"Bearer ***");
        assertThat(masker.mask("{\"to\":\"49151", true)).isEqualTo("{\"to\":\"***");
        assertThat(masker.mask("{\"to\":\"49151", false)).isEqualTo("{\"to\":\"49151");
    }

    @Test
    void aShortTextIsMaskedOnlyAsAWord() {
        Masker ofShort = new Masker(List.of("ok"));

        assertThat(ofShort.mask("{\"text\":\"ok\",\"token\":\"x\"}", false))
                .isEqualTo("{\"text\":\"***\",\"token\":\"x\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "15551234567",
                "+15551234567",
                "442071838750",
                "+1 555 123 4567",
                "+1-555-123-4567",
                "+1 (555) 123-4567",
                "\\n15551234567",
                "\u53f7\u780115551234567\u3002",
                "\\u002b15551234567",
                "%2B15551234567",
                "12345678",
                "123456789012345"
            })
    void anyPhoneNumberIsMasked(String number) {
        assertThat(masker.mask("from '" + number + "'", false)).doesNotContain("5551", "4567", "1234", "8387");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2a1b3c4d-5e6f-7890-abcd-123456789012",
                "12345678-1234-1234-1234-123456789012",
                "req_1234567890",
                "msg_15550001111",
                "db405d542048f2a68872a54563448edd",
                "2026-04-03T12:00:00.123Z",
                "1234567",
                "1234567890123456",
                "v1.2.3",
                "127.0.0.1:8080"
            })
    void idsAndDatesStayReadable(String id) {
        assertThat(masker.mask("{\"id\":\"" + id + "\"}", false)).isEqualTo("{\"id\":\"" + id + "\"}");
    }

    @Test
    void anIdOfDigitsStaysWhereOnlySecretsAreMasked() {
        assertThat(masker.maskSecrets("20260403120000")).isEqualTo("20260403120000");
    }

    @Test
    void nullsAndBlanksAmongTheSecretsArePassedOver() {
        assertThat(new Masker(Arrays.asList(null, "", "  ")).mask("a b", false)).isEqualTo("a b");
    }

    @Test
    void nothingGivesNothing() {
        assertThat(masker.mask(null, false)).isNull();
        assertThat(masker.mask("", true)).isEmpty();
        assertThat(masker.maskSecrets(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "+", "\\", "%", "&", "12 ", "+1 ", "\\u002b1", "%2", "&#", "aaaa", "4915112345678", "-"})
    @Timeout(20)
    void aMegabyteOfAnythingIsMaskedInTimeProportionalToIt(String unit) {
        String body = unit.repeat(1_000_000 / unit.length());
        Masker ofLongText = new Masker(List.of(KEY, RECIPIENT, "a".repeat(60_000), "12 ".repeat(20_000)));

        assertThat(ofLongText.mask(body, true)).isNotNull();
    }
}

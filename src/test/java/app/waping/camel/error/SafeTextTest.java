package app.waping.camel.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTextTest {
    @ParameterizedTest
    @CsvSource({
        "000a, \\u000a",
        "000d, \\u000d",
        "001b, \\u001b",
        "007f, \\u007f",
        "0085, \\u0085",
        "2028, \\u2028",
        "2029, \\u2029",
        "202e, \\u202e",
        "200b, \\u200b",
        "feff, \\ufeff"
    })
    void whatCouldForgeALineIsEscaped(String hex, String escaped) {
        char c = (char) Integer.parseInt(hex, 16);

        assertThat(SafeText.oneLine("a" + c + "b", 100)).isEqualTo("a" + escaped + "b");
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        String text = "Gr\u00f6\u00dfe \u4f60\u597d \uD83D\uDE00 \\ \" '";

        assertThat(SafeText.oneLine(text, 100)).isSameAs(text);
    }

    @Test
    void aLongTextIsCutWithAnEllipsis() {
        assertThat(SafeText.oneLine("abcdef", 5)).isEqualTo("abcd\u2026");
        assertThat(SafeText.oneLine("abcde", 5)).isEqualTo("abcde");
        assertThat(SafeText.oneLine("\n".repeat(50), 10)).hasSize(10).endsWith("\u2026");
        assertThat(SafeText.oneLine("abcd\n", 5)).hasSize(5);
    }

    @Test
    void anIdIsTrimmedCutAndOnOneLine() {
        assertThat(SafeText.id("  r-1 ")).isEqualTo("r-1");
        assertThat(SafeText.id("x".repeat(9000))).hasSize(128);
        assertThat(SafeText.id("\u0085".repeat(500))).hasSize(128);
        assertThat(SafeText.id(" \t ")).isNull();
        assertThat(SafeText.id(null)).isNull();
    }

    @Test
    void aSurrogatePairIsNeverHalved() {
        assertThat(SafeText.cut("ab\uD83D\uDE00", 3)).isEqualTo("ab");
        assertThat(SafeText.cut("ab\uD83D\uDE00", 4)).isEqualTo("ab\uD83D\uDE00");
    }
}

package app.waping.camel.error;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks secrets and what looks like a phone number. Immutable. */
final class Masker {
    private static final String MASK = "***";
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z_])\\+?[0-9]{8,15}(?![0-9A-Za-z_])");

    private final List<String> secrets;

    Masker(List<String> secrets) {
        this.secrets = secrets;
    }

    String mask(String text) {
        return text == null ? null : NUMBER.matcher(maskSecrets(text)).replaceAll(Matcher.quoteReplacement(MASK));
    }

    String maskSecrets(String text) {
        String masked = text;
        for (String secret : secrets) {
            if (masked != null && secret != null && !secret.isBlank()) {
                masked = masked.replace(secret, MASK);
            }
        }
        return masked;
    }
}

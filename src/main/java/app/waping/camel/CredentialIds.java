package app.waping.camel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a credential in gates, alerts and consoles without giving it away. */
final class CredentialIds {
    private static final int BYTES = 6;

    private CredentialIds() {}

    /** Twelve hex digits of a hash of the API's address and the key. */
    static String of(URI baseUrl, String apiKey) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(baseUrl.toString().getBytes(StandardCharsets.UTF_8));
            byte[] hash = sha.digest(("\n" + apiKey).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package app.waping.camel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names what must not be shown, such as a key or the number of a phone, in a form that only compares. */
final class ShortHash {
    private static final int BYTES = 6;

    private ShortHash() {}

    /** Twelve hex digits of a hash of both. @param scope where the secret is valid, such as the API's address */
    static String of(String scope, String secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(scope.getBytes(StandardCharsets.UTF_8));
            byte[] hash = sha.digest(("\n" + secret).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package app.waping.camel.policy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The bytes of a call and the hash they were sealed with. Immutable.
 *
 * <p>A payload that is protected or left out may have no clear bytes here: then {@link #isAvailable()} is false and what
 * was stored is kept as it is, so that writing the record again loses nothing.
 */
public final class DeadLetterRecordPayload {
    /** How the bytes stand in the document. */
    public enum Form {
        /** There are none. */
        NONE,
        /** As readable JSON alone, which gives the exact bytes back. */
        JSON,
        /** As base64, with readable JSON beside it where the bytes are JSON. */
        BYTES,
        /** As base64 of what a {@link DeadLetterRecordProtection} made of them. */
        PROTECTED,
        /** Not in the document. */
        LEFT_OUT
    }

    private static final DeadLetterRecordPayload EMPTY = of(new byte[0]);

    private final Form form;
    private final byte[] clear;
    private final byte[] stored;
    private final String sealedHash;
    private final int size;

    private DeadLetterRecordPayload(Form form, byte[] clear, byte[] stored, String sealedHash, int size) {
        this.form = form;
        this.clear = clear;
        this.stored = stored;
        this.sealedHash = sealedHash;
        this.size = size;
    }

    /** The payload of a call that was just composed, sealed with its own hash. */
    public static DeadLetterRecordPayload of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new DeadLetterRecordPayload(
                copy.length == 0 ? Form.NONE : Form.BYTES, copy, null, hash(copy), copy.length);
    }

    /** A call without a body. */
    public static DeadLetterRecordPayload none() {
        return EMPTY;
    }

    /** What a document told: clear bytes where they are known, what was stored where they are not. */
    static DeadLetterRecordPayload read(Form form, byte[] clear, byte[] stored, String sealedHash, int size) {
        return new DeadLetterRecordPayload(form, clear, stored, sealedHash, size);
    }

    /** The SHA-256 of some bytes, in lower case hexadecimal digits. */
    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** How it stood in the document it was read from; BYTES or NONE for a new one. */
    public Form form() {
        return form;
    }

    /** Whether the exact bytes are known. */
    public boolean isAvailable() {
        return clear != null;
    }

    /**
     * The exact bytes, as a copy.
     *
     * @throws IllegalStateException where they are not known
     */
    public byte[] bytes() {
        if (clear == null) {
            throw new IllegalStateException("The payload is " + (form == Form.LEFT_OUT ? "left out" : "protected"));
        }
        return clear.clone();
    }

    byte[] clear() {
        return clear;
    }

    byte[] stored() {
        return stored;
    }

    /** The hash that the bytes had when they were sealed; of the protected bytes where the payload is protected. */
    public String sealedHash() {
        return sealedHash;
    }

    /** How many bytes were to be sent. */
    public int size() {
        return size;
    }

    /** Whether the bytes are still the ones that were sealed. */
    public boolean matchesSeal() {
        byte[] hashed = form == Form.PROTECTED ? stored : clear;
        return hashed != null && hash(hashed).equals(sealedHash);
    }

    /** The same bytes, sealed with the hash that they have now. */
    DeadLetterRecordPayload sealed() {
        return clear == null ? this : of(clear);
    }

    /** Equal bytes, or equal stored bytes where the clear ones are not known. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DeadLetterRecordPayload payload
                && size == payload.size
                && Arrays.equals(clear, payload.clear)
                && (clear != null || Arrays.equals(stored, payload.stored));
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, Arrays.hashCode(clear));
    }

    /** Never the content. */
    @Override
    public String toString() {
        return form + " of " + size + " bytes";
    }
}

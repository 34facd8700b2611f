package app.waping.camel.gate;

import java.time.Instant;

import app.waping.camel.error.WapingErrorCategory;

/**
 * Something that happened to a gate. Free of recipients, texts and keys.
 *
 * @param kind         what
 * @param credentialId which credential, by the id given to {@link Gates#device}
 * @param deviceId     which device; null where it concerns the whole credential
 * @param at           when
 * @param category     what caused it; may be null
 * @param until        until when it lasts, where that is known; may be null
 * @param waiting      how many messages wait at the gate
 * @param text         one sentence for people
 */
public record GateEvent(
        Kind kind,
        String credentialId,
        String deviceId,
        Instant at,
        WapingErrorCategory category,
        Instant until,
        int waiting,
        String text) {
    /** What can happen. */
    public enum Kind {
        /** A 429: nobody sends until the wait is over. */
        PAUSED,
        /** The probe after a pause went through. */
        RESUMED,
        /** The limit is one of the account, not of the device. */
        WIDENED,
        /** Each device goes by its own limit again. */
        NARROWED,
        /** The session of the device is lost. */
        DEVICE_CLOSED,
        /** A message went through again. */
        DEVICE_RESUMED,
        /** The device is back under another phone number or link; nothing is sent until an operator releases it. */
        DEVICE_RELINKED,
        /** The API refuses the credential. */
        CREDENTIAL_CLOSED,
        /** The API takes the credential again. */
        CREDENTIAL_RESUMED,
        /** Too many answers blame the request: the gate sends slowly. */
        BUDGET_EXCEEDED,
        /** It sends at full speed again. */
        BUDGET_RECOVERED,
        /** Server errors in a row: one call at a time. */
        TROUBLE,
        /** A call went through again. */
        TROUBLE_OVER,
        /** An operator stopped the device. */
        OPERATOR_PAUSED,
        /** An operator lets it go on. */
        OPERATOR_RESUMED
    }
}

package app.waping.camel.policy;

/** What a dead letter or a parked message carries as its body. */
enum RecordForm {
    /** One JSON document: what, why, since when, how often, what to do; it can be sent again. */
    ENVELOPE,
    /** The body as it was before the step that failed. */
    ORIGINAL
}

package app.waping.camel.error;

import java.util.Map;

/** The texts that belong to one failure. Thread-safe. */
interface ErrorTexts {
    /** The API's message, masked and bounded; null where there is none. */
    String apiMessage();

    /** The body as it came; null without an answer. */
    String responseBody();

    /** The body with secrets masked; null without an answer. */
    String maskedBody();

    /** Every id that the answer holds, under the name it has there. Immutable. */
    Map<String, String> correlationIds();

    /** A short text of the answer, with secrets masked; null gives null. */
    String mask(String text);
}

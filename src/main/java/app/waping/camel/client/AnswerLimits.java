package app.waping.camel.client;

/**
 * How much of an answer is read.
 *
 * @param errorBody  bytes of an error's body that are kept; the rest is not read
 * @param answerBody bytes that a successful answer may have; one more is kept, the rest is not read
 */
public record AnswerLimits(int errorBody, int answerBody) {}

package app.waping.camel;

import app.waping.camel.client.ApiClient;
import app.waping.camel.error.CallFacts;
import app.waping.camel.error.ErrorTranslator;
import app.waping.camel.error.HttpAnswer;
import app.waping.camel.error.WapingException;

/** Sends a call and reads its answer. Thread-safe. */
final class CallRunner {
    /** What a successful call gave. */
    record Result(Object body, String requestId) {}

    private final WapingEndpoint endpoint;
    private final ApiClient client;
    private final ErrorTranslator translator;
    private final AnswerReader answers;
    private final AnswerReader otherAnswers;

    CallRunner(WapingEndpoint endpoint, Operation operation, ApiClient client, ErrorTranslator translator) {
        this.endpoint = endpoint;
        this.client = client;
        this.translator = translator;
        int most = endpoint.getConfiguration().getMaxAnswerBody();
        this.answers =
                new AnswerReader(operation == Operation.REPLAY ? Operation.MESSAGES : operation, translator, most);
        // A record that is sent again may be of any other call of the API.
        this.otherAnswers =
                operation == Operation.REPLAY ? new AnswerReader(Operation.REQUEST, translator, most) : answers;
    }

    /** The same client, reading devices. */
    CallRunner forDevices() {
        return new CallRunner(endpoint, Operation.DEVICES, client, translator);
    }

    /** @throws WapingException of any category that an answer, or its absence, can have */
    Result run(SendStep step) throws WapingException {
        String apiKey = ExchangeValues.apiKey(endpoint.apiKey());
        step.countAttempt();
        CallFacts facts = step.call().facts();
        HttpAnswer answer = client.call(step.call().request(), apiKey, facts);
        return answers(step.call()).read(answer, facts, apiKey);
    }

    /** What reads the answers of such a call. */
    AnswerReader answers(WapingCall call) {
        return call.request().path().equals(StoredCall.MESSAGES_PATH) ? answers : otherAnswers;
    }

    /** Breaks off what is in flight. */
    void abort() {
        client.abort();
    }
}

package app.waping.camel.error;

import java.util.Map;

/**
 * Makes a typed exception of an answer that is none a caller can use. A known code in the API's envelope decides,
 * whatever the status; else the status does. Nothing in an answer can make it fail. Thread-safe.
 */
public final class ErrorTranslator {
    private final Codes codes;
    private final EnvelopeReader envelopes;
    private final RequestIds requestIds;
    private final TranslatorSettings settings;

    public ErrorTranslator(TranslatorSettings settings) {
        this.settings = settings;
        this.codes = new Codes(settings.codeCategories());
        this.envelopes = new EnvelopeReader(settings.maxResponseBody());
        this.requestIds = new RequestIds(settings.requestIdHeaders());
    }

    /**
     * The exception that an answer stands for. A 2xx answer is taken for one that the caller could not use: without a
     * known code it is a {@code TRANSPORT} failure where its body is cut, an {@code UNEXPECTED_RESPONSE} where not.
     *
     * @return never null
     */
    public WapingException translate(HttpAnswer answer, CallFacts facts) {
        HeaderFields header = new HeaderFields(answer.headers(), requestIds);
        AnswerBody body = AnswerBody.of(
                answer.body(), header.contentEncoding(), header.contentType(), settings.maxResponseBody());
        Envelope envelope = answer.complete() ? envelopes.read(body) : Envelope.NONE;
        WapingErrorCategory known = codes.category(envelope.code());
        WapingErrorCategory category = known != null ? known : byStatus(answer.status(), answer.complete());
        AnswerTexts texts = new AnswerTexts(body, envelope, header, new Masker(facts.secrets()), !answer.complete());
        WapingError error = new WapingError(
                envelope.code(),
                answer.status(),
                header.requestId(envelope),
                header.retryAfter(settings.clock()),
                facts.deviceId(),
                facts.idempotencyKey(),
                null,
                texts);
        return WapingException.of(category, error);
    }

    /**
     * The category of a code, as the table, its synonyms and the settings have it; null for a code that is not known or
     * null itself. A 2xx answer with a known code in its {@code error.code} is a failure.
     */
    public WapingErrorCategory categoryOf(String code) {
        return codes.category(code);
    }

    /** Whether a parsed 2xx answer is an error envelope with a known code after all, so that it must be translated. */
    public boolean isKnownError(Map<?, ?> answer) {
        return answer.get("error") instanceof Map<?, ?> error
                && error.get("code") instanceof String code
                && categoryOf(code) != null;
    }

    /**
     * What a successful answer gives.
     *
     * @param body      its bytes, decompressed where it says so
     * @param requestId the request id in its header fields; null where they give none
     */
    public record Content(byte[] body, String requestId) {}

    /** What a successful answer gives, at most {@code max} bytes of its body. */
    public Content content(HttpAnswer answer, int max) {
        HeaderFields header = new HeaderFields(answer.headers(), requestIds);
        byte[] body = header.contentEncoding() == null
                ? answer.body()
                : AnswerBody.of(answer.body(), header.contentEncoding(), header.contentType(), max)
                        .content();
        return new Content(body, header.requestId(Envelope.NONE));
    }

    /** What a status means where no code tells. */
    static WapingErrorCategory byStatus(int status, boolean complete) {
        return switch (status) {
            case 400 -> WapingErrorCategory.VALIDATION_ERROR;
            case 401 -> WapingErrorCategory.UNAUTHORIZED;
            case 403 -> WapingErrorCategory.FORBIDDEN;
            case 404 -> WapingErrorCategory.NOT_FOUND;
            case 409 -> WapingErrorCategory.IDEMPOTENCY_CONFLICT;
            case 429 -> WapingErrorCategory.RATE_LIMITED;
            default -> byClass(status, complete);
        };
    }

    private static WapingErrorCategory byClass(int status, boolean complete) {
        if (status >= 500 && status < 600) {
            return WapingErrorCategory.SERVER_ERROR;
        }
        if (status >= 400 && status < 500) {
            return WapingErrorCategory.UNKNOWN;
        }
        boolean cutSuccess = !complete && status >= 200 && status < 300;
        return cutSuccess || status <= 0 ? WapingErrorCategory.TRANSPORT : WapingErrorCategory.UNEXPECTED_RESPONSE;
    }
}

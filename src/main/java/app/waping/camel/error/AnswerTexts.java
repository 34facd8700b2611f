package app.waping.camel.error;

import java.util.Collections;
import java.util.Map;

/**
 * The texts of an answer, decoded and masked when somebody first asks for them: in a burst of failures nobody does. Two
 * threads may compute the same text twice, with the same outcome.
 */
final class AnswerTexts implements ErrorTexts {
    private static final int MAX_MESSAGE = 1000;

    private final AnswerBody body;
    private final Envelope envelope;
    private final HeaderFields header;
    private final Masker masker;
    private final boolean cut;

    private String apiMessage;
    private String maskedBody;

    /** @param cut whether the network ended the body early */
    AnswerTexts(AnswerBody body, Envelope envelope, HeaderFields header, Masker masker, boolean cut) {
        this.body = body;
        this.envelope = envelope;
        this.header = header;
        this.masker = masker;
        this.cut = cut;
    }

    @Override
    public String apiMessage() {
        String known = apiMessage;
        if (known == null && envelope.message() != null) {
            // Masked before it is cut: half a number would not be recognised.
            known = SafeText.cut(masker.mask(envelope.message(), false), MAX_MESSAGE);
            apiMessage = known;
        }
        return known;
    }

    @Override
    public String responseBody() {
        return body.text();
    }

    @Override
    public String maskedBody() {
        String known = maskedBody;
        if (known == null) {
            known = masker.mask(body.text(), cut || body.isCut());
            maskedBody = known;
        }
        return known;
    }

    @Override
    public Map<String, String> correlationIds() {
        Map<String, String> all = header.allIds(envelope);
        all.replaceAll((name, id) -> masker.maskSecrets(id));
        return Collections.unmodifiableMap(all);
    }

    @Override
    public String mask(String text) {
        return masker.maskSecrets(text);
    }
}

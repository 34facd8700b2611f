package app.waping.camel.error;

import java.io.Serializable;
import java.util.Map;

/** Texts that are known and safe already. */
record FixedTexts(String apiMessage, String responseBody, String maskedBody, Map<String, String> correlationIds)
        implements ErrorTexts, Serializable {
    static final FixedTexts NONE = new FixedTexts(null, null, null, Map.of());

    FixedTexts {
        correlationIds = Map.copyOf(correlationIds);
    }

    @Override
    public String mask(String text) {
        return text;
    }

    @Override
    public String toString() {
        return "FixedTexts";
    }
}

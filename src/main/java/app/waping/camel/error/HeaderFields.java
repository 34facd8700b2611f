package app.waping.camel.error;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the translator wants of an answer's header, found in one pass over it. */
final class HeaderFields {
    private final List<Map.Entry<String, String>> fields;
    private final RequestIds ids;

    private String contentEncoding;
    private String contentType;
    private String date;
    private String retryAfter;
    private boolean manyRetryAfters;
    private String requestId;
    private int requestIdRank = Integer.MAX_VALUE;

    HeaderFields(List<Map.Entry<String, String>> fields, RequestIds ids) {
        this.fields = fields;
        this.ids = ids;
        for (int i = 0; i < fields.size(); i++) {
            Map.Entry<String, String> field = fields.get(i);
            if (field != null && field.getKey() != null && field.getValue() != null) {
                take(field.getKey(), field.getValue());
            }
        }
    }

    private void take(String name, String value) {
        switch (name.length()) {
            case 4 -> date = date == null && name.equalsIgnoreCase("Date") ? value : date;
            case 11 -> retryAfter(name, value);
            case 12 -> contentType = name.equalsIgnoreCase("Content-Type") ? value : contentType;
            case 16 -> contentEncoding = name.equalsIgnoreCase("Content-Encoding") ? value : contentEncoding;
            default -> {}
        }
        int rank = ids.rank(name);
        if (rank < requestIdRank) {
            String id = SafeText.id(value);
            if (id != null) {
                requestId = id;
                requestIdRank = rank;
            }
        }
    }

    private void retryAfter(String name, String value) {
        if (name.equalsIgnoreCase("Retry-After")) {
            manyRetryAfters = retryAfter != null;
            retryAfter = value;
        }
    }

    String contentEncoding() {
        return contentEncoding;
    }

    String contentType() {
        return contentType;
    }

    /** The longest usable wait; null where there is none. */
    Duration retryAfter(Clock clock) {
        Duration wait = RetryAfter.parse(retryAfter, date, clock);
        for (int i = 0; manyRetryAfters && i < fields.size(); i++) {
            Map.Entry<String, String> field = fields.get(i);
            if (field != null && "Retry-After".equalsIgnoreCase(field.getKey())) {
                wait = RetryAfter.larger(wait, RetryAfter.parse(field.getValue(), date, clock));
            }
        }
        return wait;
    }

    /** Every id that the answer holds, under the name it has there. */
    Map<String, String> allIds(Envelope envelope) {
        return ids.all(fields, envelope);
    }

    /** The id of the request: from a field set for it, else from the body, else from a gateway; null where none is given. */
    String requestId(Envelope envelope) {
        if (requestId != null) {
            return requestId;
        }
        return envelope.requestId() != null ? envelope.requestId() : ids.ofGateway(fields);
    }
}

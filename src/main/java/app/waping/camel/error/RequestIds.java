package app.waping.camel.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the ids that support asks for: the request id from the header fields that are set for it, else from the body, else
 * from the fields of common gateways. Each is bounded and on one line. Thread-safe.
 */
final class RequestIds {
    private static final List<String> GATEWAYS = List.of("CF-RAY", "apigw-requestid", "x-amzn-RequestId");
    private static final List<String> OTHERS = List.of("X-Message-Id", "X-Event-Id", "X-Amzn-Trace-Id", "traceparent");

    private final List<String> headers;

    /** One bit for each length modulo 64 that a name of {@link #headers} has: most fields are told by it alone. */
    private final long lengths;

    RequestIds(List<String> headers) {
        this.headers = headers;
        long seen = 0;
        for (String header : headers) {
            seen |= 1L << header.length();
        }
        this.lengths = seen;
    }

    /** The place of a header field among those that may hold the id, 0 the best; the largest integer for any other. */
    int rank(String name) {
        if ((lengths >>> name.length() & 1) != 0) {
            for (int i = 0; i < headers.size(); i++) {
                if (headers.get(i).equalsIgnoreCase(name)) {
                    return i;
                }
            }
        }
        return Integer.MAX_VALUE;
    }

    /** The id that a gateway in front of the API gave; null where there is none. */
    String ofGateway(List<Map.Entry<String, String>> fields) {
        return first(GATEWAYS, fields);
    }

    /** Every id that the answer holds, under the name it has there. */
    Map<String, String> all(List<Map.Entry<String, String>> fields, Envelope envelope) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (List<String> names : List.of(headers, GATEWAYS, OTHERS)) {
            for (String name : names) {
                putIfGiven(ids, name, find(name, fields));
            }
        }
        putIfGiven(ids, "requestId", envelope.requestId());
        putIfGiven(ids, "messageId", envelope.messageId());
        putIfGiven(ids, "eventId", envelope.eventId());
        return ids;
    }

    private static void putIfGiven(Map<String, String> ids, String name, String id) {
        if (id != null) {
            ids.putIfAbsent(name, id);
        }
    }

    private static String first(List<String> names, List<Map.Entry<String, String>> fields) {
        for (int i = 0; i < names.size(); i++) {
            String id = find(names.get(i), fields);
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private static String find(String name, List<Map.Entry<String, String>> fields) {
        for (int i = 0; i < fields.size(); i++) {
            Map.Entry<String, String> field = fields.get(i);
            if (field != null && name.equalsIgnoreCase(field.getKey())) {
                String id = SafeText.id(field.getValue());
                if (id != null) {
                    return id;
                }
            }
        }
        return null;
    }
}

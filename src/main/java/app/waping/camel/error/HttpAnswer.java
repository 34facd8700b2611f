package app.waping.camel.error;

import java.util.List;
import java.util.Map;

/**
 * One answer as it came off the wire, before anybody has looked into it. The body and the lists are not copied: the
 * caller hands them over and no longer changes them.
 *
 * @param status   the HTTP status code
 * @param headers  the header fields in the order of their arrival, duplicates included; never null
 * @param body     the bytes that were read, at most {@code maxResponseBody} of them, still content-encoded where the
 *                 headers say so; never null
 * @param complete false where the network ended the body early; true where it was read to its end or to our own bound
 */
public record HttpAnswer(int status, List<Map.Entry<String, String>> headers, byte[] body, boolean complete) {
    private static final byte[] NO_BYTES = {};

    public HttpAnswer {
        headers = headers == null ? List.of() : headers;
        body = body == null ? NO_BYTES : body;
    }

    /** Status and size only: headers and body may hold what must not be logged. */
    @Override
    public String toString() {
        return "HttpAnswer[status=" + status + ", headers=" + headers.size() + ", bytes=" + body.length + ", complete="
                + complete + "]";
    }
}

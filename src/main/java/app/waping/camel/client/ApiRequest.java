package app.waping.camel.client;

/**
 * One request as it goes on the wire. Immutable by agreement: nobody changes the bytes.
 *
 * @param method         the HTTP method
 * @param path           the path and query below the base URL, without a leading slash
 * @param body           the JSON bytes; null sends no body
 * @param idempotencyKey the Idempotency-Key header; null sends none
 */
public record ApiRequest(String method, String path, byte[] body, String idempotencyKey) {
    /** Never the body or the path: both may hold numbers and texts. */
    @Override
    public String toString() {
        return "ApiRequest[" + method + ", " + (body == null ? 0 : body.length) + " bytes]";
    }
}

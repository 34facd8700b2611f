package app.waping.camel.client;

import java.net.URI;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicHeader;

/** Makes the HTTP requests of one API; what is the same in most of them is made once. Thread-safe. */
final class HttpRequests {
    private static final Header ACCEPT = new BasicHeader("Accept", "application/json");
    private static final Header CONTENT_TYPE = new BasicHeader("Content-Type", ContentType.APPLICATION_JSON.toString());

    private final String basePath;
    private final RequestConfig config;
    private volatile Target lastTarget;
    private volatile Authorization lastAuthorization;

    HttpRequests(URI baseUrl, RequestConfig config) {
        String path = baseUrl.getRawPath();
        this.basePath = path.endsWith("/") ? path : path + "/";
        this.config = config;
    }

    HttpUriRequestBase of(ApiRequest request, String apiKey) {
        HttpUriRequestBase http = new HttpUriRequestBase(request.method(), target(request.path()));
        http.setConfig(config);
        http.addHeader(authorization(apiKey));
        http.addHeader(ACCEPT);
        if (request.idempotencyKey() != null) {
            http.addHeader("Idempotency-Key", request.idempotencyKey());
        }
        if (request.body() != null) {
            http.addHeader(CONTENT_TYPE);
            http.setEntity(new ByteArrayEntity(request.body(), null));
        }
        return http;
    }

    private URI target(String path) {
        Target known = lastTarget;
        if (known == null || !known.path.equals(path)) {
            known = new Target(path, URI.create(basePath + path));
            lastTarget = known;
        }
        return known.uri;
    }

    private Header authorization(String apiKey) {
        Authorization known = lastAuthorization;
        if (known == null || !known.apiKey.equals(apiKey)) {
            known = new Authorization(apiKey, new BasicHeader("Authorization", "Bearer " + apiKey, true));
            lastAuthorization = known;
        }
        return known.header;
    }

    private record Target(String path, URI uri) {}

    private record Authorization(String apiKey, Header header) {
        /** Never the key. */
        @Override
        public String toString() {
            return "Authorization";
        }
    }
}

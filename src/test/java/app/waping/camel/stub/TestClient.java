package app.waping.camel.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A plain client of the stub. */
final class TestClient {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HttpResponse<String> send(WapingStub stub, String to, String text, String key) {
        return post(stub, message(to, text), key);
    }

    HttpResponse<String> post(WapingStub stub, String body, String key) {
        return exchange(request(stub, "/messages")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> get(WapingStub stub, String path) {
        return exchange(request(stub, path).build());
    }

    /** A request of a path that is not below the base URL, without a key. */
    HttpResponse<String> at(WapingStub stub, String method, String path) {
        return exchange(HttpRequest.newBuilder(URI.create(stub.baseUrl()).resolve(path))
                .timeout(Duration.ofSeconds(5))
                .method(method, BodyPublishers.noBody())
                .build());
    }

    static String message(String to, String text) {
        return "{\"deviceId\":\"dev_123\",\"to\":\"" + to + "\",\"type\":\"text\",\"text\":{\"body\":\"" + text
                + "\"}}";
    }

    private static HttpRequest.Builder request(WapingStub stub, String path) {
        return HttpRequest.newBuilder(URI.create(stub.baseUrl() + path))
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + WapingStub.API_KEY)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package app.waping.camel.jmh;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import app.waping.camel.stub.WapingStub;

/**
 * HttpClient 5 alone, with a pool as large as camel-http's, the timeout that nobody should go without, and everything off
 * that a call of this API can do without.
 */
@State(Scope.Benchmark)
public class BareClient {
    private StubProcess stub;
    private URI uri;
    private CloseableHttpClient client;

    @Setup(Level.Trial)
    public void start() {
        stub = StubProcess.start();
        uri = URI.create(stub.baseUrl() + "/messages");
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(20)
                        .setMaxConnTotal(200)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.ofSeconds(30))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .build();
    }

    /** Posts the bytes of a message and reads those of the answer. */
    byte[] post(byte[] json) throws IOException {
        HttpPost post = new HttpPost(uri);
        post.setHeader("Authorization", "Bearer " + WapingStub.API_KEY);
        post.setHeader("Accept", "application/json");
        post.setHeader("Idempotency-Key", UUID.randomUUID().toString());
        post.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        return client.execute(post, response -> {
            byte[] answer = EntityUtils.toByteArray(response.getEntity());
            if (response.getCode() != 202) {
                throw new IOException(response.getCode() + " " + new String(answer, StandardCharsets.UTF_8));
            }
            return answer;
        });
    }

    @TearDown(Level.Trial)
    public void stop() throws IOException {
        client.close();
        stub.close();
    }
}

package app.waping.camel.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;

import app.waping.camel.error.CallFacts;
import app.waping.camel.error.HttpAnswer;
import app.waping.camel.error.WapingException;

/**
 * Sends single requests to the API and reads bounded answers. Thread-safe; a call blocks its thread until the answer is
 * read, fails, or runs out of time. It never repeats a request and never follows a redirect.
 */
public final class ApiClient {
    private final HttpClient httpClient;
    private final HttpContext sharedContext;
    private final HttpHost host;
    private final ApiTimeouts timeouts;
    private final AnswerLimits limits;
    private final HttpRequests requests;
    private final Deadlines deadlines;

    /**
     * @param sharedContext attributes that each call starts from; may be null
     * @param timer         where the deadlines of the answers run; not closed by this client
     */
    public ApiClient(
            HttpClient httpClient,
            HttpContext sharedContext,
            URI baseUrl,
            ApiTimeouts timeouts,
            AnswerLimits limits,
            ScheduledExecutorService timer) {
        this.httpClient = httpClient;
        this.sharedContext = sharedContext;
        this.host = HttpHost.create(URI.create(baseUrl.getScheme() + "://" + baseUrl.getRawAuthority()));
        this.timeouts = timeouts;
        this.limits = limits;
        this.requests = new HttpRequests(baseUrl, requestConfig(httpClient, timeouts));
        this.deadlines = new Deadlines(timeouts.response(), timer);
    }

    // RequestConfig's connect timeout is the only one that applies per call on a borrowed connection manager.
    @SuppressWarnings("deprecation")
    private static RequestConfig requestConfig(HttpClient client, ApiTimeouts timeouts) {
        RequestConfig users = client instanceof Configurable configurable ? configurable.getConfig() : null;
        return RequestConfig.copy(users == null ? RequestConfig.DEFAULT : users)
                .setConnectTimeout(Timeout.of(timeouts.connect()))
                .setResponseTimeout(Timeout.of(timeouts.response()))
                .setConnectionRequestTimeout(Timeout.of(timeouts.connectionRequest()))
                .setRedirectsEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setExpectContinueEnabled(false)
                .build();
    }

    /**
     * Sends one request and reads its answer.
     *
     * @param apiKey the Bearer credential
     * @throws WapingException of category TRANSPORT where no status line arrived
     */
    public HttpAnswer call(ApiRequest request, String apiKey, CallFacts facts) throws WapingException {
        HttpUriRequestBase http = requests.of(request, apiKey);
        HttpContext context = context();
        Deadline deadline = deadlines.of(http);
        context.setAttribute(Deadline.ATTRIBUTE, deadline);
        try {
            ClassicHttpResponse response = httpClient.executeOpen(host, http, context);
            try {
                return read(response, http);
            } finally {
                // What breaks now cannot change what has been read.
                Closer.closeQuietly(response);
            }
        } catch (IOException | RuntimeException e) {
            if (e.getCause() instanceof SwitchedProtocolException) {
                return new HttpAnswer(HttpStatus.SC_SWITCHING_PROTOCOLS, List.of(), new byte[0], true);
            }
            throw TransportFaults.translate(e, deadline.hasPassed(), timeouts, facts);
        } finally {
            deadline.end();
        }
    }

    /** Breaks off every call in flight; each ends as TRANSPORT. */
    public void abort() {
        deadlines.abortAll();
    }

    private HttpContext context() {
        return sharedContext == null ? HttpClientContext.create() : new HttpClientContext(sharedContext);
    }

    private HttpAnswer read(ClassicHttpResponse response, HttpUriRequestBase http) {
        int status = response.getCode();
        // One byte more tells an answer that is too long from one that is just long enough.
        int most = status / 100 == 2 ? Math.max(limits.answerBody(), limits.answerBody() + 1) : limits.errorBody();
        List<Map.Entry<String, String>> headers = new ArrayList<>(16);
        for (Header header : response.getHeaders()) {
            headers.add(Map.entry(header.getName(), header.getValue() == null ? "" : header.getValue()));
        }
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new HttpAnswer(status, headers, new byte[0], true);
        }
        BodyBuffer body = new BodyBuffer(most, entity.getContentLength());
        boolean complete;
        try {
            InputStream content = entity.getContent();
            if (body.fill(content)) {
                content.close();
            } else {
                // Closing the stream would read the rest: the connection goes instead.
                http.abort();
            }
            complete = true;
        } catch (IOException | RuntimeException e) {
            complete = false;
            // Closing would wait for the rest.
            http.abort();
        }
        return new HttpAnswer(status, headers, body.toByteArray(), complete);
    }
}

package app.waping.camel.client;

import java.net.URI;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.component.http.CompositeHttpConfigurer;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * Borrows the HttpClient of the user's http component: its TLS, proxy, pool and auth apply, its own retries, redirects,
 * cookies and answers to authentication challenges do not.
 */
public final class HttpClients {
    private HttpClients() {}

    /**
     * A started http endpoint for the API's host, whose HttpClient is the one to call with. The caller stops it.
     *
     * @param componentName the Camel component to borrow from; null takes http or https, by the base URL
     * @throws IllegalArgumentException if the component does not exist or is no camel-http component
     */
    public static HttpEndpoint borrow(CamelContext context, String componentName, URI baseUrl) throws Exception {
        String name = componentName == null ? baseUrl.getScheme() : componentName;
        Component component = context.getComponent(name);
        if (!(component instanceof HttpComponent http)) {
            throw new IllegalArgumentException(
                    "Option httpComponent=" + name + " must name a camel-http component, but is "
                            + (component == null
                                    ? "not known to this Camel context"
                                    : component.getClass().getName())
                            + ". Register an org.apache.camel.component.http.HttpComponent under that name, or leave the option out.");
        }
        String origin = baseUrl.getScheme() + "://" + baseUrl.getRawAuthority();
        // Not context.getEndpoint: a route of the user's may share that one, and its client is configured below.
        HttpEndpoint endpoint =
                (HttpEndpoint) http.createEndpoint(name.equals(baseUrl.getScheme()) ? origin : name + ":" + origin);
        endpoint.setHttpClientConfigurer(CompositeHttpConfigurer.combineConfigurers(
                endpoint.getHttpClientConfigurer(), new OneRequestPerCall()));
        ServiceHelper.startService(endpoint);
        return endpoint;
    }

    /** One call is one request: whatever would send a second one below us is off. */
    private static final class OneRequestPerCall implements HttpClientConfigurer {
        @Override
        public void configureHttpClient(HttpClientBuilder client) {
            client.disableAutomaticRetries()
                    .disableRedirectHandling()
                    .disableCookieManagement()
                    // Bodies are decoded after reading, where their size is bounded.
                    .disableContentCompression()
                    // A challenge of the API is answered by nobody; a proxy's challenge still is.
                    .setTargetAuthenticationStrategy((challengeType, challenges, context) -> List.of())
                    .setRequestExecutor(new StrictRequestExecutor());
        }
    }
}

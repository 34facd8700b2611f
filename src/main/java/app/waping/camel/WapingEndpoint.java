package app.waping.camel;

import java.net.URI;
import java.util.Map;

import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Send WhatsApp messages through the WAPing API, with typed errors.
 *
 * <p>A call runs on its caller's thread where it may go out at once, else on the component's own worker threads; it never
 * blocks a pool that Camel shares between routes.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "waping",
        title = "WAPing",
        syntax = "waping:operation",
        category = {Category.MESSAGING, Category.CHAT},
        headersClass = WapingConstants.class)
public class WapingEndpoint extends DefaultEndpoint implements AsyncEndpoint, EndpointServiceLocation {
    @UriParam
    private WapingConfiguration configuration;

    private Operation operation;
    private URI baseUrl;
    private volatile Credential credential;

    public WapingEndpoint(String uri, WapingComponent component, WapingConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        operation = Operation.of(configuration.getOperation());
        baseUrl = BaseUrls.parse(configuration.getBaseUrl());
        OptionLimits.check(configuration);
    }

    @Override
    public Producer createProducer() throws Exception {
        return switch (operation) {
            case MESSAGES, DEVICES, REQUEST, REPLAY -> new WapingProducer(this);
            case CONTROL -> new ControlProducer(this);
            case EVENTS -> throw new UnsupportedOperationException(
                    "waping:events receives events and stands in from; use waping:messages to send");
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                operation == Operation.EVENTS
                        ? "waping:events is not supported yet: receive the API's webhooks with the platform-http component"
                        : "waping:" + operation.uriName()
                                + " sends and stands in to; only waping:events stands in from");
    }

    /** The credential in force: the endpoint's own, else what the component has now. */
    String apiKey() {
        String own = configuration.getApiKey();
        return own != null ? own : getComponent().getConfiguration().getApiKey();
    }

    /** Names credential and API without giving the credential away. */
    String credentialId(String apiKey) {
        Credential known = credential;
        if (known == null || !known.apiKey.equals(apiKey)) {
            known = new Credential(apiKey, ShortHash.of(baseUrl.toString(), apiKey));
            credential = known;
        }
        return known.id;
    }

    URI baseUrl() {
        return baseUrl;
    }

    Operation operation() {
        return operation;
    }

    @Override
    public WapingComponent getComponent() {
        return (WapingComponent) super.getComponent();
    }

    public WapingConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(WapingConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String getServiceUrl() {
        return configuration.getBaseUrl();
    }

    @Override
    public String getServiceProtocol() {
        return "https";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return configuration.getDeviceId() == null ? null : Map.of("deviceId", configuration.getDeviceId());
    }

    /** The last credential used and its id; a key may be changed while the component runs. */
    private record Credential(String apiKey, String id) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** Without options: they may hold the credential and a phone number. */
    @Override
    public String toString() {
        return "waping://" + configuration.getOperation();
    }
}

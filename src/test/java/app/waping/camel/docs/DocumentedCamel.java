package app.waping.camel.docs;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import app.waping.camel.WapingComponent;
import app.waping.camel.stub.WapingStub;

/** A context in which a page's snippets run: {@code waping} sends to the stub, jms and slack end in mocks. */
final class DocumentedCamel implements AutoCloseable {
    final DefaultCamelContext context = new DefaultCamelContext();
    final Snippets page;

    DocumentedCamel(WapingStub stub, String page) throws Exception {
        this.page = Snippets.of(page);
        context.disableJMX();
        context.addComponent("jms", new Destinations("jms"));
        context.addComponent("slack", new Destinations("slack"));
        var options = context.getComponent("waping", WapingComponent.class).getConfiguration();
        options.setBaseUrl(stub.baseUrl());
        options.setApiKey(stub.apiKey());
        options.setTo("+15551234567");
    }

    DocumentedCamel with(String... snippets) throws Exception {
        page.load(context, snippets);
        return this;
    }

    DocumentedCamel set(String key, String value) {
        context.getPropertiesComponent().addInitialProperty(key, value);
        return this;
    }

    /** Sends from the stub's device where the page leaves that to the reader's properties. */
    DocumentedCamel device() {
        context.getComponent("waping", WapingComponent.class).getConfiguration().setDeviceId(WapingStub.DEVICE);
        return this;
    }

    /** A YAML route. */
    DocumentedCamel load(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("page.camel.yaml", yaml));
        return this;
    }

    DocumentedCamel codeCategories(String value) {
        context.getComponent("waping", WapingComponent.class).getConfiguration().setCodeCategories(value);
        return this;
    }

    Exchange send(String uri) {
        context.start();
        return context.createProducerTemplate()
                .request(uri, exchange -> exchange.getIn().setBody("Your order #12345 is confirmed."));
    }

    /** What arrived at {@code jms:queue:name} or {@code slack:#name}. */
    MockEndpoint at(String destination) {
        return context.getEndpoint("mock:" + destination.replace('#', '-'), MockEndpoint.class);
    }

    @Override
    public void close() {
        context.stop();
    }

    /** Stands for a messaging component: each destination is a mock. */
    private static final class Destinations extends DefaultComponent {
        private final String scheme;

        Destinations(String scheme) {
            this.scheme = scheme;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            String name = remaining == null ? "" : remaining;
            if (name.isEmpty() && parameters.containsKey("destinationName")) {
                name = parameters.remove("destinationType") + ":" + parameters.remove("destinationName");
            } else if (name.isEmpty()) {
                name = String.valueOf(parameters.remove("channel"));
            }
            return getCamelContext()
                    .getEndpoint("mock:" + scheme + ":" + name.replace('#', '-').replace("%23", "-"));
        }
    }
}

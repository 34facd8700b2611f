package app.waping.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

import app.waping.camel.stub.WapingStub;

/**
 * A Camel context whose {@code waping} component sends to a stub. Closing it stops the context and checks that every
 * exchange that was sent through it has completed, and completed once.
 */
final class TestCamel implements AutoCloseable {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<SentExchange> sentExchanges = Collections.synchronizedList(new ArrayList<>());

    private TestCamel(WapingStub stub) {
        context.disableJMX();
        context.getShutdownStrategy().setTimeout(5);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        configure(options -> {
            options.setBaseUrl(stub.baseUrl());
            options.setApiKey(TestTexts.API_KEY);
            options.setDeviceId(WapingStub.DEVICE);
            options.setTo(TestTexts.RECIPIENT);
        });
    }

    /** Ready to be configured; {@link #start} or the first sending starts it. */
    static TestCamel of(WapingStub stub) {
        return new TestCamel(stub);
    }

    DefaultCamelContext context() {
        return context;
    }

    TestCamel configure(Consumer<WapingConfiguration> change) {
        change.accept(context.getComponent("waping", WapingComponent.class).getConfiguration());
        return this;
    }

    TestCamel routes(RoutesBuilder routes) {
        try {
            context.addRoutes(routes);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    TestCamel start() {
        if (!context.isStarted()) {
            context.start();
        }
        return this;
    }

    MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    SentExchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    SentExchange send(String uri, Object body, String header, Object value) {
        return send(uri, body, Map.of(header, value));
    }

    /** Sends asynchronously, as a route would, and does not wait. */
    SentExchange send(String uri, Object body, Map<String, Object> headers) {
        return send(uri, body, headers, sent -> {});
    }

    /** The same; shows the sending before it begins, for where it blocks its thread. */
    SentExchange send(String uri, Object body, String header, Object value, Consumer<SentExchange> shown) {
        return send(uri, body, Map.of(header, value), shown);
    }

    private SentExchange send(String uri, Object body, Map<String, Object> headers, Consumer<SentExchange> shown) {
        start();
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody(body);
        exchange.getIn().setHeaders(new HashMap<>(headers));
        SentExchange sent = new SentExchange(exchange);
        AsyncProducer producer = producer(uri);
        sentExchanges.add(sent);
        shown.accept(sent);
        producer.process(exchange, sent);
        return sent;
    }

    private AsyncProducer producer(String uri) {
        try {
            AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
            context.addService(producer, true, true);
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        context.stop();
        synchronized (sentExchanges) {
            assertThat(sentExchanges).extracting(SentExchange::completions).allMatch(times -> times == 1);
        }
    }
}

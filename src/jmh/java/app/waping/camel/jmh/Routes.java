package app.waping.camel.jmh;

import java.util.Map;
import java.util.UUID;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.apache.camel.support.DefaultExchange;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import app.waping.camel.WapingConstants;
import app.waping.camel.stub.WapingStub;

/** A Camel context with the routes to compare; each takes a text and a recipient and gives the message's id. */
@State(Scope.Benchmark)
public class Routes {
    private StubProcess stub;
    private DefaultCamelContext context;
    private ProducerTemplate template;
    Endpoint nothing;
    Endpoint http;
    Endpoint paced;
    Endpoint unpaced;

    @Setup(Level.Trial)
    public void start() throws Exception {
        stub = StubProcess.start();
        context = new DefaultCamelContext();
        context.disableJMX();
        context.addRoutes(new Sends(stub.baseUrl()));
        context.start();
        template = context.createProducerTemplate();
        nothing = context.getEndpoint("direct:nothing");
        http = context.getEndpoint("direct:http");
        paced = context.getEndpoint("direct:paced");
        unpaced = context.getEndpoint("direct:unpaced");
    }

    Exchange send(Endpoint route, String recipient) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody(Message.TEXT);
        exchange.getIn().setHeader(WapingConstants.TO, recipient);
        template.send(route, exchange);
        if (exchange.getException() != null) {
            throw new IllegalStateException(exchange.getException());
        }
        return exchange;
    }

    @TearDown(Level.Trial)
    public void stop() {
        context.stop();
        stub.close();
    }

    private static final class Sends extends RouteBuilder {
        private final String baseUrl;

        Sends(String baseUrl) {
            this.baseUrl = baseUrl;
        }

        @Override
        public void configure() {
            from("direct:nothing").setBody(constant("nothing"));

            from("direct:http")
                    .setBody(Sends::payload)
                    .marshal()
                    .json(JsonLibrary.Jackson)
                    .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                    .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                    .setHeader("Authorization", constant("Bearer " + WapingStub.API_KEY))
                    .setHeader("Idempotency-Key", () -> UUID.randomUUID().toString())
                    .to(baseUrl + "/messages")
                    .unmarshal()
                    .json(JsonLibrary.Jackson, Map.class)
                    .setHeader("id", simple("${body[id]}"));

            String account = "?baseUrl=" + baseUrl + "&apiKey=" + WapingStub.API_KEY + "&deviceId=" + WapingStub.DEVICE;
            from("direct:paced").to("waping:messages" + account);
            from("direct:unpaced").to("waping:messages" + account + "&pacing=false");
        }

        private static Object payload(Exchange exchange) {
            return Map.of(
                    "deviceId",
                    WapingStub.DEVICE,
                    "to",
                    exchange.getIn().removeHeader(WapingConstants.TO),
                    "type",
                    "text",
                    "text",
                    Map.of("body", exchange.getIn().getBody()));
        }
    }
}

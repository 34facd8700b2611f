package app.waping.camel.policy;

import static app.waping.camel.error.WapingErrorCategory.FORBIDDEN;
import static app.waping.camel.error.WapingErrorCategory.RATE_LIMITED;
import static app.waping.camel.error.WapingErrorCategory.SERVER_ERROR;
import static app.waping.camel.error.WapingErrorCategory.SESSION_DISCONNECTED;
import static app.waping.camel.error.WapingErrorCategory.TRANSPORT;
import static app.waping.camel.error.WapingErrorCategory.UNAUTHORIZED;
import static app.waping.camel.policy.WapingErrors.wapingErrors;
import static java.time.Duration.ofMillis;

import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The rules and the route in Java, in a context made by hand. */
class JavaErrorRulesTest extends ErrorRulesDoor {
    @Override
    CamelContext start(Map<String, String> properties) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        properties.forEach((key, value) -> {
            if (!key.startsWith("waping.errors.") || key.equals("waping.errors.record")) {
                context.getPropertiesComponent().addInitialProperty(key, value);
            }
        });
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                wapingErrors()
                        .on(RATE_LIMITED)
                        .redeliver(8)
                        .on(SERVER_ERROR, TRANSPORT)
                        .redeliver(4)
                        .backOff(ofMillis(10), 2, ofMillis(40))
                        .on(SESSION_DISCONNECTED)
                        .park("mock:parked")
                        .alert()
                        .on(UNAUTHORIZED, FORBIDDEN)
                        .alert()
                        .otherwise()
                        .deadLetter()
                        .deadLetterTo("mock:dead")
                        .alertTo("mock:alerts")
                        .addTo(getContext());
                from("direct:send")
                        .routeConfigurationId("waping")
                        .to("waping?baseUrl={{stub.url}}&apiKey={{stub.api-key}}&deviceId=dev_123&to=RAW(+15551234567)")
                        .to("mock:sent");
            }
        });
        context.start();
        return context;
    }
}

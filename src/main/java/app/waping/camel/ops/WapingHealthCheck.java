package app.waping.camel.ops;

import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.support.service.ServiceHelper;

import app.waping.camel.WapingConfiguration;
import app.waping.camel.WapingEndpoint;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/**
 * Whether the API answers and takes the credential: it reads the devices and never sends a message. A throttled API is up.
 * Where the API has refused the credential, the answer comes without another request until the guard allows one.
 */
final class WapingHealthCheck extends AbstractHealthCheck {
    private static final long ANSWER_WITHIN_MILLIS = 5_000;

    private final WapingEndpoint endpoint;

    WapingHealthCheck(String id, WapingEndpoint endpoint) {
        super("camel", id);
        this.endpoint = endpoint;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("endpoint.uri", endpoint.toString());
        builder.detail("service.url", endpoint.getServiceUrl());
        Exception failure = ask();
        if (failure == null) {
            builder.up();
        } else if (failure instanceof WapingException answer) {
            report(builder, answer);
        } else {
            builder.down().message(failure.getClass().getSimpleName()).error(failure);
        }
    }

    private static void report(HealthCheckResultBuilder builder, WapingException answer) {
        builder.detail("category", answer.getCategory().name());
        if (answer.getHttpResponseCode() != 0) {
            builder.detail(SERVICE_STATUS_CODE, answer.getHttpResponseCode());
        }
        if (answer.getCategory() == WapingErrorCategory.RATE_LIMITED) {
            builder.up();
            return;
        }
        if (answer.getCode() != null) {
            builder.detail(SERVICE_ERROR_CODE, answer.getCode());
        }
        builder.detail("remedy", answer.getRemedy());
        builder.down().message(answer.getMessage()).error(answer);
    }

    private Exception ask() {
        WapingConfiguration options = endpoint.getConfiguration().copy();
        options.setOperation("devices");
        options.setDeviceId(null);
        // A check that waits out a throttle would tell nothing in time.
        options.setMaxRetryAfter(0);
        options.setResponseTimeout(Math.min(options.getResponseTimeout(), ANSWER_WITHIN_MILLIS));
        try (WapingEndpoint devices = new WapingEndpoint("waping:devices", endpoint.getComponent(), options)) {
            ServiceHelper.startService(devices);
            try (Producer producer = devices.createProducer()) {
                ServiceHelper.startService(producer);
                Exchange exchange = devices.createExchange();
                producer.process(exchange);
                return exchange.getException();
            }
        } catch (Exception e) {
            return e;
        }
    }
}

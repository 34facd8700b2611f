package app.waping.camel;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

import app.waping.camel.gate.DeviceGate;
import app.waping.camel.gate.GateSnapshot;

/**
 * An operator's word about a device: pauses it, resumes it, drains it, releases it after a relink, or asks how it is. Calls
 * nobody; answers how the gate is then, as a Map.
 */
class ControlProducer extends DefaultProducer {
    private final WapingEndpoint endpoint;

    ControlProducer(WapingEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String apiKey = ExchangeValues.apiKey(endpoint.apiKey());
        String deviceId = ExchangeValues.text(
                exchange, WapingConstants.DEVICE_ID, endpoint.getConfiguration().getDeviceId());
        if (deviceId == null) {
            throw ExchangeValues.invalid("no device: set option deviceId or header " + WapingConstants.DEVICE_ID);
        }
        DeviceGate gate = endpoint.getComponent().runtime().gates().device(endpoint.credentialId(apiKey), deviceId);
        act(gate, action(exchange));
        exchange.getMessage().setBody(describe(gate.snapshot()));
    }

    private static String action(Exchange exchange) throws Exception {
        String action = ExchangeValues.text(
                exchange, WapingConstants.ACTION, exchange.getIn().getBody(String.class));
        return action == null ? "status" : action.trim().toLowerCase(Locale.ROOT);
    }

    private static void act(DeviceGate gate, String action) throws Exception {
        switch (action) {
            case "status" -> {}
            case "pause" -> gate.pause();
            case "resume" -> gate.resume();
            case "drain" -> gate.drain();
            case "release" -> gate.release();
            default -> throw ExchangeValues.invalid("header " + WapingConstants.ACTION
                    + ", or the body, must be one of status, pause, resume, drain, release");
        }
    }

    private static Map<String, Object> describe(GateSnapshot snapshot) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("deviceId", snapshot.deviceId());
        map.put("pace", snapshot.pace());
        map.put("session", snapshot.session());
        map.put("credential", snapshot.credential());
        map.put("operator", snapshot.operator());
        map.put("waiting", snapshot.waiting());
        map.put("inFlight", snapshot.inFlight());
        map.put("pausedUntil", snapshot.pausedUntil());
        map.put("closedSince", snapshot.closedSince());
        map.put("sent", snapshot.sent());
        map.put("accepted", snapshot.accepted());
        map.put("throttled", snapshot.throttled());
        map.put("refused", snapshot.refused());
        return map;
    }
}

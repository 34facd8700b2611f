package app.waping.camel;

import java.util.List;

import org.apache.camel.Exchange;

import app.waping.camel.client.ApiRequest;
import app.waping.camel.error.CallFacts;
import app.waping.camel.error.WapingException;

/** Composes the reading of the devices. The API states no path for one device, so one is picked from the list. */
final class DevicesComposer implements CallComposer {
    private final WapingEndpoint endpoint;

    DevicesComposer(WapingEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public WapingCall compose(Exchange exchange) throws WapingException {
        String deviceId = ExchangeValues.text(
                exchange, WapingConstants.DEVICE_ID, endpoint.getConfiguration().getDeviceId());
        return new WapingCall(
                endpoint.getEndpointUri(),
                new ApiRequest("GET", "devices", null, null),
                new CallFacts(deviceId, null, List.of()),
                null,
                null,
                null);
    }
}

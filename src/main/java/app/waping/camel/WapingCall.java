package app.waping.camel;

import java.time.Duration;

import app.waping.camel.client.ApiRequest;
import app.waping.camel.error.CallFacts;

/**
 * One call, composed once: a redelivery of the same step sends the same bytes under the same key. Immutable.
 *
 * @param step       which step composed it: the endpoint's URI
 * @param request    what goes on the wire
 * @param facts      what the translator must know of it
 * @param deviceId   the device that sends; null where the call is for none
 * @param recipient  the recipient; null where the call has none
 * @param timeToLive how long it may wait; null for as long as it takes
 */
record WapingCall(
        String step, ApiRequest request, CallFacts facts, String deviceId, String recipient, Duration timeToLive) {
    /** Never the recipient, the bytes or the step's URI. */
    @Override
    public String toString() {
        return "WapingCall[" + facts + "]";
    }
}

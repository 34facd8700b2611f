package app.waping.camel;

import java.time.Duration;
import java.time.Instant;

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
 * @param notBefore  when it may go out first; null for at once
 * @param link       the link of the device that it is meant for; null where that is not known
 */
record WapingCall(
        String step,
        ApiRequest request,
        CallFacts facts,
        String deviceId,
        String recipient,
        Duration timeToLive,
        Instant notBefore,
        String link) {
    /** A call that may go out at once. */
    WapingCall(
            String step, ApiRequest request, CallFacts facts, String deviceId, String recipient, Duration timeToLive) {
        this(step, request, facts, deviceId, recipient, timeToLive, null, null);
    }

    /** Never the recipient, the bytes or the step's URI. */
    @Override
    public String toString() {
        return "WapingCall[" + facts + "]";
    }
}

package app.waping.camel.quickstart;

import java.util.HashMap;
import java.util.Map;

import app.waping.camel.WapingConstants;

/**
 * One message of the quickstart.
 *
 * @param title   what the reader is told about it
 * @param uri     where it is sent
 * @param body    what is sent
 * @param headers the headers it is sent with
 * @param after   how many seconds after the start it is sent
 */
record Case(String title, String uri, Object body, Map<String, Object> headers, int after) {
    static final String SEND = "direct:send";

    /** A text to a recipient of its own. */
    static Case text(String title, String deviceId, int number) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(WapingConstants.DEVICE_ID, deviceId);
        headers.put(WapingConstants.TO, "+1555010" + String.format("%04d", number));
        return new Case(title, SEND, "Your order " + number + " is on its way.", headers, 0);
    }

    Case with(String header, Object value) {
        Map<String, Object> changed = new HashMap<>(headers);
        changed.put(header, value);
        return new Case(title, uri, body, changed, after);
    }

    Case without(String header) {
        Map<String, Object> changed = new HashMap<>(headers);
        changed.remove(header);
        return new Case(title, uri, body, changed, after);
    }

    Case through(String otherUri) {
        return new Case(title, otherUri, body, headers, after);
    }

    Case saying(Object otherBody) {
        return new Case(title, uri, otherBody, headers, after);
    }

    Case after(int seconds) {
        return new Case(title, uri, body, headers, seconds);
    }
}

package app.waping.camel.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import app.waping.camel.WapingConstants;
import app.waping.camel.gate.GateEvent;
import app.waping.camel.gate.GateEvents;
import app.waping.camel.gate.OutageNews.State;

/**
 * Tells operators of what a gate decides by itself and only they can mend: a device that is back under another phone
 * number, and requests so often refused that the account is at risk. Once when it begins, once when it is over.
 * Thread-safe.
 */
final class GateAlerts implements GateEvents {
    private final Supplier<String> uri;
    private final AlertSender sender;
    private final Map<String, Instant> open = new ConcurrentHashMap<>();

    /** @param uri where operators are told; null where nobody is */
    GateAlerts(Supplier<String> uri, AlertSender sender) {
        this.uri = uri;
        this.sender = sender;
    }

    @Override
    public void on(GateEvent event) {
        switch (event.kind()) {
            case DEVICE_RELINKED -> raised("device " + event.deviceId(), event);
            case BUDGET_EXCEEDED -> raised("credential " + event.credentialId(), event);
            case DEVICE_RESUMED, OPERATOR_RESUMED -> resolved("device " + event.deviceId(), event);
            case BUDGET_RECOVERED -> resolved("credential " + event.credentialId(), event);
            default -> {
                // Told by the messages that fail, or nothing to be done about.
            }
        }
    }

    private void raised(String what, GateEvent event) {
        if (open.putIfAbsent(what, event.at()) == null) {
            tell(what, event, State.RAISED, event.at());
        }
    }

    private void resolved(String what, GateEvent event) {
        Instant since = open.remove(what);
        if (since != null) {
            tell(what, event, State.RESOLVED, since);
        }
    }

    private void tell(String what, GateEvent event, State state, Instant since) {
        String to = uri.get();
        if (to == null) {
            return;
        }
        String text = "WAPing " + what + (state == State.RESOLVED ? ", resolved: " : ": ") + event.text() + " Since "
                + since.truncatedTo(ChronoUnit.SECONDS) + ", " + event.waiting() + " waiting.";
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("state", state.toString());
        json.put("event", event.kind().name());
        json.put("category", event.category() == null ? null : event.category().toString());
        json.put("deviceId", event.deviceId());
        json.put("credentialId", event.credentialId());
        json.put("since", since.truncatedTo(ChronoUnit.MILLIS).toString());
        json.put("waiting", event.waiting());
        json.put("text", text);
        Map<String, Object> headers = new HashMap<>();
        if (event.category() != null) {
            headers.put(WapingConstants.ERROR_CATEGORY, event.category().toString());
        }
        sender.post(to, new AlertSender.Alert(state.toString(), text, json.toString(), headers));
    }

    /** Forgets what was open. */
    void close() {
        open.clear();
    }
}

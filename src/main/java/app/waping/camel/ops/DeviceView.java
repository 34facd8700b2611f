package app.waping.camel.ops;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;

import app.waping.camel.WapingComponent;
import app.waping.camel.gate.DeviceGate;
import app.waping.camel.gate.GateSnapshot;

/** What is shown of a device, under the same names in console and JMX. */
final class DeviceView {
    private DeviceView() {}

    /** The gates of all {@code waping} components of a context. */
    static List<DeviceGate> gates(CamelContext context) {
        return context.getComponentNames().stream()
                .map(name -> context.hasComponent(name))
                .filter(WapingComponent.class::isInstance)
                .map(WapingComponent.class::cast)
                .flatMap(component -> component.deviceGates().stream())
                .filter(gate -> !gate.deviceId().isEmpty())
                .toList();
    }

    /** One device; texts, numbers and, for lists, text joined by commas. Empty where there is nothing to say. */
    static Map<String, Object> of(GateSnapshot gate) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("device", gate.deviceId());
        view.put("credential", gate.credentialId());
        view.put("state", state(gate));
        view.put("waiting", gate.waiting());
        view.put("inFlight", gate.inFlight());
        view.put("pace", gate.pace());
        view.put("pausedUntil", text(gate.pausedUntil()));
        view.put("session", gate.session());
        view.put("closedSince", text(gate.closedSince()));
        view.put("oldestWaiting", text(gate.oldestWaiting()));
        view.put("learnedLimit", gate.learned() == null ? "" : gate.learned());
        view.put("sent", gate.sent());
        view.put("accepted", gate.accepted());
        view.put("throttled", gate.throttled());
        view.put("refused", gate.refused());
        view.put("lastThrottledAt", text(gate.lastThrottledAt()));
        view.put("lastCodes", String.join(", ", gate.lastCodes()));
        return view;
    }

    /** The one thing that holds the device most: what an operator decided, the credential, the session, the pace. */
    private static String state(GateSnapshot gate) {
        if (!gate.operator().equals("open")) {
            return gate.operator() + " by an operator";
        }
        if (!gate.credential().equals("open")) {
            return "credential " + gate.credential();
        }
        if (!gate.session().equals("connected")) {
            return gate.session();
        }
        return gate.pace();
    }

    private static String text(Instant instant) {
        return instant == null ? "" : instant.toString();
    }
}

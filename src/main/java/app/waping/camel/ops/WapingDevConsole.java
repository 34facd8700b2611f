package app.waping.camel.ops;

import java.util.Map;

import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

import app.waping.camel.gate.DeviceGate;

/** The dev console {@code waping}: each device, how its gate is, what waits, and what the API said last. */
@DevConsole(name = "waping", displayName = "WAPing", description = "Devices that send through the WAPing API")
public final class WapingDevConsole extends AbstractDevConsole {
    public WapingDevConsole() {
        super("camel", "waping", "WAPing", "Devices that send through the WAPing API");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (DeviceGate gate : DeviceView.gates(getCamelContext())) {
            text.append(text.isEmpty() ? "" : "\n");
            DeviceView.of(gate.snapshot()).forEach((name, value) -> {
                if (!value.equals("")) {
                    text.append(String.format("%s: %s%n", name, value));
                }
            });
        }
        return text.isEmpty() ? "No device has sent since the start.\n" : text.toString();
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        JsonArray devices = new JsonArray();
        for (DeviceGate gate : DeviceView.gates(getCamelContext())) {
            devices.add(new JsonObject(DeviceView.of(gate.snapshot())));
        }
        JsonObject root = new JsonObject();
        root.put("devices", devices);
        return root;
    }
}

package app.waping.camel.stub;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The devices of the workspace. */
final class Devices {
    private final List<String> initial;
    private final Map<String, StubDevice> devices = new ConcurrentSkipListMap<>();
    private volatile StatusWords words;

    Devices(List<String> initial) {
        this.initial = initial;
        reset();
    }

    void reset() {
        words = new StatusWords("connected", "disconnected");
        devices.clear();
        initial.forEach(this::device);
    }

    /** The device of that id, linked now where it was unknown. */
    StubDevice device(String id) {
        return devices.computeIfAbsent(id, name -> new StubDevice(name, "+1555000" + (1000 + devices.size())));
    }

    /** The device of that id; null where it is unknown. */
    StubDevice find(String id) {
        return devices.get(id);
    }

    void remove(String id) {
        devices.remove(id);
    }

    void words(StatusWords spoken) {
        words = spoken;
    }

    StubAnswer list() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode list = root.putArray("devices");
        devices.values().forEach(device -> list.add(json(device)));
        return StubAnswer.json(200, root.toString());
    }

    StubAnswer one(String id) {
        StubDevice device = devices.get(id);
        return device == null
                ? StubAnswer.error(404, "NOT_FOUND", "No such device in this workspace")
                : StubAnswer.json(200, json(device).toString());
    }

    private ObjectNode json(StubDevice device) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", device.id())
                .put("status", device.status(words))
                .put("phoneNumber", device.phoneNumber());
    }
}

package app.waping.camel.ops;

import java.util.List;
import java.util.Map;

import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.StaticService;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.service.ServiceSupport;

import app.waping.camel.gate.DeviceGate;

/** The MBean of all devices of a Camel context: what their gates do, and what operators may decide. */
@ManagedResource(description = "Devices that send through the WAPing API")
public final class WapingDevices extends ServiceSupport implements CamelContextAware, StaticService {
    private CamelContext context;

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.context = camelContext;
    }

    @ManagedAttribute(description = "Messages that wait, on all devices")
    public int getWaiting() {
        return DeviceView.gates(context).stream()
                .mapToInt(gate -> gate.snapshot().waiting())
                .sum();
    }

    @ManagedAttribute(description = "Calls on their way, on all devices")
    public int getInFlight() {
        return DeviceView.gates(context).stream()
                .mapToInt(gate -> gate.snapshot().inFlight())
                .sum();
    }

    /** One row for each device that has sent since the start. */
    @ManagedOperation(description = "State of each device")
    public TabularData devices() throws OpenDataException {
        TabularData table = null;
        for (DeviceGate gate : DeviceView.gates(context)) {
            CompositeData row = row(DeviceView.of(gate.snapshot()));
            if (table == null) {
                TabularType type = new TabularType(
                        "Devices", "Devices that have sent since the start", row.getCompositeType(), new String[] {
                            "credential", "device"
                        });
                table = new TabularDataSupport(type);
            }
            table.put(row);
        }
        return table;
    }

    @ManagedOperation(
            description = "Stops a device: nothing goes out until it is resumed, and what waits too long is refused")
    public void pauseDevice(String deviceId) {
        gates(deviceId).forEach(DeviceGate::pause);
    }

    @ManagedOperation(description = "Lets what waits for a device go out; what comes is refused until it is resumed")
    public void drainDevice(String deviceId) {
        gates(deviceId).forEach(DeviceGate::drain);
    }

    @ManagedOperation(description = "Takes back pause or drain of a device")
    public void resumeDevice(String deviceId) {
        gates(deviceId).forEach(DeviceGate::resume);
    }

    @ManagedOperation(description = "Lets messages for a former phone number go out from the one that is linked now")
    public void releaseDevice(String deviceId) {
        gates(deviceId).forEach(DeviceGate::release);
    }

    private List<DeviceGate> gates(String deviceId) {
        List<DeviceGate> found = DeviceView.gates(context).stream()
                .filter(gate -> gate.deviceId().equals(deviceId))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No device of this id has sent since the start");
        }
        return found;
    }

    private static CompositeData row(Map<String, Object> view) throws OpenDataException {
        String[] names = view.keySet().toArray(String[]::new);
        OpenType<?>[] types = view.values().stream().map(WapingDevices::type).toArray(OpenType<?>[]::new);
        CompositeType type = new CompositeType("Device", "A device", names, names, types);
        return new CompositeDataSupport(type, view);
    }

    private static OpenType<?> type(Object value) {
        if (value instanceof Integer) {
            return SimpleType.INTEGER;
        }
        return value instanceof Long ? SimpleType.LONG : SimpleType.STRING;
    }
}

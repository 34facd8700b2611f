package app.waping.camel.policy;

import java.util.stream.Stream;

import org.apache.camel.CamelContext;

import app.waping.camel.WapingComponent;
import app.waping.camel.gate.DeviceGate;
import app.waping.camel.gate.OutageCause;

/** How many messages an outage holds up. */
final class WaitingMessages {
    private WaitingMessages() {}

    /** Messages that wait at the gates of the affected device or credential; 0 where the outage is none of either. */
    static int of(CamelContext context, OutageCause cause) {
        return context.getComponentNames().stream()
                .map(name -> context.hasComponent(name))
                .flatMap(component ->
                        component instanceof WapingComponent waping ? waping.deviceGates().stream() : Stream.empty())
                .map(DeviceGate::snapshot)
                .filter(gate -> switch (cause.scope()) {
                    case DEVICE -> cause.id().equals(gate.deviceId());
                    case CREDENTIAL -> cause.id().equals(gate.credentialId());
                    case POLICY -> false;
                })
                .mapToInt(gate -> gate.waiting())
                .sum();
    }
}

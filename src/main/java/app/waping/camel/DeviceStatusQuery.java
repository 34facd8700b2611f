package app.waping.camel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import app.waping.camel.client.ApiRequest;
import app.waping.camel.error.CallFacts;
import app.waping.camel.error.WapingException;
import app.waping.camel.gate.DeviceStates;
import app.waping.camel.gate.DeviceStatus;
import app.waping.camel.gate.StatusQuery;

/** Asks the API's list of devices how one of them is. Thread-safe. */
final class DeviceStatusQuery implements StatusQuery {
    /** The API does not fix its members' names: those that such APIs use, best first. */
    private static final List<String> STATE = List.of("status", "state", "sessionStatus", "connectionStatus");

    private static final List<String> NUMBER = List.of("phoneNumber", "phone", "number", "jid");

    private final Map<String, CallRunner> runners = new ConcurrentHashMap<>();
    private final Executor workers;
    private final DeviceStates states;

    DeviceStatusQuery(Executor workers, DeviceStates states) {
        this.workers = workers;
        this.states = states;
    }

    /** Questions about devices of this credential go out through this endpoint's client from now on. */
    void askThrough(String credentialId, CallRunner runner) {
        runners.putIfAbsent(credentialId, runner);
    }

    void forget(CallRunner runner) {
        runners.values().removeIf(known -> known == runner);
    }

    @Override
    public CompletionStage<DeviceStatus> query(String credentialId, String deviceId) {
        CallRunner runner = runners.get(credentialId);
        if (runner == null) {
            return null;
        }
        try {
            return CompletableFuture.supplyAsync(() -> ask(runner, deviceId), workers);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    private DeviceStatus ask(CallRunner runner, String deviceId) {
        try {
            ApiRequest request = new ApiRequest("GET", "devices", null, null);
            CallFacts facts = new CallFacts(deviceId, null, List.of());
            Object answer = runner.forDevices()
                    .run(new SendStep(new WapingCall("devices", request, facts, null, null, null), Instant.EPOCH))
                    .body();
            return answer instanceof Map<?, ?> device
                    ? new DeviceStatus(states.read(member(device, STATE)), link(deviceId, member(device, NUMBER)))
                    : DeviceStatus.UNKNOWN;
        } catch (WapingException e) {
            // A question that fails tells nothing; the gate then finds out with a message.
            return DeviceStatus.UNKNOWN;
        }
    }

    /** The same for one number however it is written: +1 555..., 1555..., 1555...:7@s.whatsapp.net. */
    private static String link(String deviceId, String told) {
        String digits = told == null ? "" : told.replaceFirst("[@:].*", "").replaceAll("\\D", "");
        return digits.isEmpty() ? null : ShortHash.of(deviceId, digits);
    }

    private static String member(Map<?, ?> device, List<String> names) {
        for (String name : names) {
            if (device.get(name) instanceof String text && !text.isBlank()) {
                return text;
            }
        }
        return null;
    }
}

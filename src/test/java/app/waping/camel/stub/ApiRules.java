package app.waping.camel.stub;

import java.time.Instant;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The rules of the API: who may call, what a message needs, what is accepted. */
final class ApiRules {
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

    private final String basePath;
    private final Behaviour behaviour;
    private final Devices devices;
    private final Throttle throttle;
    private final Ledger ledger;

    ApiRules(String basePath, Behaviour behaviour, Devices devices, Throttle throttle, Ledger ledger) {
        this.basePath = basePath;
        this.behaviour = behaviour;
        this.devices = devices;
        this.throttle = throttle;
        this.ledger = ledger;
    }

    Verdict decide(StubRequest request, Instant now) {
        if (!behaviour.apiKey().equals(request.bearer())) {
            return Verdict.refused(401, "UNAUTHORIZED", "Invalid or missing API key");
        }
        if (behaviour.forbidden() != null) {
            return Verdict.refused(403, "FORBIDDEN", behaviour.forbidden());
        }
        String path = request.path();
        if (path.equals(basePath + "/messages") && request.method().equals("POST")) {
            return message(request, now);
        }
        if (path.equals(basePath + "/devices") && request.method().equals("GET")) {
            return new Verdict(devices.list(), false);
        }
        if (path.startsWith(basePath + "/devices/") && request.method().equals("GET")) {
            return new Verdict(devices.one(path.substring(basePath.length() + "/devices/".length())), false);
        }
        return Verdict.refused(404, "NOT_FOUND", "No such resource");
    }

    private Verdict message(StubRequest request, Instant now) {
        StubAnswer limited = throttle.refusal(request.bearer(), request.deviceId(), now);
        if (limited != null) {
            return new Verdict(limited, false);
        }
        String fault = faultOf(request);
        if (fault != null) {
            return Verdict.refused(400, "VALIDATION_ERROR", fault);
        }
        StubDevice device = devices.find(request.deviceId());
        if (device == null) {
            return Verdict.refused(404, "NOT_FOUND", "No such device in this workspace");
        }
        Ledger.Receipt known = ledger.look(request.bearer(), request);
        if (known == null && !device.isConnected()) {
            return new Verdict(StubAnswer.sessionDisconnected(behaviour.sessionStatus()), false);
        }
        Ledger.Receipt receipt = known != null
                ? known
                : ledger.accept(request.bearer(), request, number -> queued(number, request.deviceId()));
        return receipt.outcome() == Ledger.Outcome.CONFLICT
                ? Verdict.refused(409, "IDEMPOTENCY_CONFLICT", "Idempotency-Key reused with different body")
                : new Verdict(receipt.answer(), receipt.outcome() == Ledger.Outcome.NEW);
    }

    private static String faultOf(StubRequest request) {
        if (!request.isJsonObject()) {
            return "The body is not a JSON object";
        }
        if (isMissing(request.deviceId())) {
            return "deviceId is required";
        }
        if (isMissing(request.to())) {
            return "to is required";
        }
        if (isMissing(request.type())) {
            return "type is required";
        }
        if (!E164.matcher(request.to()).matches()) {
            return "to must be an E.164 number with a leading +";
        }
        return request.type().equals("text") && isMissing(request.text()) ? "text.body is required" : null;
    }

    private static boolean isMissing(String value) {
        return value == null || value.isBlank();
    }

    private StubAnswer queued(long number, String deviceId) {
        return StubAnswer.json(
                behaviour.successStatus(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", "msg_" + number)
                        .put("status", "queued")
                        .put("deviceId", deviceId)
                        .toString());
    }
}

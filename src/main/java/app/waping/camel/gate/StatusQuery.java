package app.waping.camel.gate;

import java.util.concurrent.CompletionStage;

/** Asks the API how a device is. Called on the timer thread or where a call ended: it must not block. */
@FunctionalInterface
public interface StatusQuery {
    /** Never tells: the gate finds out with a message of its own choice. */
    StatusQuery NONE = (credentialId, deviceId) -> null;

    /** @return the status later; null, or a stage that fails, where the API does not tell */
    CompletionStage<DeviceStatus> query(String credentialId, String deviceId);
}

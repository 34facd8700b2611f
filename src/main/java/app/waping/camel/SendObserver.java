package app.waping.camel;

/** Hears of each call that the API has taken; found among the plugins of the Camel context. Must not block or throw. */
@FunctionalInterface
public interface SendObserver {
    /** Where nobody wants to know. */
    SendObserver NONE = (credentialId, deviceId) -> {};

    /**
     * A call succeeded.
     *
     * @param credentialId names the credential without giving it away
     * @param deviceId     the device that sent; null where the call sent nothing
     */
    void succeeded(String credentialId, String deviceId);
}

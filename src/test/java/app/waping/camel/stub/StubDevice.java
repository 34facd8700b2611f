package app.waping.camel.stub;

/**
 * A phone linked to the stub. Changes take effect at the next request. Safe for use by many threads; each method
 * returns the device itself.
 */
public final class StubDevice {
    private final String id;
    private String phoneNumber;
    private boolean connected = true;
    private String word;
    private boolean lying;

    StubDevice(String id, String phoneNumber) {
        this.id = id;
        this.phoneNumber = phoneNumber;
    }

    /** Takes the device off: sends fail with SESSION_DISCONNECTED. */
    public synchronized StubDevice disconnect() {
        connected = false;
        word = null;
        return this;
    }

    /** Brings the device back under the same phone number; a lie and a status word of its own end. */
    public synchronized StubDevice connect() {
        connected = true;
        lying = false;
        word = null;
        return this;
    }

    /** Brings the device back under another phone number, as when another phone has scanned the code. */
    public synchronized StubDevice connect(String newPhoneNumber) {
        phoneNumber = newPhoneNumber;
        return connect();
    }

    /** Shows that status word until the device connects or disconnects again; sends are not changed by it. */
    public synchronized StubDevice showStatus(String statusWord) {
        word = statusWord;
        return this;
    }

    /** Devices says connected while sends fail, until the device connects again. */
    public synchronized StubDevice disconnectAndLie() {
        connected = false;
        lying = true;
        word = null;
        return this;
    }

    /** The id that messages name. */
    public String id() {
        return id;
    }

    /** The phone number it shows now. */
    public synchronized String phoneNumber() {
        return phoneNumber;
    }

    /** Whether sends go through. */
    public synchronized boolean isConnected() {
        return connected;
    }

    synchronized String status(StatusWords words) {
        if (word != null) {
            return word;
        }
        return connected || lying ? words.connected() : words.disconnected();
    }

    @Override
    public String toString() {
        return "device " + id + (isConnected() ? ", connected" : ", disconnected");
    }
}

package app.waping.camel.gate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import app.waping.camel.gate.DeviceStatus.State;

/**
 * Translates the words for a device's state. The API does not fix its words, so those that WhatsApp gateways use are
 * known, and others can be added. Immutable.
 */
public final class DeviceStates {
    private static final Map<State, String> KNOWN = Map.of(
            State.CONNECTED, "connected,working,auth,authorized,authenticated,ready,open,online,linked,active,healthy",
            State.DEGRADED, "degraded,starting,launch,init,sleepmode,yellowcard,syncerror,connecting,reconnecting",
            State.NEEDS_QR, "scanqrcode,qr,qrcode,notauthorized,qrready,pairing,unlinked,unpaired,passkeyrequired",
            State.DOWN, "disconnected,failed,stopped,stop,close,closed,blocked,banned,loggedout,offline,down");

    private final Map<String, State> words = new HashMap<>();

    /** @param more words of the user's own, which win over those known; case and punctuation do not matter */
    public DeviceStates(Map<String, State> more) {
        KNOWN.forEach((state, list) -> {
            for (String word : list.split(",")) {
                words.put(word, state);
            }
        });
        more.forEach((word, state) -> words.put(plain(word), state));
    }

    /** The concept behind a word; {@link State#UNKNOWN} for null and for what is not known. */
    public State read(String word) {
        return word == null ? State.UNKNOWN : words.getOrDefault(plain(word), State.UNKNOWN);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}

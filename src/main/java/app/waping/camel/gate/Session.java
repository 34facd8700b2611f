package app.waping.camel.gate;

import app.waping.camel.error.WapingException;

/**
 * Whether the WhatsApp session of a device lives, as the sends tell: connected, disconnected (looking for it at growing
 * intervals), probe due (the next message finds out), probing (it is on its way), relinked (under another number: an
 * operator decides). Guarded by the lock of the gate.
 */
final class Session {
    private final GuardSettings settings;
    private State state = new Connected();
    private WapingException cause;
    private long closedAt;
    private long connectedAt;
    private long interval;
    private long lastProbeAt;
    /** The link that messages are meant for, as far as it is known. */
    private String link;
    /** The link under which the device has come back; null but while an operator has to decide. */
    private String otherLink;
    /** The link to which an operator let the messages for earlier ones go; null where none did. */
    private String releasedTo;
    /** An operator did so before any link was known. */
    private boolean releasedToNext;

    Session(GuardSettings settings) {
        this.settings = settings;
    }

    /** When a message may go: now, or never by the passing of time alone. */
    long earliest(long now) {
        return state.open() ? now : Waiter.NEVER;
    }

    boolean connected() {
        return state instanceof Connected;
    }

    /** A message goes out. @return whether it is the probe */
    boolean sent(long now) {
        if (state instanceof ProbeDue) {
            lastProbeAt = now;
            state = new Probing();
            return true;
        }
        return false;
    }

    /**
     * A message met a lost session.
     *
     * @param sentAt when it was sent: what was under way before the session came back says nothing about it now
     * @return whether the session was taken for connected until now
     */
    boolean lost(WapingException failure, boolean probe, long sentAt, long now) {
        if (connected() && sentAt >= connectedAt) {
            boolean flaps = interval > 0 && now - connectedAt < settings.calm().toNanos();
            interval = flaps
                    ? grown(settings.longestProbe().toNanos())
                    : settings.firstCheck().toNanos();
            cause = failure;
            closedAt = now;
            lastProbeAt = now;
            state = new Disconnected(now + interval);
            return true;
        }
        if (probe) {
            cause = failure;
            interval = grown(settings.longestProbe().toNanos());
            state = new Disconnected(now + interval);
        }
        return false;
    }

    /** The probe went through. */
    void found(long now) {
        connectedAt = now;
        state = new Connected();
    }

    /** The probe came to an end that tells nothing about the session: the next message is the probe. */
    void undecided() {
        state = new ProbeDue();
    }

    /** An operator, or an event of the API, says that the phone is back. */
    void hint() {
        if (state instanceof Disconnected) {
            state = new ProbeDue();
        }
    }

    /** An operator lets what was meant for other links go to the present one. @return whether anything waited for it */
    boolean release() {
        boolean relinked = state instanceof Relinked;
        if (relinked) {
            link = otherLink;
            otherLink = null;
            state = new ProbeDue();
        }
        releasedTo = link;
        releasedToNext = link == null;
        return relinked;
    }

    /** What {@link DeviceGate#link()} gives. */
    String link() {
        return link;
    }

    /** Whether what was meant for that link must not go to the present one. */
    boolean isOther(String formerLink) {
        return formerLink != null
                && link != null
                && !formerLink.equals(link)
                && !formerLink.equals(otherLink)
                && !link.equals(releasedTo);
    }

    /** What an answer tells of the link. */
    enum Link {
        /** Nothing, or what was known. */
        AS_KNOWN,
        /** One for a device of which none was known, or of a device that could send all the time. */
        CHANGED,
        /** Another one for a device that was lost: an operator decides. */
        RELINKED
    }

    /** What the API tells of the link. */
    Link learned(String newLink) {
        if (newLink == null || newLink.equals(link) || state instanceof Relinked) {
            return Link.AS_KNOWN;
        }
        if (link != null && (state instanceof Disconnected || state instanceof ProbeDue)) {
            otherLink = newLink;
            state = new Relinked();
            return Link.RELINKED;
        }
        link = newLink;
        if (releasedToNext) {
            releasedTo = link;
            releasedToNext = false;
        }
        return Link.CHANGED;
    }

    /** When to look for the session; {@link Waiter#NEVER} where there is nothing to look for. */
    long nextCheck() {
        return state instanceof Disconnected down ? down.checkAt : Waiter.NEVER;
    }

    /** The status is being asked for; without an answer by then the next message finds out. */
    void asking(long answerBy) {
        if (state instanceof Disconnected) {
            state = new Disconnected(answerBy);
        }
    }

    /** What the API says about the device. */
    Link told(DeviceStatus status, long now) {
        Link told = learned(status.link());
        if (!(state instanceof Disconnected)) {
            return told;
        }
        boolean down = status.state() == DeviceStatus.State.DOWN || status.state() == DeviceStatus.State.NEEDS_QR;
        if (down && now - lastProbeAt < settings.disbelief().toNanos()) {
            interval = grown(settings.longestCheck().toNanos());
            state = new Disconnected(now + interval);
        } else {
            state = new ProbeDue();
        }
        return told;
    }

    /** Why a message that has come now must not wait any longer; null where it may. */
    WapingException refusal(Entry entry, long now, String deviceId) {
        if (connected() || entry.drained) {
            return null;
        }
        if (state instanceof Relinked) {
            String reason = "the device is linked to another phone number now; an operator has to release its messages";
            return Refusals.same(cause, reason, deviceId, entry);
        }
        if (now < refuseAt(entry) || state instanceof ProbeDue) {
            return null;
        }
        return Refusals.same(cause, "the session of this device is lost; nothing was sent", deviceId, entry);
    }

    /** Until when a message may wait for the session in memory. */
    long refuseAt(Entry entry) {
        return connected()
                ? Waiter.NEVER
                : closedAt + entry.settings.maxRetryAfter().toNanos();
    }

    /** Since when it is lost; -1 where it is not. */
    long closedAt() {
        return connected() ? -1 : closedAt;
    }

    String describe() {
        return state.describe();
    }

    private long grown(long longest) {
        return Math.max(interval, Math.min(longest, interval * 2));
    }

    private interface State {
        boolean open();

        String describe();
    }

    private record Connected() implements State {
        @Override
        public boolean open() {
            return true;
        }

        @Override
        public String describe() {
            return "connected";
        }
    }

    private record Disconnected(long checkAt) implements State {
        @Override
        public boolean open() {
            return false;
        }

        @Override
        public String describe() {
            return "disconnected";
        }
    }

    private record ProbeDue() implements State {
        @Override
        public boolean open() {
            return true;
        }

        @Override
        public String describe() {
            return "probe due";
        }
    }

    private record Probing() implements State {
        @Override
        public boolean open() {
            return false;
        }

        @Override
        public String describe() {
            return "probing";
        }
    }

    private record Relinked() implements State {
        @Override
        public boolean open() {
            return false;
        }

        @Override
        public String describe() {
            return "relinked";
        }
    }
}

package app.waping.camel.gate;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells limits of the account from limits of a device. A device that gets a 429 while another one's pause lasts, and to
 * which nothing was granted since, shares that one's limit: from then on all devices go by one pace, until it has held
 * long enough to see whether they still have to. Guarded by the lock of the credential.
 */
final class AccountLimit {
    private static final long FIRST_HOLD = TimeUnit.MINUTES.toNanos(1);
    private static final long LONGEST_HOLD = TimeUnit.MINUTES.toNanos(16);

    private final Supplier<BackOff> backOff;
    private Pace shared;
    private long holdUntil;
    private long hold = FIRST_HOLD;
    private DeviceGate throttled;
    private long throttledAt;
    private long pausedUntil;

    AccountLimit(Supplier<BackOff> backOff) {
        this.backOff = backOff;
    }

    /** A pace that knows nothing yet. */
    Pace newPace() {
        return new Pace(backOff.get());
    }

    /** The pace of all devices; null while each has its own. */
    Pace shared() {
        return shared;
    }

    /**
     * A device was throttled.
     *
     * @param grantedAt when that call of this device was sent that was the last to be granted; -1 without one
     * @param until     the end of its pause
     * @param devices   all devices of the account
     * @return whether the limit is taken for the account's from now on
     */
    boolean throttled(DeviceGate device, long grantedAt, long until, long now, Collection<DeviceGate> devices) {
        boolean together = throttled != null && throttled != device && now < pausedUntil && grantedAt < throttledAt;
        if (!together) {
            if (throttled != device || now >= pausedUntil) {
                throttled = device;
                throttledAt = now;
            }
            pausedUntil = Math.max(until, now);
            return false;
        }
        shared = newPace();
        int perCycle = 0;
        for (DeviceGate each : devices) {
            perCycle += each.pace.perCycle();
            each.pace.forget();
        }
        shared.takeOver(perCycle, now, Math.max(until, pausedUntil));
        hold = now - holdUntil < FIRST_HOLD && holdUntil > 0 ? Math.min(LONGEST_HOLD, hold * 2) : FIRST_HOLD;
        holdUntil = now + hold;
        throttled = null;
        return true;
    }

    /** @return whether each device goes by its own limit again */
    boolean narrowed(long now) {
        if (shared == null || now < holdUntil || shared.pausedUntil() > now) {
            return false;
        }
        shared = null;
        return true;
    }
}

package app.waping.camel.gate;

import java.time.Instant;
import java.util.List;

/**
 * How a device's gate is at this moment. Free of recipients and texts.
 *
 * @param credentialId  which credential
 * @param deviceId      which device
 * @param pace          open, paused or probing
 * @param session       connected, disconnected, probe due, probing or relinked
 * @param credential    open, closed or probing
 * @param operator      open, paused or draining
 * @param wide          whether the limit is taken for one of the account
 * @param slowed        whether bad requests slow the credential down
 * @param trouble       whether server errors hold it to one call at a time
 * @param waiting       messages that wait
 * @param inFlight      calls on their way
 * @param learned       what the server is known to take; null where nothing is known
 * @param pausedUntil   the end of the pause; null where there is none
 * @param closedSince   since when the session is lost; null where it is not
 * @param oldestWaiting since when the oldest message waits; null where none does
 * @param sent          calls sent so far
 * @param accepted      calls that succeeded so far
 * @param throttled     429 so far
 * @param refused       messages refused here so far, nothing sent
 * @param lastThrottledAt when the last 429 came; null where none did
 * @param lastCodes     the codes, else categories, of the last calls that failed, newest first, at most five
 */
public record GateSnapshot(
        String credentialId,
        String deviceId,
        String pace,
        String session,
        String credential,
        String operator,
        boolean wide,
        boolean slowed,
        boolean trouble,
        int waiting,
        int inFlight,
        String learned,
        Instant pausedUntil,
        Instant closedSince,
        Instant oldestWaiting,
        long sent,
        long accepted,
        long throttled,
        long refused,
        Instant lastThrottledAt,
        List<String> lastCodes) {}

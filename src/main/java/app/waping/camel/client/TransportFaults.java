package app.waping.camel.client;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;

import app.waping.camel.error.CallFacts;
import app.waping.camel.error.SafeText;
import app.waping.camel.error.WapingError;
import app.waping.camel.error.WapingErrorCategory;
import app.waping.camel.error.WapingException;

/** Says in plain words why no answer arrived. */
final class TransportFaults {
    private static final int MAX_DETAIL = 160;

    private TransportFaults() {}

    static WapingException translate(Exception fault, boolean deadlinePassed, ApiTimeouts timeouts, CallFacts facts) {
        // Parse errors quote what the network sent, so neither their text nor they themselves are passed on.
        boolean quotesNetwork = fault.getCause() instanceof HttpException || isParseError(fault);
        return WapingException.of(
                WapingErrorCategory.TRANSPORT,
                WapingError.local(reason(fault, deadlinePassed, timeouts), facts.deviceId(), facts.idempotencyKey()),
                quotesNetwork ? null : fault);
    }

    private static boolean isParseError(Exception fault) {
        return fault.getClass().getName().startsWith("org.apache.hc.core5.http.")
                && !(fault instanceof ConnectionRequestTimeoutException);
    }

    private static String reason(Exception fault, boolean deadlinePassed, ApiTimeouts timeouts) {
        if (deadlinePassed) {
            return "the answer did not arrive whole within responseTimeout=" + timeouts.response();
        }
        if (fault instanceof ConnectionRequestTimeoutException) {
            return "no connection of the pool was free within connectionRequestTimeout=" + timeouts.connectionRequest()
                    + "; raise connectionsPerRoute of the http component or lower maxInFlight";
        }
        if (fault instanceof ConnectTimeoutException) {
            return "no connection within connectTimeout=" + timeouts.connect();
        }
        if (fault instanceof SocketTimeoutException) {
            return "no answer within responseTimeout=" + timeouts.response();
        }
        if (fault instanceof UnknownHostException) {
            return "the host of baseUrl is not known: " + SafeText.oneLine(fault.getMessage(), MAX_DETAIL);
        }
        if (fault instanceof ConnectException || fault instanceof NoRouteToHostException) {
            return "the host of baseUrl refused the connection or cannot be reached";
        }
        if (fault instanceof SSLException) {
            return "TLS failed: " + SafeText.oneLine(fault.getMessage(), MAX_DETAIL);
        }
        return "the connection broke before an answer arrived ("
                + fault.getClass().getSimpleName() + ")";
    }
}

package app.waping.camel.client;

import java.io.IOException;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Starts the answer's deadline once the request goes out, and ends a call whose server changes the protocol (101): no
 * HTTP answer follows it.
 */
final class StrictRequestExecutor extends HttpRequestExecutor {
    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback callback,
            HttpContext context)
            throws IOException, HttpException {
        if (context.getAttribute(Deadline.ATTRIBUTE) instanceof Deadline deadline) {
            deadline.start();
        }
        return super.execute(
                request,
                connection,
                (answer, at, in) -> {
                    if (answer.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
                        throw new SwitchedProtocolException();
                    }
                    if (callback != null) {
                        callback.execute(answer, at, in);
                    }
                },
                context);
    }
}

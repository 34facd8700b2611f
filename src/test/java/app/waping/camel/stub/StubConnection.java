package app.waping.camel.stub;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Serves the requests of one connection, one after the other. */
final class StubConnection {
    private static final byte[] GARBAGE = "220 mail.example.com ESMTP ready\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket tcp;
    private final SSLContext tls;
    private final Api api;
    private final Supplier<CountDownLatch> released;

    StubConnection(Socket tcp, SSLContext tls, Api api, Supplier<CountDownLatch> released) {
        this.tcp = tcp;
        this.tls = tls;
        this.api = api;
        this.released = released;
    }

    void serve(Greeting greeting) throws IOException {
        tcp.setTcpNoDelay(true);
        switch (greeting) {
            case RESET -> plain().reset();
            case STALL -> plain().stall();
            case GARBAGE -> plain().write(GARBAGE);
            default -> {
                try (Socket socket = tls == null ? tcp : overTls()) {
                    serveRequests(socket);
                }
            }
        }
    }

    private void serveRequests(Socket socket) throws IOException {
        Wire wire = new Wire(tcp, socket.getOutputStream(), released);
        RequestReader reader = new RequestReader(socket.getInputStream(), wire);
        boolean open = true;
        while (open) {
            StubRequest request = reader.next();
            open = request != null && answer(request, wire);
        }
    }

    private boolean answer(StubRequest request, Wire wire) throws IOException {
        Api.Reply reply = api.answer(request);
        if (!reply.delay().isZero() && !wire.pause(reply.delay())) {
            return false;
        }
        boolean usable = reply.answer().delivery().send(reply.answer(), wire);
        return usable && !"close".equalsIgnoreCase(request.header("Connection"));
    }

    private SSLSocket overTls() throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(tcp, null, tcp.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    private Wire plain() throws IOException {
        return new Wire(tcp, tcp.getOutputStream(), released);
    }
}

package app.waping.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy that asks for a name and a password, and passes plain requests and tunnels on. */
final class TestProxy implements AutoCloseable {
    private final String credentials;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "test-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final List<String> passedOn = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    TestProxy(String user, String password) {
        credentials = "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.US_ASCII));
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The first lines of the requests that went through. */
    List<String> passedOn() {
        return passedOn;
    }

    /** The first lines of those that came without the right credentials. */
    List<String> refused() {
        return refused;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            String head = head(in);
            while (head != null && !head.contains(credentials)) {
                refused.add(head.lines().findFirst().orElse(""));
                in.readNBytes(contentLength(head));
                write(
                        client,
                        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
                                + "Content-Length: 0\r\n\r\n");
                head = head(in);
            }
            if (head != null) {
                pass(client, head);
            }
        } catch (IOException e) {
            // The client has gone, which its side of the test sees.
            return;
        }
    }

    private void pass(Socket client, String head) throws IOException {
        String first = head.lines().findFirst().orElseThrow();
        passedOn.add(first);
        String target = first.split(" ")[1];
        boolean tunnel = first.startsWith("CONNECT ");
        URI uri = URI.create(tunnel ? "tunnel://" + target : target);
        try (Socket server = new Socket(uri.getHost(), uri.getPort())) {
            if (tunnel) {
                write(client, "HTTP/1.1 200 Connected\r\n\r\n");
            } else {
                write(server, head.replace("http://" + uri.getAuthority(), ""));
            }
            threads.execute(() -> copy(client, server));
            copy(server, client);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // Either side has gone: the other one's copying ends too.
            return;
        }
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
                .findFirst()
                .orElse(0);
    }

    /** To the empty line; null at the end. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}

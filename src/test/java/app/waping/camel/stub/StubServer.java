package app.waping.camel.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

/** The listening socket and its connections, one daemon thread each. */
final class StubServer {
    private static final int BACKLOG = 1024;

    private final Api api;
    private final SSLContext tls;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ExecutorService workers;
    private volatile ServerSocket listener;
    private Future<?> accepting;
    private Socket portKeeper;
    private volatile int port;
    private volatile Greeting greeting = Greeting.NORMAL;
    private volatile CountDownLatch released = new CountDownLatch(1);

    StubServer(Api api, SSLContext tls, int port) {
        this.api = api;
        this.tls = tls;
        this.port = port;
    }

    /** Listens, on the same port as before where it did; does nothing where it listens already. */
    synchronized void listen() {
        if (listener != null) {
            return;
        }
        if (workers == null || workers.isShutdown()) {
            AtomicInteger number = new AtomicInteger();
            workers = Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "waping-stub-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
        }
        try {
            keepPort(false);
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            port = socket.getLocalPort();
            listener = socket;
            accepting = workers.submit(() -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException("the stub cannot listen on port " + port, e);
        }
    }

    /** Stops listening and ends all connections, but keeps the port, so that {@link #listen} can have it again. */
    synchronized void refuse() {
        if (listener == null) {
            return;
        }
        try {
            listener.close();
            // The kernel goes on listening until the accepting thread has come out of its call.
            accepting.get(5, TimeUnit.SECONDS);
            for (Socket socket : open) {
                socket.close();
            }
            keepPort(true);
        } catch (IOException e) {
            throw new UncheckedIOException("the stub cannot stop listening", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the stub cannot stop listening", e);
        } finally {
            listener = null;
        }
    }

    /** A socket that is bound but does not listen refuses connections, and nobody else is given its port. */
    private void keepPort(boolean keep) throws IOException {
        if (portKeeper != null) {
            portKeeper.close();
            portKeeper = null;
        }
        if (keep) {
            portKeeper = new Socket();
            portKeeper.setReuseAddress(true);
            portKeeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    /** Ends every stalled answer. */
    void release() {
        CountDownLatch stalled = released;
        released = new CountDownLatch(1);
        stalled.countDown();
    }

    synchronized void close() {
        refuse();
        release();
        try {
            keepPort(false);
        } catch (IOException e) {
            throw new UncheckedIOException("the stub cannot give up port " + port, e);
        }
        if (workers != null) {
            workers.shutdownNow();
        }
    }

    boolean isListening() {
        return listener != null;
    }

    int port() {
        return port;
    }

    boolean hasTls() {
        return tls != null;
    }

    void greet(Greeting way) {
        greeting = way;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                if (socket.isClosed()) {
                    client.close();
                }
                workers.execute(() -> serve(client));
            } catch (IOException | RejectedExecutionException e) {
                // Closed to refuse connections: the loop's condition sees it. Any other fault is of one client alone.
                continue;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            new StubConnection(client, tls, api, () -> released).serve(greeting);
        } catch (IOException e) {
            // The client has gone or does not speak HTTP, which the client's side of the test sees.
            return;
        } finally {
            open.remove(client);
        }
    }
}

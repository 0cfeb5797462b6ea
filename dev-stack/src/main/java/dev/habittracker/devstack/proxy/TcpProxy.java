package dev.habittracker.devstack.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Listens on 127.0.0.1 and passes connections on to another port of this machine, as the weather allows. The weather may change at any time, and
 * changes for connections that are open.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private Weather weather = new Weather.Fair();
    private boolean closed;

    private TcpProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** @param target the port that connections are passed on to */
    public static TcpProxy to(int target) {
        try {
            var proxy = new TcpProxy(new ServerSocket(0, 128, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().name("proxy-" + proxy.port()).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no free TCP port on 127.0.0.1", e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on, also for what is open. */
    public void weather(Weather next) {
        synchronized (change) {
            weather = next;
            change.notifyAll();
        }
        if (next instanceof Weather.Cut) {
            open.forEach(TcpProxy::end);
        }
    }

    @Override
    public void close() {
        synchronized (change) {
            closed = true;
            change.notifyAll();
        }
        try {
            listener.close();
        } catch (IOException alreadyClosed) {
            // nothing is lost
        }
        open.forEach(TcpProxy::end);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().name("proxied-" + client.getPort()).start(() -> serve(client));
            } catch (SocketException ended) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client; var server = awaitPassage() ? new Socket(InetAddress.getLoopbackAddress(), target) : null) {
            if (server == null) {
                return;
            }
            open.add(server);
            try {
                Thread back = Thread.ofVirtual().start(() -> pump(server, client));
                pump(client, server);
                back.join();
            } finally {
                open.remove(server);
            }
        } catch (IOException refused) {
            // the client's connection ends with this block, as it would without a proxy
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            int length = from.getInputStream().read(buffer);
            while (length >= 0 && awaitPassage()) {
                to.getOutputStream().write(buffer, 0, length);
                length = from.getInputStream().read(buffer);
            }
            to.shutdownOutput();
        } catch (IOException ended) {
            end(from);
            end(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether bytes may pass, after the wait that the weather asks for. */
    private boolean awaitPassage() throws InterruptedException {
        Duration delay;
        synchronized (change) {
            while (weather instanceof Weather.Silent && !closed) {
                change.wait();
            }
            if (closed || weather instanceof Weather.Cut) {
                return false;
            }
            delay = weather instanceof Weather.Slow(Duration by) ? by : Duration.ZERO;
        }
        if (delay.isPositive()) {
            Thread.sleep(delay);
        }
        return true;
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // nothing is lost
        }
    }
}

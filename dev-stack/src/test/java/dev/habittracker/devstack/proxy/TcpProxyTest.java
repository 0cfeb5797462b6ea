package dev.habittracker.devstack.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TcpProxyTest {

    private ServerSocket server;
    private TcpProxy proxy;

    @BeforeEach
    void startEcho() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::echo);
        proxy = TcpProxy.to(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void fair_passesBothWays() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, "hello")).isEqualTo("hello");
            assertThat(ask(client, "again")).isEqualTo("again");
        }
    }

    @Test
    void slow_passesLate() throws IOException {
        proxy.weather(new Weather.Slow(Duration.ofMillis(50)));

        try (Socket client = connect()) {
            long start = System.nanoTime();
            assertThat(ask(client, "late")).isEqualTo("late");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
        }
    }

    @Test
    void silent_keepsWaiting_untilTheWeatherIsFair() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, "before")).isEqualTo("before");
            proxy.weather(new Weather.Silent());
            client.setSoTimeout(100);

            assertThatThrownBy(() -> ask(client, "during")).isInstanceOf(SocketTimeoutException.class);

            proxy.weather(new Weather.Fair());
            client.setSoTimeout(5000);
            assertThat(read(client, 6)).isEqualTo("during");
        }
    }

    @Test
    void cut_endsWhatIsOpen_andWhatComes() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, "before")).isEqualTo("before");

            proxy.weather(new Weather.Cut());

            assertThat(endOf(client)).isTrue();
            try (Socket late = connect()) {
                assertThat(endOf(late)).isTrue();
            }
        }
        proxy.weather(new Weather.Fair());
        try (Socket client = connect()) {
            assertThat(ask(client, "after")).isEqualTo("after");
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(5000);
        return client;
    }

    private static String ask(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return read(client, text.length());
    }

    private static String read(Socket client, int length) throws IOException {
        return new String(client.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    private static boolean endOf(Socket client) {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private void echo() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> echo(client));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException ended) {
            // the test is over
        }
    }
}

package dev.habittracker.keyring.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.vault.support.VaultToken;

import dev.habittracker.keyring.store.StoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What stands between a service and Vault: proxies that answer themselves, and lines that break. The bytes come from a
/// socket of the test's own, for no Vault server sends them.
class VaultHttpTest {

    private static final String TOKEN = "hvs.canary-token-5b1d";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String DATE = "Date: Tue, 24 Nov 2026 12:00:00 GMT\r\n";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicReference<String> request = new AtomicReference<>("");

    VaultHttpTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    @Test
    void send_answerWithDate_tellsVaultsTimeAsAnInterval() {
        serve("HTTP/1.1 200 OK\r\n" + DATE + JSON + "Content-Length: 11\r\n\r\n{\"data\":{}}");

        VaultAnswer answer = send("team-a");

        Instant date = Instant.parse("2026-11-24T12:00:00Z");
        assertThat(answer.time().earliest()).isEqualTo(date);
        assertThat(answer.time().latest()).isAfter(date.plusSeconds(1)).isBefore(date.plusSeconds(31));
        assertThat(request.get()).startsWith("GET /v1/secret/data/auth?version=3 HTTP/1.1")
                .containsIgnoringCase("X-Vault-Namespace: team-a").containsIgnoringCase("X-Vault-Token: " + TOKEN);
    }

    @Test
    void send_answerWithoutDate_isFailedAndSaysWhy() {
        serve("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 11\r\n\r\n{\"data\":{}}");

        assertFails(StoreException.Kind.FAILED, "no Date header");
    }

    @Test
    void send_answerThatIsNotJson_isFailedAndQuotesNothing() {
        String page = "<html>" + TOKEN + "</html>";
        serve("HTTP/1.1 200 OK\r\n" + DATE + "Content-Length: " + page.length() + "\r\n\r\n" + page);

        assertFails(StoreException.Kind.FAILED, "not JSON");
    }

    @Test
    void send_redirect_isNotFollowedWithTheToken() throws IOException {
        try (ServerSocket elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            serve("HTTP/1.1 307 Temporary Redirect\r\n" + DATE + "Location: http://127.0.0.1:"
                    + elsewhere.getLocalPort() + "/v1/secret/data/auth\r\nContent-Length: 0\r\n\r\n");
            elsewhere.setSoTimeout(200);

            VaultAnswer answer = http("http", null, Duration.ofSeconds(5)).send(get(), VaultToken.of(TOKEN));

            assertThat(answer.status()).isEqualTo(307);
            assertThat(VaultRefusals.of(get(), answer)).hasMessageContaining("GET secret/data/auth")
                    .hasMessageContaining("none is followed").hasMessageContaining("forward requests");
            assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void send_connectionBreaksBeforeTheAnswer_isUnreachable() {
        serve("");

        assertFails(StoreException.Kind.UNREACHABLE, "the connection broke");
    }

    @Test
    void send_connectionBreaksWithinTheAnswer_isUnreachable() {
        serve("HTTP/1.1 200 OK\r\n" + DATE + JSON + "Content-Length: 1000\r\n\r\n{\"data\":{\"data\":{\"jwt");

        assertFails(StoreException.Kind.UNREACHABLE, "the connection broke");
    }

    @Test
    void send_nobodyAnswersInTime_isUnreachableAndNamesTheTime() {
        // nobody accepts; the backlog takes the connection
        VaultHttp impatient = http("http", null, Duration.ofMillis(300));

        assertFails(() -> impatient.send(get(), VaultToken.of(TOKEN)), StoreException.Kind.UNREACHABLE,
                "no answer within PT0.3S");
    }

    @Test
    void send_theAnswerStopsHalfWay_isUnreachableAndNamesTheTime() {
        Thread.ofVirtual().start(this::beginAnAnswer);
        VaultHttp impatient = http("http", null, Duration.ofMillis(300));

        assertFails(() -> impatient.send(get(), VaultToken.of(TOKEN)), StoreException.Kind.UNREACHABLE,
                "no answer within PT0.3S");
    }

    @Test
    void send_theCommonPoolIsBlocked_answersAllTheSame() throws InterruptedException {
        serve("HTTP/1.1 200 OK\r\n" + DATE + JSON + "Content-Length: 11\r\n\r\n{\"data\":{}}");
        VaultHttp http = http("http", null, Duration.ofSeconds(5));
        int threads = ForkJoinPool.getCommonPoolParallelism();
        CountDownLatch blocked = new CountDownLatch(threads);
        CountDownLatch over = new CountDownLatch(1);
        for (int thread = 0; thread < threads; thread++) {
            ForkJoinPool.commonPool().execute(() -> {
                blocked.countDown();
                uninterruptibly(over);
            });
        }
        try {
            assertThat(blocked.await(30, TimeUnit.SECONDS)).as("the common pool is blocked").isTrue();

            assertThat(http.send(get(), VaultToken.of(TOKEN)).status()).isEqualTo(200);
        } finally {
            over.countDown();
        }
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void send_nobodyListens_isUnreachable() throws IOException {
        socket.close();

        assertFails(StoreException.Kind.UNREACHABLE, "nobody accepts a connection");
    }

    @Test
    void send_plainServerWhereTlsIsExpected_isUnreachableAndSaysWhatToCheck() {
        serve("HTTP/1.1 400 Bad Request\r\n\r\n");

        assertThatThrownBy(() -> http("https", null).send(get(), VaultToken.of(TOKEN)))
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    assertThat(e.kind()).isEqualTo(StoreException.Kind.UNREACHABLE);
                    assertThat(e).hasMessageContaining("TLS failed").hasMessageContaining("ca-file");
                });
    }

    private void assertFails(StoreException.Kind kind, String words) {
        assertFails(() -> send(null), kind, words);
    }

    private static void assertFails(ThrowingCallable call, StoreException.Kind kind, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e).hasMessageContaining("GET secret/data/auth").hasMessageContaining(words)
                    .hasMessageNotContaining(TOKEN).hasNoCause();
        });
    }

    private VaultAnswer send(@Nullable String namespace) {
        return http("http", namespace).send(get(), VaultToken.of(TOKEN));
    }

    private static VaultRequest get() {
        return VaultRequest.get("secret/data/auth", "version=3");
    }

    private VaultHttp http(String scheme, @Nullable String namespace) {
        return http(scheme, namespace, Duration.ofSeconds(30));
    }

    private VaultHttp http(String scheme, @Nullable String namespace, Duration readTimeout) {
        InetSocketAddress address = (InetSocketAddress) socket.getLocalSocketAddress();
        return new VaultHttp(new VaultSettings(URI.create(scheme + "://127.0.0.1:" + address.getPort()), namespace,
                "secret", "auth", VaultCredentials.token(TOKEN), null, Duration.ofSeconds(10), readTimeout));
    }

    /// Answers every connection: the JDK's client repeats a GET once, and never a POST.
    private void serve(String answer) {
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                serveOnce(answer);
            }
        });
    }

    /// Headers and half of a body, and then nothing until the client goes away.
    private void beginAnAnswer() {
        try (Socket connection = socket.accept()) {
            connection.getOutputStream().write(("HTTP/1.1 200 OK\r\n" + DATE + JSON
                    + "Content-Length: 1000\r\n\r\n{\"data\":").getBytes(StandardCharsets.ISO_8859_1));
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the client or the end of the test was first
        }
    }

    private void serveOnce(String answer) {
        try (Socket connection = socket.accept()) {
            byte[] buffer = new byte[8192];
            int read = connection.getInputStream().read(buffer);
            request.set(new String(buffer, 0, Math.max(read, 0), StandardCharsets.ISO_8859_1));
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // the client or the end of the test was first
        }
    }
}

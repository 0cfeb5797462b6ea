package dev.habittracker.keyring.vault;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.client.VaultHttpHeaders;
import org.springframework.vault.support.VaultToken;
import org.springframework.web.util.UriComponentsBuilder;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.keyring.store.StoreException.Kind;

/// Sends calls to Vault and gives back whatever status, headers and JSON come: Spring Vault's `VaultTemplate` hides the
/// `Date` header, and the envelope that a deleted version's 404 has.
///
/// It follows no redirect: the token, a caller's included, would go along to whatever host the answer names.
///
/// Nothing here runs in the JVM's common pool. `HttpClient.sendAsync`, which Spring's `JdkClientHttpRequestFactory` calls,
/// hands every answer over there (`HttpClientImpl.ASYNC_POOL`, whatever executor the client has), and one task of the
/// service's that blocks that pool would keep all of Vault's answers from it. So calls are sent by `HttpClient.send`, each
/// on a virtual thread of its own, which is interrupted when the time for the whole answer is over: the time that the
/// JDK's client knows ends with the headers.
final class VaultHttp {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client;
    private final VaultEndpoint endpoint;
    private final VaultSettings settings;

    VaultHttp(VaultSettings settings) {
        this.settings = settings;
        this.endpoint = VaultEndpoint.from(settings.address());
        HttpClient.Builder http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout()).followRedirects(HttpClient.Redirect.NEVER);
        if (settings.caFile() != null) {
            http.sslContext(TrustedCertificates.contextOf(settings.caFile()));
        }
        this.client = http.build();
    }

    /// Sends a call once.
    ///
    /// @param token what to show; `null` for calls that need none
    /// @throws StoreException [UNREACHABLE][Kind#UNREACHABLE] or [FAILED][Kind#FAILED] where no answer of Vault's came;
    ///                        it has no cause, for an HTTP client's exceptions can quote headers and bodies
    VaultAnswer send(VaultRequest request, @Nullable VaultToken token) {
        long sent = System.nanoTime();
        HttpResponse<byte[]> response = exchange(request, httpRequest(request, token));
        Duration roundTrip = Duration.ofNanos(System.nanoTime() - sent);
        return new VaultAnswer(response.statusCode(), json(request, response.statusCode(), response.body()),
                VaultTime.of(date(request, response), roundTrip));
    }

    private HttpRequest httpRequest(VaultRequest request, @Nullable VaultToken token) {
        HttpRequest.Builder call = HttpRequest.newBuilder(UriComponentsBuilder
                .fromUriString(endpoint.createUriString(request.uri())).encode().build().toUri());
        if (settings.namespace() != null) {
            call.header(VaultHttpHeaders.VAULT_NAMESPACE, settings.namespace());
        }
        if (token != null) {
            call.header(VaultHttpHeaders.VAULT_TOKEN, token.getToken());
        }
        if (request.body() == null) {
            call.method(request.method().name(), HttpRequest.BodyPublishers.noBody());
        } else {
            call.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE).method(request.method().name(),
                    HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request.body())));
        }
        return call.build();
    }

    private HttpResponse<byte[]> exchange(VaultRequest request, HttpRequest call) {
        FutureTask<HttpResponse<byte[]>> exchange = new FutureTask<>(
                () -> client.send(call, HttpResponse.BodyHandlers.ofByteArray()));
        Thread.ofVirtual().name("vault-call").start(exchange);
        try {
            return exchange.get(settings.readTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw unreachable(request, explain(e.getCause()));
        } catch (TimeoutException e) {
            throw unreachable(request, "no answer within " + settings.readTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(request, "the caller was interrupted");
        } finally {
            exchange.cancel(true);
        }
    }

    private StoreException unreachable(VaultRequest request, String why) {
        return new StoreException(Kind.UNREACHABLE, request + " at " + settings.address() + ": " + why);
    }

    private JsonNode json(VaultRequest request, int status, byte[] bytes) {
        if (bytes.length == 0) {
            return JSON.missingNode();
        }
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            // the cause is left out: it can quote the text
            throw new StoreException(Kind.FAILED, request + " at " + settings.address() + ": " + status
                    + " and a text that is not JSON. Is it Vault that answers there?");
        }
    }

    private Instant date(VaultRequest request, HttpResponse<?> response) {
        long date = -1;
        try {
            HttpHeaders headers = new HttpHeaders();
            response.headers().map().forEach(headers::addAll);
            date = headers.getDate();
        } catch (IllegalArgumentException e) {
            // a date that cannot be read is as good as none
        }
        if (date < 0) {
            throw new StoreException(Kind.FAILED, request + " at " + settings.address()
                    + ": the answer has no Date header, and decisions are taken on Vault's clock. Let the proxy keep it");
        }
        return Instant.ofEpochMilli(date);
    }

    private String explain(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException _e -> "no connection within " + settings.connectTimeout();
            case UnknownHostException _e -> "the host's name is not known";
            case ConnectException e when isForAnUnknownName(e) ->
                "the host's name is not known";
            case ConnectException _e -> "nobody accepts a connection";
            case SSLException e -> "TLS failed: " + e.getMessage()
                    + ". Check ca-file and that the address names the host of the certificate";
            case null -> "the connection broke";
            default -> "the connection broke (" + cause.getClass().getSimpleName() + ")";
        };
    }

    /// `HttpClient.send` wraps what was thrown in one of the same type.
    private static boolean isForAnUnknownName(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause != null && (cause instanceof UnresolvedAddressException || isForAnUnknownName(cause));
    }
}

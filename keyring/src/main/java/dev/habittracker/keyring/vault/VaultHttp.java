package dev.habittracker.keyring.vault;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.vault.client.RestClientBuilder;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.client.VaultHttpHeaders;
import org.springframework.vault.support.VaultToken;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

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
final class VaultHttp {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RestClient client;
    private final VaultSettings settings;

    VaultHttp(VaultSettings settings) {
        this.settings = settings;
        HttpClient.Builder http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout()).followRedirects(HttpClient.Redirect.NEVER);
        if (settings.caFile() != null) {
            http.sslContext(TrustedCertificates.contextOf(settings.caFile()));
        }
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http.build());
        requests.setReadTimeout(settings.readTimeout());
        RestClientBuilder builder = RestClientBuilder.builder().endpoint(VaultEndpoint.from(settings.address()))
                .requestFactory(requests);
        if (settings.namespace() != null) {
            builder.defaultHeader(VaultHttpHeaders.VAULT_NAMESPACE, settings.namespace());
        }
        this.client = builder.build();
    }

    /// Sends a call once.
    ///
    /// @param token what to show; `null` for calls that need none
    /// @throws StoreException [UNREACHABLE][Kind#UNREACHABLE] or [FAILED][Kind#FAILED] where no answer of Vault's came;
    ///                        it has no cause, for an HTTP client's exceptions can quote headers and bodies
    VaultAnswer send(VaultRequest request, @Nullable VaultToken token) {
        long sent = System.nanoTime();
        try {
            RestClient.RequestBodySpec call = client.method(request.method()).uri(request.uri());
            if (token != null) {
                call.headers(headers -> headers.addAll(VaultHttpHeaders.from(token)));
            }
            if (request.body() != null) {
                call.contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsBytes(request.body()));
            }
            return call.exchangeForRequiredValue((_request, response) -> answer(request, response, sent));
        } catch (ResourceAccessException e) {
            throw new StoreException(Kind.UNREACHABLE,
                    request + " at " + settings.address() + ": " + explain(e.getCause()));
        }
    }

    private VaultAnswer answer(VaultRequest request, ClientHttpResponse response, long sent) throws IOException {
        byte[] bytes = response.getBody().readAllBytes();
        Duration roundTrip = Duration.ofNanos(System.nanoTime() - sent);
        int status = response.getStatusCode().value();
        return new VaultAnswer(status, json(request, status, bytes),
                VaultTime.of(date(request, response.getHeaders()), roundTrip));
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

    private Instant date(VaultRequest request, HttpHeaders headers) {
        long date = -1;
        try {
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
            case HttpTimeoutException _e -> "no answer within " + settings.readTimeout();
            case SocketTimeoutException _e -> "no answer within " + settings.readTimeout();
            case UnknownHostException _e -> "the host's name is not known";
            case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
                "the host's name is not known";
            case ConnectException _e -> "nobody accepts a connection";
            case SSLException e -> "TLS failed: " + e.getMessage()
                    + ". Check ca-file and that the address names the host of the certificate";
            case null -> "the connection broke";
            default -> "the connection broke (" + cause.getClass().getSimpleName() + ")";
        };
    }
}

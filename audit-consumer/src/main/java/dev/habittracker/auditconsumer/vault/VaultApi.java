package dev.habittracker.auditconsumer.vault;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls to Vault with somebody's token, and what came of them. */
public final class VaultApi {

    private static final JsonMapper JSON = new JsonMapper();

    private final RestClient vault;

    /** @param properties where Vault is */
    public VaultApi(AuditVaultProperties properties) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(VaultHttp.client(properties));
        requests.setReadTimeout(properties.timeout());
        this.vault = RestClient.builder().requestFactory(requests).baseUrl(properties.address().toString()).build();
    }

    /** What Vault answered. */
    sealed interface Reply {

        /** @param data the envelope's {@code data} */
        record Data(JsonNode data) implements Reply {}

        /** @param status Vault's, not of the 2xx kind */
        record Refused(int status) implements Reply {}

        /** @param reason what was seen */
        record Silent(String reason) implements Reply {}
    }

    /** @param body as JSON; null for none */
    Reply call(HttpMethod method, String path, CallerToken token, @Nullable Object body) {
        try {
            RestClient.RequestBodySpec request = vault.method(method).uri("/v1/" + path)
                    .header("X-Vault-Token", token.value());
            if (body != null) {
                request.contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsString(body));
            }
            String answer = request.retrieve().body(String.class);
            return new Reply.Data(JSON.readTree(answer == null ? "" : answer).path("data"));
        } catch (HttpStatusCodeException e) {
            return new Reply.Refused(e.getStatusCode().value());
        } catch (RestClientException e) {
            return new Reply.Silent("Vault does not answer");
        } catch (JacksonException e) {
            return new Reply.Silent("Vault's answer is not what its API describes");
        }
    }
}

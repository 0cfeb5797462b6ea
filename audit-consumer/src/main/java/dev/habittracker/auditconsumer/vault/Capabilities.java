package dev.habittracker.auditconsumer.vault;

import java.util.List;
import java.util.Map;

import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.auditconsumer.vault.Permission.Denied;
import dev.habittracker.auditconsumer.vault.Permission.Granted;
import dev.habittracker.auditconsumer.vault.Permission.Undecided;

/**
 * Asks Vault, with the caller's own token, what its policies say about a path ({@code sys/capabilities-self}). So rights
 * on the audit trail are given where all rights are given, and each use is in Vault's own audit log.
 */
public final class Capabilities {

    private static final int FORBIDDEN = 403;
    private static final JsonMapper JSON = new JsonMapper();

    private final RestClient vault;

    /** @param properties where Vault is */
    public Capabilities(AuditVaultProperties properties) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(VaultHttp.client(properties));
        requests.setReadTimeout(properties.timeout());
        this.vault = RestClient.builder().requestFactory(requests).baseUrl(properties.address().toString()).build();
    }

    /**
     * Whether a token may do something.
     *
     * @param token whose
     * @param path a path that policies name; nothing needs to be there
     * @param capability such as {@code read}
     */
    public Permission ask(CallerToken token, String path, String capability) {
        try {
            String answer = vault.post().uri("/v1/sys/capabilities-self")
                    .header("X-Vault-Token", token.value())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(JSON.writeValueAsString(Map.of("paths", List.of(path))))
                    .retrieve().body(String.class);
            return decide(JSON.readTree(answer == null ? "" : answer), path, capability);
        } catch (HttpStatusCodeException e) {
            // Vault tells neither an unknown token nor an expired one from one that lacks the default policy.
            return e.getStatusCode().value() == FORBIDDEN
                    ? new Denied("Vault does not accept the token: it is unknown, expired, or may not look at its own"
                            + " capabilities (the policy 'default' allows that)")
                    : new Undecided("Vault answered " + e.getStatusCode().value());
        } catch (RestClientException e) {
            return new Undecided("Vault does not answer");
        } catch (JacksonException e) {
            return new Undecided("Vault's answer is not what its API describes");
        }
    }

    /** The capabilities stand under the path's name, in the envelope's data; for a root token it is {@code root}. */
    private static Permission decide(JsonNode answer, String path, String capability) {
        JsonNode capabilities = answer.path("data").path(path);
        if (!capabilities.isArray()) {
            return new Undecided("Vault's answer does not name " + path);
        }
        for (JsonNode item : capabilities) {
            if (item.asString("").equals(capability) || item.asString("").equals("root")) {
                return new Granted();
            }
        }
        return new Denied("the token's policies lack the capability '" + capability + "' on " + path);
    }
}

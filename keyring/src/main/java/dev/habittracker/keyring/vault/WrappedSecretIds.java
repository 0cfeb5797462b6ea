package dev.habittracker.keyring.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.vault.support.VaultToken;

import tools.jackson.databind.node.JsonNodeFactory;

import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.keyring.store.StoreException.Kind;

/// A secret id behind a response-wrapping token in a file. The token is used once and its file deleted; a file that
/// appears later is used in its turn.
///
/// Before the token is used Vault is asked what it wraps: whoever intercepted it could unwrap it and wrap something of
/// his own instead (<https://developer.hashicorp.com/vault/docs/concepts/response-wrapping>, "Response wrapping token
/// validation").
final class WrappedSecretIds implements SecretIds {

    private static final Logger LOG = LoggerFactory.getLogger(WrappedSecretIds.class);

    private final VaultHttp http;
    private final String mount;
    private final Path file;
    private @Nullable String secretId;
    private @Nullable String usedToken;
    private @Nullable String problem;

    WrappedSecretIds(VaultHttp http, String mount, Path file) {
        this.http = http;
        this.mount = mount;
        this.file = file;
    }

    @Override
    public Path source() {
        return file;
    }

    @Override
    public String current() {
        if (Files.exists(file)) {
            String token = SecretFile.read("wrapped-secret-id-file", file);
            if (!token.equals(usedToken)) {
                unwrap(token);
            }
        }
        String unwrapped = secretId;
        if (unwrapped != null) {
            return unwrapped;
        }
        throw new StoreException(Kind.DENIED, problem != null
                ? problem
                : "wrapped-secret-id-file " + file
                        + " does not exist: a wrapping token serves one start, put a fresh one "
                        + "there");
    }

    private void unwrap(String token) {
        VaultRequest lookup = VaultRequest.post("sys/wrapping/lookup",
                JsonNodeFactory.instance.objectNode().put("token", token));
        VaultAnswer wrapped = http.send(lookup, null);
        if (wrapped.status() == 400 || wrapped.status() == 403) {
            throw spoilt(token,
                    "the wrapping token in " + file + " is used or expired. If it was still within its time, "
                            + "someone else may have unwrapped it: destroy that secret id and find out who");
        }
        if (!wrapped.ok()) {
            throw VaultRefusals.of(lookup, wrapped);
        }
        String path = wrapped.body().path("data").path("creation_path").asString("");
        if (!path.matches("(.*/)?auth/" + Pattern.quote(mount) + "/role/[^/]+/secret-id")) {
            throw spoilt(token, "the token in " + file + " does not wrap a secret id of auth/" + mount
                    + " but an answer of " + path + ". Someone may have put it there in place of the right one");
        }
        VaultRequest unwrap = VaultRequest.post("sys/wrapping/unwrap", JsonNodeFactory.instance.objectNode());
        VaultAnswer answer = http.send(unwrap, VaultToken.of(token));
        if (answer.status() == 400 || answer.status() == 403) {
            throw spoilt(token, "the wrapping token in " + file + " was used while this service looked at it: someone "
                    + "else may have unwrapped it; destroy that secret id and find out who");
        }
        if (!answer.ok()) {
            throw VaultRefusals.of(unwrap, answer);
        }
        String unwrapped = answer.body().path("data").path("secret_id").asString("");
        usedToken = token;
        if (!VaultNames.isText(unwrapped)) {
            throw spoilt(token, "the token in " + file + " wraps no secret id");
        }
        secretId = unwrapped;
        problem = null;
        delete();
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
            LOG.info("The wrapped secret id is unwrapped and {} deleted", file);
        } catch (IOException e) {
            LOG.warn(
                    "The wrapped secret id is unwrapped, but {} cannot be deleted ({}): delete it, the next start needs a "
                            + "fresh one anyway",
                    file, e.getClass().getSimpleName());
        }
    }

    private StoreException spoilt(String token, String message) {
        usedToken = token;
        problem = message;
        LOG.error("Vault login: {}", message);
        return new StoreException(Kind.DENIED, message);
    }
}

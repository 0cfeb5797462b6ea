package dev.habittracker.keyring.store;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What an operator does to the secret past the library, at Vault's command line.
public interface SecretByHand {

    /// Puts data over whatever stands there, with the check-and-set value that Vault asks for.
    ///
    /// @return the version made
    long put(JsonNode data);

    /// Puts data as an old script does, without check-and-set; false where Vault refuses.
    boolean putPlainly(JsonNode data);

    /// Soft delete of the newest version.
    void delete();

    /// Destroys a version for good.
    void destroy(long version);

    /// Removes all trace.
    void deleteAll();

    /// The content of every version that is not destroyed, oldest first, deleted ones included.
    List<String> contents();

    /// Puts a secret with nothing but `jwt_secret_key`.
    default long putBareSecret(String secret) {
        return put(JsonNodeFactory.instance.objectNode().put("jwt_secret_key", secret));
    }
}

package dev.habittracker.keyring.vault;

import java.nio.file.Path;

import dev.habittracker.keyring.store.StoreException;

/// Where a secret id comes from. Used by one thread at a time.
sealed interface SecretIds permits SecretIds.InFile, WrappedSecretIds {

    /// The secret id as of now.
    ///
    /// @throws StoreException [DENIED][StoreException.Kind#DENIED] where there is none
    String current();

    /// Where an operator puts another one, for messages.
    Path source();

    /// In a file, read at every login.
    record InFile(Path source) implements SecretIds {

        @Override
        public String current() {
            return SecretFile.read("secret-id-file", source);
        }
    }
}

package dev.habittracker.keyring.vault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import dev.habittracker.devstack.junit.AppRole;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.RingStoreContract;
import dev.habittracker.keyring.store.SecretByHand;

/// The contract on a real server, with the rotator's policy and login.
@DevStack(Part.VAULT)
class VaultRingStoreContractIT extends RingStoreContract {

    private final StackSlice slice;
    private final VaultAccess vault;

    VaultRingStoreContractIT(StackSlice slice, @TempDir Path folder) throws Exception {
        this.slice = slice;
        AppRole rotator = slice.appRole(Role.ROTATOR);
        Path secretId = Files.writeString(folder.resolve("secret-id"), rotator.secretId());
        this.vault = VaultAccess.of(VaultSettings.of(slice.vaultAddress(), slice.mount(), slice.path(),
                new VaultCredentials.SecretIdFile("approle", rotator.roleId(), secretId)), Clock.systemUTC());
    }

    @AfterEach
    void closeSession() {
        vault.close();
    }

    @Override
    protected RingStore freshStore() {
        return vault.ringStore();
    }

    @Override
    protected SecretByHand hand() {
        return new VaultHand(slice.vaultClient(), slice.mount(), slice.path());
    }
}

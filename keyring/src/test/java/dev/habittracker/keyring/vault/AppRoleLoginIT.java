package dev.habittracker.keyring.vault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.habittracker.devstack.junit.AppRole;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.keyring.store.StoreException.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

@DevStack(Part.VAULT)
class AppRoleLoginIT {

    private static final String WRONG = "wrong-secret-id-canary";

    private final StackSlice slice;
    private final VaultRig rig;

    AppRoleLoginIT(StackSlice slice, @TempDir Path folder) {
        this.slice = slice;
        this.rig = new VaultRig(slice, folder);
    }

    @Test
    void wrongSecretId_askedForOften_isShownOnceAndLocksNobodyOut() {
        AppRole role = rig.ownRole("patient", Map.of());
        try (VaultAccess vault = rig.open(rig.secretIdFile(role.roleId(), WRONG))) {
            VaultRig.assertFails(vault::check, Kind.DENIED, List.of("refuses role id and secret id",
                    "fresh secret id into " + rig.secretIdFile), WRONG, role.roleId());
            for (int i = 0; i < 20; i++) {
                rig.clock.step(Duration.ofSeconds(5));
                VaultRig.assertFails(vault::check, Kind.DENIED, List.of("not tried again before"), WRONG);
            }

            rig.write(role.secretId());
            rig.clock.step(Duration.ofSeconds(5));

            assertThatNoException().isThrownBy(vault::check);
        }
    }

    @Test
    void wrongSecretId_afterTheLockOutWindow_isTriedOnceMore() {
        AppRole role = rig.ownRole("hopeful", Map.of());
        try (VaultAccess vault = rig.open(rig.secretIdFile(role.roleId(), WRONG))) {
            VaultRig.assertFails(vault::check, Kind.DENIED, List.of("refuses"), WRONG);

            rig.clock.step(AppRoleLogin.REFUSED_PAUSE);

            VaultRig.assertFails(vault::check, Kind.DENIED, List.of("POST auth/approle/login", "refuses"), WRONG);
            rig.clock.step(Duration.ofMinutes(1));
            VaultRig.assertFails(vault::check, Kind.DENIED, List.of("not tried again before"), WRONG);
        }
    }

    @Test
    void lockedRole_rightSecretId_isDeniedWithWhatToDoAndWorksOnceUnlocked() {
        AppRole role = rig.ownRole("locked", Map.of());
        for (int i = 0; i < 5; i++) {
            VaultAccess attacker = rig.open(rig.secretIdFile(role.roleId(), WRONG + i));
            VaultRig.assertFails(attacker::check, Kind.DENIED, List.of(), WRONG + i);
        }

        try (VaultAccess vault = rig.open(rig.secretIdFile(role.roleId(), role.secretId()))) {
            VaultRig.assertFails(vault::check, Kind.DENIED, List.of("locked the role", "sys/locked-users"),
                    role.secretId());

            unlock(role);
            rig.clock.step(AppRoleLogin.LOCKED_PAUSE);

            assertThatNoException().isThrownBy(vault::check);
        }
    }

    @Test
    void unknownRoleId_isDenied() {
        AppRole role = rig.ownRole("known", Map.of());
        VaultAccess vault = rig.open(rig.secretIdFile("11111111-2222-3333-4444-555555555555", role.secretId()));

        VaultRig.assertFails(vault::check, Kind.DENIED, List.of("Check role-id"), role.secretId());
    }

    @Test
    void secretIdFile_missingEmptyOrOfTwoLines_isDeniedAndNotQuoted() {
        VaultAccess vault = rig.open(new VaultCredentials.SecretIdFile("approle", "role", rig.secretIdFile));
        VaultRig.assertFails(vault::check, Kind.DENIED, List.of("secret-id-file", "does not exist"));

        rig.clock.step(Duration.ofSeconds(5));
        rig.write("");
        VaultRig.assertFails(vault::check, Kind.DENIED, List.of("must hold one secret"));

        rig.clock.step(Duration.ofSeconds(5));
        rig.write("canary-one\ncanary-two");
        VaultRig.assertFails(vault::check, Kind.DENIED, List.of("must hold one secret"), "canary-one", "canary-two");
    }

    @Test
    void wrappedSecretId_first_isUnwrappedOnceAndItsFileDeleted() {
        String roleId = slice.appRole(Role.HABIT_API).roleId();
        rig.write(slice.wrappedSecretId(Role.HABIT_API));
        try (VaultAccess vault = rig.open(wrapped(roleId))) {
            vault.check();
            assertThat(rig.secretIdFile).doesNotExist();

            // the next login takes the secret id from memory
            rig.clock.step(Duration.ofHours(2));

            assertThatNoException().isThrownBy(vault::check);
        }
    }

    @Test
    void wrappedSecretId_afterARestart_asksForAFreshOneAndTakesIt() {
        String roleId = slice.appRole(Role.HABIT_API).roleId();
        try (VaultAccess vault = rig.open(wrapped(roleId))) {
            VaultRig.assertFails(vault::check, Kind.DENIED, List.of("does not exist", "put a fresh one"));

            rig.write(slice.wrappedSecretId(Role.HABIT_API));
            rig.clock.step(Duration.ofSeconds(5));

            assertThatNoException().isThrownBy(vault::check);
        }
    }

    @Test
    void wrappedSecretId_usedBySomebodyElse_isDeniedLoudlyAndNotTriedAgain() {
        String roleId = slice.appRole(Role.HABIT_API).roleId();
        String token = slice.wrappedSecretId(Role.HABIT_API);
        slice.vaultClient().unwrap(token);
        rig.write(token);
        VaultAccess vault = rig.open(wrapped(roleId));

        VaultRig.assertFails(vault::check, Kind.DENIED, List.of("someone else may have unwrapped it"), token);
        rig.clock.step(Duration.ofSeconds(5));
        VaultRig.assertFails(vault::check, Kind.DENIED, List.of("someone else may have unwrapped it"), token);
        assertThat(Files.exists(rig.secretIdFile)).isTrue();
    }

    @Test
    void wrappedSecretId_somethingElseIsWrapped_isDeniedWithoutUnwrappingIt() {
        String roleId = slice.appRole(Role.HABIT_API).roleId();
        String planted = slice.vaultClient().postWrapped("sys/wrapping/wrap", Map.of("secret_id", "planted"),
                Duration.ofMinutes(5));
        rig.write(planted);
        VaultAccess vault = rig.open(wrapped(roleId));

        VaultRig.assertFails(vault::check, Kind.DENIED, List.of("does not wrap a secret id", "sys/wrapping/wrap"),
                planted);
        assertThat(slice.vaultClient().unwrap(planted).path("data").path("secret_id").asString()).isEqualTo("planted");
    }

    private VaultCredentials wrapped(String roleId) {
        return new VaultCredentials.WrappedSecretIdFile("approle", roleId, rig.secretIdFile);
    }

    private void unlock(AppRole role) {
        String accessor = slice.vaultClient().get("sys/auth").path("data").path("approle/").path("accessor").asString();
        slice.vaultClient().post("sys/locked-users/" + accessor + "/unlock/" + role.roleId(), Map.of());
    }
}

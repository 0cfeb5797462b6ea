package dev.habittracker.keyring.vault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.SharedStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.vault.LocalVaultServer;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.keyring.ring.Hold;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreException.Kind;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.keyring.store.StoreWrite;
import dev.habittracker.keyring.store.TestRings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/// What only a server does: policies, settings of the secret, outages.
@DevStack(Part.VAULT)
class VaultRingStoreIT {

    private final StackSlice slice;
    private final SharedStack stack;
    private final VaultRig rig;

    VaultRingStoreIT(StackSlice slice, SharedStack stack, @TempDir Path folder) {
        this.slice = slice;
        this.stack = stack;
        this.rig = new VaultRig(slice, folder);
    }

    @BeforeEach
    void startFresh() {
        rig.hand().deleteAll();
    }

    @Test
    void write_first_setsCheckAndSetAndHowManyVersionsAreKept() {
        try (VaultAccess vault = rig.loggedInAs(Role.ROTATOR)) {
            vault.ringStore().write(ring(), 0);

            assertThat(metadata().path("cas_required").asBoolean()).isTrue();
            assertThat(metadata().path("max_versions").asInt()).isEqualTo(64);
        }
    }

    @Test
    void write_first_leavesOtherSettingsOfTheSecretAlone() {
        slice.vaultClient().post(slice.mount() + "/metadata/" + slice.path(),
                Map.of("max_versions", 100, "custom_metadata", Map.of("owner", "platform-team")));
        try (VaultAccess vault = rig.loggedInAs(Role.ROTATOR)) {
            vault.ringStore().write(ring(), 0);

            assertThat(metadata().path("cas_required").asBoolean()).isTrue();
            assertThat(metadata().path("max_versions").asInt()).isEqualTo(100);
            assertThat(metadata().path("custom_metadata").path("owner").asString()).isEqualTo("platform-team");
        }
    }

    @Test
    void write_settingsWereTakenBackMeanwhile_areSetAgain() {
        try (VaultAccess vault = rig.loggedInAs(Role.ROTATOR)) {
            Ring first = ring();
            vault.ringStore().write(first, 0);
            slice.vaultClient().post(slice.mount() + "/metadata/" + slice.path(), Map.of("cas_required", false));

            vault.ringStore().metadata();
            vault.ringStore().write(TestRings.above(first, first.activated()), 1);

            assertThat(metadata().path("cas_required").asBoolean()).isTrue();
        }
    }

    @Test
    void write_largerThanVaultTakes_isFailedAndSaysSo() {
        Ring small = ring();
        Ring large = new Ring(small.epoch(), small.policy(), small.active(), small.activated(), small.keys(),
                small.carried(), small.revoked(), new Hold(Instant.EPOCH, "x".repeat(1_200_000)), small.journal());
        try (VaultAccess vault = rig.loggedInAs(Role.ROTATOR)) {
            VaultRig.assertFails(() -> vault.ringStore().write(large, 0), Kind.FAILED, List.of("at most 1 MiB"),
                    small.activeKey().material().exposeSecretText());
            assertThat(vault.ringStore().read()).isInstanceOf(StoreReading.Missing.class);
        }
    }

    @Test
    void habitApi_readsAndPollsTheRing_andChangesNothing() {
        Ring first = ring();
        Ring ring = TestRings.above(first, first.activated());
        try (VaultAccess rotator = rig.loggedInAs(Role.ROTATOR)) {
            rotator.ringStore().write(first, 0);
            rotator.ringStore().write(ring, 1);
        }
        Ring forged = TestRings.above(ring, ring.activated());
        String secret = forged.activeKey().material().exposeSecretText();
        try (VaultAccess api = rig.loggedInAs(Role.HABIT_API)) {
            assertThat(api.ringStore().read()).isInstanceOf(StoreReading.Whole.class);
            assertThat(api.ringStore().metadata().currentVersion()).isEqualTo(2);

            VaultRig.assertFails(() -> api.ringStore().write(forged, 2), Kind.DENIED,
                    List.of("permission denied", "policy"), secret);
            VaultRig.assertFails(() -> api.ringStore().destroyBelow(2), Kind.DENIED, List.of("destroy"));
            VaultRig.assertFails(() -> api.ringStore().undelete(1), Kind.DENIED, List.of("undelete"));
            assertThat(api.ringStore().read()).isInstanceOfSatisfying(StoreReading.Whole.class,
                    whole -> assertThat(whole.ring().writeId()).isEqualTo(ring.writeId()));
            assertThat(api.ringStore().metadata().readable()).contains(1L, 2L);
        }
    }

    @Test
    void habitApi_bareSecretOverARing_findsTheBaseWithItsPolicy() {
        Ring ring = ring();
        try (VaultAccess rotator = rig.loggedInAs(Role.ROTATOR)) {
            rotator.ringStore().write(ring, 0);
        }
        rig.hand().putBareSecret("put over the ring by hand");
        try (VaultAccess api = rig.loggedInAs(Role.HABIT_API)) {
            assertThat(api.ringStore().read()).isInstanceOfSatisfying(StoreReading.Bare.class,
                    bare -> assertThat(bare.base()).extracting(Ring::writeId).isEqualTo(ring.writeId()));
        }
    }

    @Test
    void engineOfVersionOne_isRefusedBeforeAnythingIsWritten() {
        String mount = slice.mount() + "-v1";
        slice.vaultClient().post("sys/mounts/" + mount, Map.of("type", "kv", "options", Map.of("version", "1")));
        try (VaultAccess vault = onMount(mount)) {
            VaultRig.assertFails(() -> vault.ringStore().write(ring(), 0), Kind.FAILED,
                    List.of("is no KV version 2 engine", "vault secrets enable -path=" + mount));
            assertThat(vault.ringStore().read()).isInstanceOf(StoreReading.Missing.class);
        }
    }

    @Test
    void noSuchMount_isFailedWithVaultsWords() {
        try (VaultAccess vault = onMount("no-such-mount")) {
            VaultRig.assertFails(() -> vault.ringStore().read(), Kind.FAILED, List.of("404", "no handler for route"));
            VaultRig.assertFails(vault::check, Kind.FAILED, List.of("404", "no handler for route"));
        }
    }

    @Test
    void sealedServer_isSealed_andServesAgainOnceUnsealed() {
        LocalVaultServer server = stack.localVault();
        try (VaultAccess vault = rig.loggedInAs(Role.ROTATOR)) {
            vault.ringStore().write(ring(), 0);
            server.seal();
            try {
                VaultRig.assertFails(() -> vault.ringStore().read(), Kind.SEALED, List.of("sealed"));
                VaultRig.assertFails(vault::check, Kind.SEALED, List.of("sealed"));
            } finally {
                server.unseal();
            }
            assertThat(vault.ringStore().read()).isInstanceOf(StoreReading.Whole.class);
        }
    }

    @Test
    void sealedServer_atTheFirstLogin_isSealed_andLetsInOnceUnsealed() {
        LocalVaultServer server = stack.localVault();
        try (VaultAccess vault = rig.loggedInAs(Role.HABIT_API)) {
            server.seal();
            try {
                VaultRig.assertFails(vault::check, Kind.SEALED, List.of("auth/approle/login", "sealed"));
                // within the pause nobody is asked
                VaultRig.assertFails(vault::check, Kind.SEALED, List.of("auth/approle/login", "sealed"));
            } finally {
                server.unseal();
            }
            rig.clock.step(Duration.ofSeconds(2));
            assertThatNoException().isThrownBy(vault::check);
        }
    }

    @Test
    void silentServer_isUnreachableInTheConfiguredTime() {
        LocalVaultServer server = stack.localVault();
        try (VaultAccess vault = rig.loggedInAs(Role.HABIT_API)) {
            vault.check();
            server.suspend();
            try {
                VaultRig.assertFails(vault::check, Kind.UNREACHABLE, List.of("no answer within PT2S"));
            } finally {
                server.resume();
            }
            assertThatNoException().isThrownBy(vault::check);
        }
    }

    @Test
    void killedServer_isUnreachable_andTheRingIsThereAfterItsRestart() {
        LocalVaultServer server = stack.localVault();
        try (VaultAccess vault = rig.loggedInAs(Role.ROTATOR)) {
            Ring ring = ring();
            assertThat(vault.ringStore().write(ring, 0)).isInstanceOf(StoreWrite.Stored.class);
            server.kill();
            try {
                VaultRig.assertFails(vault::check, Kind.UNREACHABLE, List.of("nobody accepts a connection"));
            } finally {
                server.restart();
            }
            assertThat(vault.ringStore().read()).isInstanceOfSatisfying(StoreReading.Whole.class,
                    whole -> assertThat(whole.ring().writeId()).isEqualTo(ring.writeId()));
        }
    }

    @Test
    void unknownHost_isUnreachable() {
        URI nowhere = URI.create("http://vault.invalid:8200");
        try (VaultAccess vault = VaultAccess.of(
                rig.settings(nowhere, "secret", VaultCredentials.token(slice.rootToken())), rig.clock)) {
            VaultRig.assertFails(vault::check, Kind.UNREACHABLE, List.of("the host's name is not known"),
                    slice.rootToken());
        }
    }

    private VaultAccess onMount(String mount) {
        return VaultAccess.of(rig.settings(slice.vaultAddress(), mount, VaultCredentials.token(slice.rootToken())),
                rig.clock);
    }

    private JsonNode metadata() {
        return slice.vaultClient().get(slice.mount() + "/metadata/" + slice.path()).path("data");
    }

    private static Ring ring() {
        return TestRings.created(Instant.parse("2026-11-24T12:00:00Z"));
    }
}

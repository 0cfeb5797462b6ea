package dev.habittracker.keyring.vault;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import dev.habittracker.devstack.junit.AppRole;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.devstack.vault.VaultException;
import dev.habittracker.keyring.store.StoreException.Kind;
import dev.habittracker.keyring.store.StoreReading;

import static org.assertj.core.api.Assertions.assertThat;

@DevStack(Part.VAULT)
class VaultSessionIT {

    private final StackSlice slice;
    private final VaultRig rig;

    VaultSessionIT(StackSlice slice, @TempDir Path folder) {
        this.slice = slice;
        this.rig = new VaultRig(slice, folder);
    }

    @Test
    void token_fresh_isUsedAgainAndAgain() {
        try (VaultAccess vault = rig.loggedInAs(Role.HABIT_API)) {
            String first = token(vault);

            vault.check();

            assertThat(token(vault)).isEqualTo(first);
        }
    }

    @Test
    void token_dueForRenewal_isRenewedAndKept() {
        try (VaultAccess vault = rig.loggedInAs(Role.HABIT_API)) {
            String first = token(vault);
            assertThat(lookup(first).has("last_renewal")).isFalse();

            rig.clock.step(Duration.ofMinutes(14));

            assertThat(token(vault)).isEqualTo(first);
            assertThat(lookup(first).has("last_renewal")).isTrue();
        }
    }

    @Test
    void token_atItsEnd_isReplaced() {
        try (VaultAccess vault = rig.loggedInAs(Role.HABIT_API)) {
            String first = token(vault);

            rig.clock.step(Duration.ofMinutes(20));

            assertThat(token(vault)).isNotEqualTo(first);
            vault.check();
        }
    }

    @Test
    void token_whoseRenewalIsRefused_isReplaced() {
        try (VaultAccess vault = rig.loggedInAs(Role.HABIT_API)) {
            String first = token(vault);
            revoke(first);

            rig.clock.step(Duration.ofMinutes(14));

            assertThat(token(vault)).isNotEqualTo(first);
            vault.check();
        }
    }

    @Test
    void token_thatCannotBeRenewed_isReplacedInTime() {
        AppRole batch = rig.ownRole("batch", Map.of("token_type", "batch", "token_ttl", "20m"));
        try (VaultAccess vault = rig.open(rig.secretIdFile(batch.roleId(), batch.secretId()))) {
            String first = token(vault);

            rig.clock.step(Duration.ofMinutes(14));

            assertThat(token(vault)).isNotEqualTo(first);
            vault.check();
        }
    }

    @Test
    void token_revokedUnderTheSession_isReplacedByTheNextCall() {
        try (VaultAccess vault = rig.loggedInAs(Role.HABIT_API)) {
            String first = token(vault);
            revoke(first);

            assertThat(vault.ringStore().read()).isInstanceOf(StoreReading.class);

            assertThat(token(vault)).isNotEqualTo(first);
        }
    }

    @Test
    void token_revokedUnderManyThreads_isReplacedOnce() throws Exception {
        try (VaultAccess vault = rig.loggedInAs(Role.HABIT_API)) {
            String first = token(vault);
            revoke(first);

            Set<String> tokens = together(16, () -> {
                vault.check();
                return token(vault);
            });

            assertThat(tokens.size()).isEqualTo(1);
            assertThat(tokens.contains(first)).isFalse();
        }
    }

    @Test
    void token_askedForByManyThreadsAtOnce_isOneLogin() throws Exception {
        try (VaultAccess vault = rig.loggedInAs(Role.HABIT_API)) {
            assertThat(together(16, () -> token(vault)).size()).isEqualTo(1);
        }
    }

    @Test
    void token_ofAFewSecondsWithAMaximum_isRenewedAndReplacedInRealTime() {
        AppRole brief = rig.ownRole("brief", Map.of("token_ttl", "2s", "token_max_ttl", "3s"));
        try (VaultAccess vault = rig.open(rig.secretIdFile(brief.roleId(), brief.secretId()), Clock.systemUTC())) {
            Set<String> tokens = new HashSet<>();
            Awaitility.await().pollInterval(Duration.ofMillis(100)).atMost(Duration.ofSeconds(20)).until(() -> {
                vault.check();
                tokens.add(token(vault));
                return tokens.size() >= 3;
            });
        }
    }

    @Test
    void token_expiredUnnoticed_isReplacedByTheNextCall() {
        AppRole brief = rig.ownRole("expiring", Map.of("token_ttl", "5s"));
        try (VaultAccess vault = rig.open(rig.secretIdFile(brief.roleId(), brief.secretId()))) {
            String first = token(vault);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !isKnown(first));

            // the session's clock stands still: it learns of the end by a 403
            vault.check();

            assertThat(token(vault)).isNotEqualTo(first);
        }
    }

    @Test
    void deniedPath_askedForOften_costsOneLoginForEachPause() {
        try (VaultAccess vault = rig.loggedInAs(Role.HABIT_API)) {
            vault.check();
            Set<String> tokens = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                VaultRig.assertFails(() -> vault.ringStore().undelete(1), Kind.DENIED, List.of("permission denied"));
                tokens.add(token(vault));
            }
            assertThat(tokens.size()).isEqualTo(1);

            rig.clock.step(Denials.SHORTEST);
            VaultRig.assertFails(() -> vault.ringStore().undelete(1), Kind.DENIED, List.of("permission denied"));
            VaultRig.assertFails(() -> vault.ringStore().undelete(1), Kind.DENIED, List.of("permission denied"));
            tokens.add(token(vault));

            assertThat(tokens.size()).isEqualTo(2);
            vault.check();
        }
    }

    @Test
    void deniedPath_doesNotKeepOtherCallsFromANewLogin() {
        try (VaultAccess vault = rig.loggedInAs(Role.HABIT_API)) {
            VaultRig.assertFails(() -> vault.ringStore().undelete(1), Kind.DENIED, List.of());
            revoke(token(vault));

            vault.check();
        }
    }

    @Test
    void close_ownToken_isRevoked() {
        VaultAccess vault = rig.loggedInAs(Role.HABIT_API);
        String last = token(vault);

        vault.close();

        assertThat(isKnown(last)).isFalse();
        VaultRig.assertFails(vault::check, Kind.FAILED, List.of("closed"), last);
    }

    @Test
    void givenToken_isUsedAndLeftToItsOwner() {
        String given = slice.vaultClient().post("auth/token/create-orphan",
                Map.of("policies", List.of("habit-api-" + slice.mount()), "ttl", "10m")).path("auth")
                .path("client_token").asString();
        VaultAccess vault = rig.open(VaultCredentials.token(given));
        vault.check();
        rig.clock.step(Duration.ofDays(1));
        vault.check();

        vault.close();

        assertThat(isKnown(given)).isTrue();
        revoke(given);
        VaultAccess afterwards = rig.open(VaultCredentials.token(given));
        VaultRig.assertFails(afterwards::check, Kind.DENIED, List.of("permission denied"), given);
    }

    private Set<String> together(int threads, Callable<String> call) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        Set<String> results = new HashSet<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<String>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            start.countDown();
            for (Future<String> future : futures) {
                results.add(future.get());
            }
        }
        return results;
    }

    private static String token(VaultAccess vault) {
        return vault.session().getSessionToken().getToken();
    }

    private void revoke(String token) {
        slice.vaultClient().post("auth/token/revoke", Map.of("token", token));
        assertThat(isKnown(token)).isFalse();
    }

    private JsonNode lookup(String token) {
        return slice.vaultClient().post("auth/token/lookup", Map.of("token", token)).path("data");
    }

    private boolean isKnown(String token) {
        try {
            lookup(token);
            return true;
        } catch (VaultException e) {
            return false;
        }
    }
}

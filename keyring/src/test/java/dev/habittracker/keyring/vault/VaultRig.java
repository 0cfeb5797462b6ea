package dev.habittracker.keyring.vault;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import dev.habittracker.devstack.junit.AppRole;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.keyring.store.StoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/// A test's way to the server: logins of several kinds, and a clock to step.
final class VaultRig {

    final StackSlice slice;
    final Path secretIdFile;
    final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-24T12:00:00Z"));

    VaultRig(StackSlice slice, Path folder) {
        this.slice = slice;
        this.secretIdFile = folder.resolve("secret-id");
    }

    VaultAccess loggedInAs(Role role) {
        AppRole login = slice.appRole(role);
        return open(secretIdFile(login.roleId(), login.secretId()), clock);
    }

    VaultAccess open(VaultCredentials credentials) {
        return open(credentials, clock);
    }

    VaultAccess open(VaultCredentials credentials, Clock time) {
        return VaultAccess.of(settings(slice.vaultAddress(), slice.mount(), credentials), time);
    }

    VaultSettings settings(URI address, String mount, VaultCredentials credentials) {
        return new VaultSettings(address, null, mount, slice.path(), credentials, null, Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }

    VaultCredentials secretIdFile(String roleId, String secretId) {
        write(secretId);
        return new VaultCredentials.SecretIdFile("approle", roleId, secretIdFile);
    }

    void write(String secret) {
        try {
            Files.writeString(secretIdFile, secret + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A role of the test's own with the habit API's policy, so that locking it disturbs nobody.
    AppRole ownRole(String name, Map<String, String> settings) {
        String role = "auth/approle/role/" + name + "-" + slice.mount();
        Map<String, Object> all = new HashMap<>(settings);
        all.put("token_policies", List.of("habit-api-" + slice.mount()));
        slice.vaultClient().post(role, all);
        return new AppRole(slice.vaultClient().get(role + "/role-id").path("data").path("role_id").asString(),
                slice.vaultClient().post(role + "/secret-id", Map.of()).path("data").path("secret_id").asString());
    }

    VaultHand hand() {
        return new VaultHand(slice.vaultClient(), slice.mount(), slice.path());
    }

    /// Fails as a store does, and without a word of what was secret in the call.
    static void assertFails(ThrowingCallable call, StoreException.Kind kind, List<String> words, String... secrets) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOfSatisfying(StoreException.class, e -> {
            words.forEach(word -> assertThat(e).hasMessageContaining(word));
            assertThat(e.kind()).isEqualTo(kind);
        });
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        for (String secret : secrets) {
            assertThat(trace.toString().contains(secret)).as("a secret is in the stack trace").isFalse();
        }
    }
}

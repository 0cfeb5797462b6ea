package dev.habittracker.keyring.vault;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;

import static org.assertj.core.api.Assertions.assertThat;

@DevStack(Part.VAULT)
class CapabilitiesCheckIT {

    private static final String ROTATE = "keyring-operations/habit-tracker/rotate";
    private static final String REVOKE = "keyring-operations/habit-tracker/revoke";

    private final StackSlice slice;
    private final CapabilitiesCheck check;

    CapabilitiesCheckIT(StackSlice slice, @TempDir Path folder) {
        this.slice = slice;
        // a process that itself has no way in: only callers' tokens can be what is shown
        this.check = new VaultRig(slice, folder).open(VaultCredentials.token("not-a-token")).capabilities();
    }

    @Test
    void of_operator_mayDoEveryOperation() {
        String operator = slice.operatorToken();

        assertThat(check.of(operator, ROTATE)).isEqualTo(new CallerCapabilities.Granted(Set.of("update")));
        assertThat(check.of(operator, REVOKE)).isEqualTo(new CallerCapabilities.Granted(Set.of("update")));
        assertThat(check.of(operator, "keyring-operations/habit-tracker/state"))
                .isEqualTo(new CallerCapabilities.Granted(Set.of("read")));
    }

    @Test
    void of_scheduler_mayRotateAndNotRevoke() {
        String scheduler = slice.schedulerToken();

        assertThat(check.of(scheduler, ROTATE)).isInstanceOfSatisfying(CallerCapabilities.Granted.class,
                granted -> assertThat(granted.includes("update")).isTrue());
        assertThat(check.of(scheduler, REVOKE)).isInstanceOfSatisfying(CallerCapabilities.Granted.class,
                granted -> assertThat(granted.includes("update")).isFalse());
    }

    @Test
    void of_otherKeyring_isDenied() {
        assertThat(check.of(slice.operatorToken(), "keyring-operations/another/rotate"))
                .isEqualTo(new CallerCapabilities.Granted(Set.of("deny")));
    }

    @Test
    void of_rootToken_mayDoEverything() {
        assertThat(check.of(slice.rootToken(), ROTATE)).isInstanceOfSatisfying(CallerCapabilities.Granted.class,
                granted -> assertThat(granted.includes("update")).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not-a-token", "with space", "line\nX-Vault-Namespace: other", "schlüssel"})
    void of_textThatIsNoToken_isNotValid(String token) {
        assertThat(check.of(token, ROTATE)).isEqualTo(new CallerCapabilities.NotValid());
    }

    @Test
    void of_oversizedToken_isNotValidAndNotSent() {
        assertThat(check.of("x".repeat(100_000), ROTATE)).isEqualTo(new CallerCapabilities.NotValid());
    }

    @Test
    void of_revokedToken_isNotValid() {
        String token = slice.schedulerToken();
        slice.vaultClient().post("auth/token/revoke", Map.of("token", token));

        assertThat(check.of(token, ROTATE)).isEqualTo(new CallerCapabilities.NotValid());
    }

    @Test
    void of_tokenThatMayNotAsk_isNotValid() {
        String token = slice.vaultClient()
                .post("auth/token/create-orphan",
                        Map.of("policies", List.of("operator-" + slice.mount()), "no_default_policy", true))
                .path("auth").path("client_token").asString();

        assertThat(check.of(token, ROTATE)).isEqualTo(new CallerCapabilities.NotValid());
    }
}

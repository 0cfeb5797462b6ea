package dev.habittracker.keyring.vault;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;

import static org.assertj.core.api.Assertions.assertThat;

@DevStack(Part.VAULT)
class CallerNamesIT {

    private final StackSlice slice;
    private final CallerNames names;

    CallerNamesIT(StackSlice slice, @TempDir Path folder) {
        this.slice = slice;
        // a process that itself has no way in: only callers' tokens can be what is shown
        this.names = new VaultRig(slice, folder).open(VaultCredentials.token("not-a-token")).callerNames();
    }

    @Test
    void of_tokenWithAName_isThatNameAndNothingOfTheToken() {
        String token = token(Map.of("display_name", "anna", "policies", List.of("default")));

        assertThat(names.of(token)).contains("token-anna");
    }

    @Test
    void of_nameWithWhatBelongsInNoLog_isThatNameWithoutIt() {
        String token = token(Map.of("display_name", "anna\n2026 ERROR forged <b>", "policies", List.of("default")));

        assertThat(names.of(token)).hasValueSatisfying(name -> assertThat(name).startsWith("token-anna")
                .matches("[\\p{L}\\p{N} ._@+:/?-]+"));
    }

    @Test
    void of_tokenThatMayNotLookItselfUp_isUnknown() {
        String token = token(Map.of("display_name", "anna", "policies", List.of("operator-" + slice.mount()),
                "no_default_policy", true));

        assertThat(names.of(token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not-a-token", "with space", "line\nX-Vault-Namespace: other"})
    void of_textThatIsNoToken_isUnknown(String text) {
        assertThat(names.of(text)).isEmpty();
    }

    private String token(Map<String, ?> request) {
        return slice.vaultClient().post("auth/token/create-orphan", request).path("auth").path("client_token")
                .asString();
    }
}

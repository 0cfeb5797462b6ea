package dev.habittracker.keyring.vault;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class VaultCredentialsTest {

    private static final Path FILE = Path.of("/run/secrets/secret-id");

    @Test
    void of_secretIdFile_isAppRoleAtItsUsualMount() {
        assertThat(VaultCredentials.of("role", FILE, null, " ", null))
                .isEqualTo(new VaultCredentials.SecretIdFile("approle", "role", FILE));
    }

    @Test
    void of_wrappedSecretIdFile_isAppRoleAtTheGivenMount() {
        assertThat(VaultCredentials.of("role", null, FILE, null, "team/approle"))
                .isEqualTo(new VaultCredentials.WrappedSecretIdFile("team/approle", "role", FILE));
    }

    @Test
    void of_token_needsNoRole() {
        assertThat(VaultCredentials.of(null, null, null, "hvs.token", null))
                .isInstanceOfSatisfying(VaultCredentials.Token.class, token -> {
                    assertThat(token.token().getToken()).isEqualTo("hvs.token");
                    assertThat(token.toString()).doesNotContain("hvs");
                });
    }

    @Test
    void of_nothing_saysWhatToSet() {
        assertThatIllegalArgumentException().isThrownBy(() -> VaultCredentials.of("role", null, null, null, null))
                .withMessageContaining("none is set").withMessageContaining("set role-id and one of the two files");
    }

    @Test
    void of_twoWays_saysWhichToRemove() {
        assertThatIllegalArgumentException().isThrownBy(() -> VaultCredentials.of("role", FILE, FILE, null, null))
                .withMessageContaining("secret-id-file and wrapped-secret-id-file are set: remove all but one");
    }

    @Test
    void of_fileWithoutARole_saysHowToFindIt() {
        // Vault answers a login without role_id with a 500, which looks like an outage
        assertThatIllegalArgumentException().isThrownBy(() -> VaultCredentials.of(" ", FILE, null, null, null))
                .withMessageContaining("role-id is missing").withMessageContaining("vault read auth/approle/role/");
    }

    @Test
    void token_thatCannotStandInAHeader_isRefusedWithoutQuotingIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> VaultCredentials.token("hvs.first\nhvs.second"))
                .withMessageContaining("visible ASCII").withMessageNotContaining("hvs");
    }
}

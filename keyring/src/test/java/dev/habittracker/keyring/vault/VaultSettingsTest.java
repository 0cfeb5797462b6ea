package dev.habittracker.keyring.vault;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class VaultSettingsTest {

    private static final URI ADDRESS = URI.create("https://vault.example.org:8200");
    private static final String TOKEN = "hvs.not-to-be-quoted";
    private static final VaultCredentials CREDENTIALS = VaultCredentials.token(TOKEN);

    @Test
    void settings_ordinaryOnes_areTaken() {
        assertThatNoException()
                .isThrownBy(() -> VaultSettings.of(ADDRESS, "secret", "habit-tracker/auth", CREDENTIALS));
        assertThatNoException().isThrownBy(() -> VaultSettings.of(ADDRESS, "team-a/kv_2", "a/b.c~d/e", CREDENTIALS));
    }

    @Test
    void settings_printed_holdNoToken() {
        assertThat(VaultSettings.of(ADDRESS, "secret", "auth", CREDENTIALS).toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vault.example.org:8200", "ftp://vault.example.org", "https:///v1", "", "localhost"})
    void address_notHttp_isRefusedWithAnExample(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VaultSettings.of(URI.create(address), "secret", "auth", CREDENTIALS))
                .withMessageContaining("https://vault.example.org:8200").withMessageContaining("VAULT_ADDR");
    }

    @Test
    void address_withAPassword_isRefusedWithoutQuotingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VaultSettings.of(URI.create("https://me:hidden@vault.example.org"), "secret", "auth",
                        CREDENTIALS))
                .withMessageContaining("scheme, host and port").withMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth", "auth/", "a//b", "a/../b", "a b", "a?b", "a%2Fb", "", "a/{b}", "a\nb"})
    void path_thatWouldNeedEscapingOrCleaning_isRefused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> VaultSettings.of(ADDRESS, "secret", path, CREDENTIALS))
                .withMessageStartingWith("path must be");
        assertThatIllegalArgumentException().isThrownBy(() -> VaultSettings.of(ADDRESS, path, "auth", CREDENTIALS))
                .withMessageStartingWith("mount must be");
    }

    @Test
    void timeouts_zero_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new VaultSettings(ADDRESS, null, "secret", "auth",
                CREDENTIALS, null, Duration.ZERO, Duration.ofSeconds(1))).withMessageContaining("connect-timeout");
        assertThatIllegalArgumentException().isThrownBy(() -> new VaultSettings(ADDRESS, null, "secret", "auth",
                CREDENTIALS, null, Duration.ofSeconds(1), Duration.ofSeconds(-1)))
                .withMessageContaining("read-timeout");
    }

    @Test
    void caFile_missingOrWithoutCertificates_isRefused(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("missing.pem");
        assertThatIllegalArgumentException().isThrownBy(() -> withCaFile(missing)).withMessageContaining("ca-file")
                .withMessageContaining("PEM");

        Path empty = Files.writeString(folder.resolve("empty.pem"), "no certificate\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VaultAccess.of(withCaFile(empty), Clock.systemUTC()))
                .withMessageContaining("ca-file");
    }

    private static VaultSettings withCaFile(Path file) {
        return new VaultSettings(ADDRESS, null, "secret", "auth", CREDENTIALS, file,
                VaultSettings.DEFAULT_CONNECT_TIMEOUT, VaultSettings.DEFAULT_READ_TIMEOUT);
    }
}

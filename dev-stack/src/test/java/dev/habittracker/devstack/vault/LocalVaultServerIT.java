package dev.habittracker.devstack.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalVaultServerIT {

    @TempDir
    private static Path folder;
    private static LocalVaultServer server;

    @BeforeAll
    static void start() {
        server = VaultServers.startLocal(folder);
        new VaultProvisioning(server, Placement.DEFAULT).apply(TokenTimes.DEFAULT);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void killedServer_startedOnTheSameFolder_isUnsealedAndHasItsSecrets() {
        write("kept");
        server.kill();
        server.restart();
        assertThat(read("kept")).isEqualTo("value");
    }

    @Test
    void secondServerObject_onTheSameFolder_goesOnWithTheState() {
        write("goes-on");
        server.stop();
        try (var second = VaultServers.startLocal(folder)) {
            assertThat(second.client().get("secret/data/goes-on").at("/data/data/field").asString()).isEqualTo("value");
            new VaultProvisioning(second, Placement.DEFAULT).apply(TokenTimes.DEFAULT);
        } finally {
            server.restart();
        }
    }

    @Test
    void sealedServer_answers503_andServesAgainUnsealed() {
        write("sealed");
        server.seal();
        assertThatThrownBy(() -> read("sealed")).isInstanceOfSatisfying(VaultException.class,
                refusal -> assertThat(refusal.status()).isEqualTo(503));
        server.unseal();
        assertThat(read("sealed")).isEqualTo("value");
    }

    @Test
    void auditFile_afterARead_holdsItWithoutTheValue() throws IOException {
        write("audited");
        read("audited");
        String lines = Files.readString(server.auditFile().orElseThrow());
        assertThat(lines).contains("secret/data/audited").contains("hmac-sha256:")
                .doesNotContain("\"field\":\"value\"");
    }

    @Test
    void unsealKey_isReadableByItsOwnerOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void start_whereTheUnsealKeyIsGone_saysWhatToDo() throws IOException {
        server.stop();
        Path keys = folder.resolve("keys.json");
        Path aside = folder.resolve("keys.aside");
        Files.move(keys, aside);
        try {
            assertThatThrownBy(() -> VaultServers.startLocal(folder)).hasMessageContaining("put it back, or delete");
        } finally {
            Files.move(aside, keys);
            server.restart();
        }
    }

    private static void write(String name) {
        server.client().post("secret/data/" + name, Map.of("data", Map.of("field", "value")));
    }

    private static String read(String name) {
        return server.client().get("secret/data/" + name).at("/data/data/field").asString();
    }
}

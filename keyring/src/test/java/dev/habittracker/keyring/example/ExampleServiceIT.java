package dev.habittracker.keyring.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.micrometer.core.instrument.MeterRegistry;

import dev.habittracker.devstack.junit.AppRole;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.keyring.Keyring;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreWrite;
import dev.habittracker.keyring.store.TestRings;
import dev.habittracker.keyring.vault.VaultAccess;
import dev.habittracker.keyring.vault.VaultCredentials;
import dev.habittracker.keyring.vault.VaultSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The README's services on a real Vault and a real Kafka broker, over HTTP.
@DevStack({Part.VAULT, Part.KAFKA})
class ExampleServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StackSlice slice;
    private final Path folder;
    private final VaultAccess rotator;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Ring ring = TestRings.created(Instant.now());

    ExampleServiceIT(StackSlice slice, @TempDir Path folder) throws IOException {
        this.slice = slice;
        this.folder = folder;
        AppRole login = slice.appRole(Role.ROTATOR);
        this.rotator = VaultAccess.of(VaultSettings.of(slice.vaultAddress(), slice.mount(), slice.path(),
                new VaultCredentials.SecretIdFile("approle", login.roleId(), file(login.secretId()))),
                Clock.systemUTC());
    }

    @BeforeEach
    void aRing() {
        ring = write(TestRings.created(Instant.now()));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        slice.vaultClient().delete(slice.mount() + "/metadata/" + slice.path());
        rotator.close();
    }

    @Test
    void aTokenOfTheService_isAcceptedBeforeAndAfterARotation_andTheServiceIsHealthy() throws Exception {
        ConfigurableApplicationContext service = start("--keyring.kafka.bootstrap-servers=" + slice.bootstrapServers(),
                "--keyring.kafka.topic-prefix=" + slice.topicPrefix());
        String before = post(service, "/token?subject=ann");

        assertThat(get(service, "/me", before)).isEqualTo("200 ann");
        assertThat(get(service, "/me", before.substring(0, before.length() - 2))).startsWith("401 ");
        assertThat(get(service, "/.well-known/jwks.json", null)).isEqualTo("200 {\"keys\":[]}");
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(get(service, "/actuator/health/alarms", null)).startsWith("200 ")
                        .contains("clockOffset"));

        Ring rotated = write(TestRings.rotated(ring, Instant.now().plus(Duration.ofMinutes(1))));
        awaitApplied(service, rotated);
        assertThat(get(service, "/me", before)).isEqualTo("200 ann");
        assertThat(get(service, "/me", post(service, "/token?subject=bob"))).isEqualTo("200 bob");
    }

    @Test
    void kafkaAway_theServiceIsReadyAllTheSame_andTheAlarmIsRed() throws Exception {
        ConfigurableApplicationContext service = start("--keyring.kafka.bootstrap-servers=127.0.0.1:1");

        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(get(service, "/actuator/health/alarms", null)).startsWith("503 ").contains("DOWN",
                        "bus-unheard: nothing is heard from Kafka at 127.0.0.1:1", "clockOffset"));
        assertThat(get(service, "/actuator/health/readiness", null)).startsWith("200 ");
        assertThat(get(service, "/me", post(service, "/token?subject=ann"))).isEqualTo("200 ann");
        MeterRegistry meters = service.getBean(MeterRegistry.class);
        assertThat(meters.get("keyring.problem").tag("problem", "bus-unheard").gauge().value()).isEqualTo(1);
        assertThat(meters.get("keyring.clock.offset.seconds").gauge().value()).isBetween(-2.0, 2.0);
    }

    /// A wrapping token serves once, so that the second start lives on the secret id of the first.
    @Test
    void stoppedAndStartedAgain_followsAgain() throws Exception {
        ConfigurableApplicationContext service = run("--keyring.vault.wrapped-secret-id-file="
                + file(slice.wrappedSecretId(Role.HABIT_API)),
                "--keyring.kafka.bootstrap-servers="
                        + slice.bootstrapServers(),
                "--keyring.kafka.topic-prefix=" + slice.topicPrefix());
        Keyring keyring = service.getBean(Keyring.class);
        String before = post(service, "/token?subject=ann");

        service.stop();
        Ring rotated = write(TestRings.rotated(ring, Instant.now().plus(Duration.ofMinutes(1))));
        assertThat(keyring.view().snapshot().map(Snapshot::position)).as("what was known last")
                .contains(ring.position());
        service.start();

        awaitApplied(service, rotated);
        await().atMost(PATIENCE).until(keyring::ready);
        assertThat(get(service, "/me", before)).isEqualTo("200 ann");
        assertThat(get(service, "/me", post(service, "/token?subject=bob"))).isEqualTo("200 bob");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(keyring.view().problems()).isEmpty());
    }

    @Test
    void withoutSpring_tokensAreIssuedCheckedAndRefused() throws IOException {
        AppRole login = slice.appRole(Role.HABIT_API);
        Keyring keyring = Keyring.start(WithoutSpring.pollOnly(slice.vaultAddress(), slice.mount(), slice.path(),
                login.roleId(), file(login.secretId())));
        open.add(keyring);
        await().atMost(PATIENCE).until(keyring::ready);

        String token = WithoutSpring.issue(keyring, "ann");

        assertThat(WithoutSpring.status(keyring, token)).isEqualTo(200);
        assertThat(WithoutSpring.status(keyring, token + "x")).isEqualTo(401);
    }

    @Test
    void withoutSpring_vaultAway_is503() throws IOException {
        Keyring keyring = Keyring.start(WithoutSpring.withKafka(WithoutSpring.pollOnly(URI.create("http://127.0.0.1:1"),
                slice.mount(), slice.path(), "a-role", file("a-secret-id")), slice.bootstrapServers()));
        open.add(keyring);

        assertThat(keyring.ready()).isFalse();
        assertThat(WithoutSpring.status(keyring, "eyJhbGciOiJIUzI1NiJ9."
                + "eyJleHAiOjk5OTk5OTk5OTl9.AAAA")).isEqualTo(503);
    }

    private ConfigurableApplicationContext start(String... properties) throws IOException {
        AppRole login = slice.appRole(Role.HABIT_API);
        return run(Stream.concat(Stream.of(properties), Stream.of("--keyring.vault.role-id=" + login.roleId(),
                "--keyring.vault.secret-id-file=" + file(login.secretId()))).toArray(String[]::new));
    }

    private ConfigurableApplicationContext run(String... properties) {
        List<String> all = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1",
                "--spring.application.name=example", "--keyring.vault.address=" + slice.vaultAddress(),
                "--keyring.vault.mount=" + slice.mount(), "--keyring.timing.poll=1s", "--keyring.timing.lag=1s",
                "--management.endpoint.health.show-details=always", "--management.endpoint.health.probes.enabled=true",
                "--management.endpoint.health.group.readiness.include=readinessState,keyring",
                "--management.endpoint.health.group.alarms.include=keyringAlarms"));
        if (Stream.of(properties).noneMatch(property -> property.contains("role-id"))) {
            all.add("--keyring.vault.role-id=" + slice.appRole(Role.HABIT_API).roleId());
        }
        all.addAll(List.of(properties));
        ConfigurableApplicationContext service = new SpringApplicationBuilder(ExampleService.class)
                .run(all.toArray(String[]::new));
        open.add(service);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(service, "/actuator/health/readiness", null)).startsWith("200 "));
        return service;
    }

    private void awaitApplied(ConfigurableApplicationContext service, Ring wanted) {
        await().atMost(PATIENCE).until(() -> service.getBean(Keyring.class).view().snapshot().map(Snapshot::position)
                .filter(wanted.position()::equals).isPresent());
    }

    private Ring write(Ring written) {
        assertThat(rotator.ringStore().write(written, written.version() - 1)).isInstanceOf(StoreWrite.Stored.class);
        return written;
    }

    private String get(ConfigurableApplicationContext service, String path,
            @Nullable String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(service, path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private String post(ConfigurableApplicationContext service, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(at(service, path)).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static URI at(ConfigurableApplicationContext service, String path) {
        return URI.create("http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port")
                + path);
    }

    private Path file(String secret) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "secret", ""), secret);
    }
}

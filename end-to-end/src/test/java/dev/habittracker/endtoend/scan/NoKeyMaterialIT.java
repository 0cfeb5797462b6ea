package dev.habittracker.endtoend.scan;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import dev.habittracker.devstack.drill.DrillResult;
import dev.habittracker.devstack.drill.DrillRun;
import dev.habittracker.devstack.keyring.KeyringApi;
import dev.habittracker.devstack.keyring.RequestView;
import dev.habittracker.devstack.pipeline.KeyTimes;
import dev.habittracker.devstack.pipeline.Links;
import dev.habittracker.devstack.pipeline.Pipeline;
import dev.habittracker.devstack.pipeline.PipelineSettings;
import dev.habittracker.devstack.pipeline.PortPlan;
import dev.habittracker.devstack.pipeline.Progress;
import dev.habittracker.devstack.postgres.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/// The pipeline as processes under load, and after it the search for every key that Vault ever held.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NoKeyMaterialIT {

    private static final int ROTATIONS = 2;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Path folder;
    private Pipeline pipeline;
    private KeyringApi rotator;
    private String operatorToken;
    private KeyCollector collector;

    @BeforeAll
    void start() throws Exception {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "pipeline").toAbsolutePath();
        pipeline = Pipeline.start(new PipelineSettings(ROOT, folder, PortPlan.free(2, 2), KeyTimes.DRILL, "on-request",
                "scan-" + UUID.randomUUID(), System.getenv(), Links.DIRECT), new Progress(System.out));
        operatorToken = pipeline.operatorToken();
        rotator = new KeyringApi(pipeline.keyring(), operatorToken);
        collector = new KeyCollector(pipeline.vault(),
                pipeline.placement().mount() + "/data/" + pipeline.placement().path());
    }

    @AfterAll
    void stop() {
        if (collector != null) {
            collector.close();
        }
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Test
    @Order(1)
    void clientsUnderLoad_keysRotatedRolledBackAndRevoked_noticeNothing() {
        DrillResult result = DrillRun.on(pipeline, ROTATIONS, 4, System.out::println);

        assertThat(result.passed()).as(result.text()).isTrue();
        assertThat(result.json()).contains("\"failed\" : 0");
    }

    @Test
    @Order(2)
    void changeToPublicKeys_underTheSamePipeline_isCarriedOut() {
        command("policy", Map.of("algorithm", "ES256", "allow_kind_change", true, "reason", "public keys from now on"));
        command("rotate", Map.of("reason", "the first public key"));
        command("rotate", Map.of("reason", "and the second"));

        assertThat(rotator.state().keys()).extracting("algorithm").contains("ES256");
    }

    @Test
    @Order(3)
    void everyPlace_afterTheDrill_holdsNoKeyMaterial() throws Exception {
        List<String> kids = rotator.state().keys().stream().map(key -> key.kid()).toList();
        Awaitility.await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(collector.kids()).containsAll(kids).hasSizeGreaterThan(5));
        Scan scan = new Scan(collector.needles());

        assertThat(scan.of(places())).isEmpty();
    }

    /// A search that finds nothing proves something only where it would have found it.
    @Test
    @Order(4)
    void everyPlace_withAPlantedSecret_isSearched() throws Exception {
        String secret = "planted " + UUID.randomUUID();
        // long enough for PostgreSQL to compress the row
        String text = "x".repeat(10_000) + secret;
        Files.writeString(folder.resolve("logs").resolve("planted.log"), secret);
        try (var connection = DriverManager.getConnection(pipeline.servers().postgres().jdbcUrl("rotator"),
                PostgresServer.USER, ""); var statement = connection.createStatement()) {
            statement.execute("create table planted (text text)");
            statement.execute("insert into planted values ('" + text + "')");
        }
        String bootstrapServers = pipeline.servers().kafka().bootstrapServers();
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("planted", 1, (short) 1))).all().get();
        }
        try (var producer = new KafkaProducer<String, String>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("planted", text)).get();
        }
        Scan scan = new Scan(List.of(Needle.ofText("planted", secret)));

        assertThat(scan.of(places())).contains(new Find("logs/planted.log", "planted"),
                new Find("rotator.public.planted", "planted"), new Find("planted", "planted"));
    }

    private Haystack[] places() {
        return new Haystack[]{new FolderHaystack(folder, _ -> true),
                new DatabaseHaystack(pipeline.servers().postgres()),
                new TopicHaystack(pipeline.servers().kafka().bootstrapServers()), new AnswerHaystack(requests())};
    }

    private List<HttpRequest> requests() {
        String keyring = pipeline.keyring().toString();
        List<URI> uris = new ArrayList<>();
        for (String path : List.of("", "/members", "/rotations", "/rotations/1.1", "/requests/none", "/none")) {
            uris.add(URI.create(keyring + path));
        }
        rotator.rotations(50).forEach(rotation -> uris.add(URI.create(keyring + "/rotations/" + rotation.id())));
        pipeline.services().forEach(service -> {
            for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness",
                    "/actuator/prometheus", "/actuator/env", "/.well-known/jwks.json", "/habits", "/no-such-path",
                    "/audit/key-reads?path=secret/data/habit-tracker/auth&limit=100")) {
                uris.add(service.spec().url().resolve(path));
            }
        });
        List<HttpRequest> requests = new ArrayList<>(
                uris.stream().map(uri -> AnswerHaystack.get(uri, operatorToken)).toList());
        requests.add(AnswerHaystack.malformed(URI.create(keyring + "/revoke"), operatorToken));
        return requests;
    }

    private void command(String operation, Map<String, ?> body) {
        URI followUp = rotator.command(operation, body);
        RequestView request = Awaitility.await().atMost(Duration.ofMinutes(2))
                .until(() -> rotator.request(followUp), view -> !view.isOpen());
        assertThat(request.state()).as(request.reason()).isEqualTo("done");
    }
}

package dev.habittracker.devstack.torture;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.habittracker.devstack.kafka.EventDump;
import dev.habittracker.devstack.keyring.KeyringApi;
import dev.habittracker.devstack.keyring.KeyringApiException;
import dev.habittracker.devstack.keyring.RotationView;
import dev.habittracker.devstack.load.Crowd;
import dev.habittracker.devstack.load.Instance;
import dev.habittracker.devstack.load.Outcome;
import dev.habittracker.devstack.load.RevokedKeys;
import dev.habittracker.devstack.load.Sample;
import dev.habittracker.devstack.pipeline.Pipeline;
import dev.habittracker.devstack.pipeline.RunningService;
import dev.habittracker.devstack.process.Waiting;
import dev.habittracker.devstack.vault.LocalVaultServer;
import dev.habittracker.devstack.vault.RemoteVaultServer;

/** One run on a pipeline that is up: load, faults, and the questions at the end. */
final class Torture {

    private static final int CLIENTS = 6;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration QUIET_AFTER = Duration.ofSeconds(90);
    private static final Duration RECOVERY = Duration.ofSeconds(6);
    private static final int MOST_ROWS = 100;
    /** At least one request in so many must have had no excuse to fail. */
    private static final int LEAST_STRICT_SHARE = 10;

    private final Pipeline pipeline;
    private final ProxiedLinks links;
    private final Path folder;
    private final Consumer<String> progress;
    private final Clock clock = Clock.systemUTC();
    private final Outages outages = new Outages();
    private final RevokedKeys revoked = new RevokedKeys();
    private final List<KeyringApi> rotators;

    Torture(Pipeline pipeline, ProxiedLinks links, Path folder, Consumer<String> progress) {
        this.pipeline = pipeline;
        this.links = links;
        this.folder = folder;
        this.progress = progress;
        String operator = pipeline.operatorToken();
        this.rotators = pipeline.services("rotator").stream()
                .map(service -> new KeyringApi(keyring(service), operator)).toList();
    }

    TortureResult run(long seed, int kills) {
        Instant started = clock.instant();
        Map<String, Victim> victims = victims();
        List<Fault> faults = FaultPlan.of(seed, kills, victims.keySet().stream().sorted().toList(), links.names());
        var crowd = new Crowd(CLIENTS, instances(), revoked, clock);
        var operator = new Operator(rotators, revoked);
        var chaos = new Chaos(victims, links, outages, clock, progress);
        crowd.start();
        if (!Waiting.until(WARM_UP, crowd::isComplete)) {
            throw new IllegalStateException("not every client was logged in after " + WARM_UP.toSeconds() + " s");
        }
        Thread operating = Thread.ofVirtual().start(operator);
        chaos.run(faults);
        operator.stop();
        Waiting.forEndOf(operating);
        List<String> violations = new ArrayList<>(chaos.unmended());
        violations.addAll(operator.objections());
        progress.accept("  all is mended; waiting for agreement");
        violations.addAll(agreement());
        crowd.stop();
        List<RotationView> history = history();
        var accounting = new Accounting(outages, revocations(operator), RECOVERY,
                pipeline.times().spread().plus(pipeline.times().statusInterval()));
        Map<String, Long> explained = new TreeMap<>();
        long served = 0;
        long revokedRefused = 0;
        long strict = 0;
        List<Sample> samples = crowd.samples();
        for (Sample sample : samples) {
            accounting.objection(sample).ifPresent(violations::add);
            strict += accounting.isExcused(sample) ? 0 : 1;
            switch (sample.outcome()) {
                case Outcome.Failed failed -> explained.merge(failed.why(), 1L, Long::sum);
                case Outcome.Served _ -> served++;
                case Outcome.RefusedAsRevoked _ -> revokedRefused++;
            }
        }
        if (strict * LEAST_STRICT_SHARE < samples.size()) {
            violations.add("only %d of %d requests came while all that they need was there: this run proves little"
                    .formatted(strict, samples.size()));
        }
        return new TortureResult(seed, Duration.between(started, clock.instant()), counted(faults), served,
                revokedRefused, strict, explained,
                history.stream().filter(row -> row.reason().startsWith("due since")).count(),
                operator.revocations().size(), history.size(), violations);
    }

    /** What does not agree, once it had time to. */
    private List<String> agreement() {
        List<List<String>> seen = new ArrayList<>();
        Waiting.until(QUIET_AFTER, () -> {
            seen.add(disagreements());
            if (!seen.getLast().isEmpty()) {
                Waiting.until(Duration.ofSeconds(2), () -> false);
            }
            return seen.getLast().isEmpty();
        });
        return seen.getLast();
    }

    private List<String> disagreements() {
        try {
            String position = rotators.getFirst().state().position();
            long version = pipeline.vault()
                    .get(pipeline.placement().mount() + "/metadata/" + pipeline.placement().path())
                    .at("/data/current_version").asLong();
            List<String> objections = new ArrayList<>();
            for (KeyringApi rotator : rotators) {
                if (rotator.state().version() != version) {
                    objections.add("a rotator sees version " + rotator.state().version() + ", Vault has " + version);
                }
            }
            List<RotationView> history = history();
            objections.addAll(Agreement.ofMembers(position,
                    pipeline.services("rotator").size() + pipeline.services("habit-api").size(),
                    rotators.getFirst().members()));
            objections.addAll(Agreement.ofHistory(version, history));
            objections.addAll(Agreement.ofSchedule(history));
            if (objections.isEmpty()) {
                objections.addAll(Agreement.ofTopic(version,
                        EventDump.of(pipeline.servers().kafka().bootstrapServers(), "habit.keys.events", folder)));
            }
            return objections;
        } catch (KeyringApiException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private List<RotationView> history() {
        List<RotationView> rows = new ArrayList<>(rotators.getFirst().rotations(MOST_ROWS));
        while (!rows.isEmpty() && rows.getLast().version() > 1) {
            List<RotationView> older = rotators.getFirst().rotationsBefore(rows.getLast().id(), MOST_ROWS);
            if (older.isEmpty()) {
                break;
            }
            rows.addAll(older);
        }
        return rows;
    }

    private List<Revocation> revocations(Operator operator) {
        return operator.revocations().entrySet().stream()
                .map(done -> new Revocation(done.getKey(), rotators.getFirst().rotation(done.getValue()).written()))
                .toList();
    }

    private Map<String, Victim> victims() {
        Map<String, Victim> victims = new LinkedHashMap<>();
        pipeline.services().forEach(service -> victims.put(service.spec().name(), Victim.of(service)));
        victims.put(Names.KAFKA, Victim.of(pipeline.servers().kafka()));
        victims.put(Names.POSTGRES, Victim.of(pipeline.servers().postgres()));
        switch (pipeline.servers().vault()) {
            case LocalVaultServer vault -> victims.put(Names.VAULT, Victim.of(vault));
            case RemoteVaultServer remote ->
                throw new IllegalStateException("torture kills the Vault server, and the one at "
                        + remote.address() + " is not ours to kill: unset VAULT_ADDR");
        }
        return victims;
    }

    private List<Instance> instances() {
        return pipeline.services("habit-api").stream()
                .map(service -> new Instance(service.spec().name(), service.spec().url())).toList();
    }

    private URI keyring(RunningService rotator) {
        return rotator.spec().url().resolve("/keyrings/" + pipeline.placement().keyring());
    }

    private static Map<String, Integer> counted(List<Fault> faults) {
        return faults.stream().collect(Collectors.toMap(fault -> fault.kind() + " " + fault.victim(), _ -> 1,
                Integer::sum, TreeMap::new));
    }
}

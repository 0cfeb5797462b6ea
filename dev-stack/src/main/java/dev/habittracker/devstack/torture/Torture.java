package dev.habittracker.devstack.torture;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.habittracker.devstack.keyring.KeyringApi;
import dev.habittracker.devstack.keyring.RotationView;
import dev.habittracker.devstack.load.Crowd;
import dev.habittracker.devstack.load.Instance;
import dev.habittracker.devstack.load.RevokedKeys;
import dev.habittracker.devstack.pipeline.KeyTimes;
import dev.habittracker.devstack.pipeline.Pipeline;
import dev.habittracker.devstack.pipeline.RunningService;
import dev.habittracker.devstack.process.Victim;
import dev.habittracker.devstack.process.Waiting;
import dev.habittracker.devstack.vault.LocalVaultServer;
import dev.habittracker.devstack.vault.RemoteVaultServer;

/** One run on a pipeline that is up: load, faults, and the questions at the end. */
final class Torture {

    private static final int CLIENTS = 6;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration RECOVERY = Duration.ofSeconds(6);
    /** A poll, a read that is given up after 5 s, and a look at the health check. */
    private static final Duration CUT_OFF_KNOWN_WITHIN = Duration.ofSeconds(8);
    /** The spread, a tick, a status, and a look. */
    private static final Duration LAG_KNOWN_WITHIN = KeyTimes.TORTURE.spread().plusSeconds(5);

    private final Pipeline pipeline;
    private final ProxiedLinks links;
    private final Path folder;
    private final Consumer<String> progress;
    private final Clock clock = Clock.systemUTC();
    private final Outages outages = new Outages();
    private final RevokedKeys revoked = new RevokedKeys();
    private final List<KeyringApi> rotators;
    private final List<Lookout> lookouts;

    Torture(Pipeline pipeline, ProxiedLinks links, Path folder, Consumer<String> progress) {
        this.pipeline = pipeline;
        this.links = links;
        this.folder = folder;
        this.progress = progress;
        String operator = pipeline.operatorToken();
        this.rotators = pipeline.services("rotator").stream()
                .map(service -> new KeyringApi(keyring(service), operator)).toList();
        this.lookouts = Stream
                .concat(pipeline.services("rotator").stream()
                        .map(service -> lookout(service, Optional.of(new KeyringApi(keyring(service), operator)))),
                        pipeline.services("habit-api").stream().map(service -> lookout(service, Optional.empty())))
                .toList();
    }

    TortureResult run(long seed, int kills) {
        Instant started = clock.instant();
        Map<String, Victim> victims = victims();
        List<Fault> faults = FaultPlan.of(seed, kills, victims.keySet().stream().sorted().toList(), links.names());
        var crowd = new Crowd(CLIENTS, instances(), revoked, clock);
        var operator = new Operator(rotators, revoked);
        var chaos = new Chaos(victims, links, outages, clock, progress);
        var ending = new Ending(pipeline, rotators, lookouts, folder);
        crowd.start();
        if (!Waiting.until(WARM_UP, crowd::isComplete)) {
            throw new IllegalStateException("not every client was logged in after " + WARM_UP.toSeconds() + " s");
        }
        List<Thread> watching = lookouts.stream().map(Thread.ofVirtual()::start).toList();
        Thread operating = Thread.ofVirtual().start(operator);
        chaos.run(faults);
        operator.stop();
        Waiting.forEndOf(operating);
        List<String> violations = new ArrayList<>(chaos.unmended());
        violations.addAll(operator.objections());
        progress.accept("  all is mended; waiting for agreement");
        violations.addAll(ending.disagreements());
        crowd.stop();
        lookouts.forEach(Lookout::stop);
        watching.forEach(Waiting::forEndOf);
        Vigilance.Verdict cutOff = cutOff();
        Vigilance.Verdict lag = lag();
        violations.addAll(cutOff.objections());
        violations.addAll(lag.objections());
        List<RotationView> history = ending.history();
        var requests = RequestCount.of(crowd.samples(), new Accounting(outages, revocations(operator), RECOVERY,
                pipeline.times().spread().plus(pipeline.times().statusInterval())));
        violations.addAll(requests.objections());
        return new TortureResult(seed, Duration.between(started, clock.instant()), counted(faults), requests,
                history.stream().filter(row -> row.reason().startsWith("due since")).count(),
                operator.revocations().size(), history.size(), cutOff.judged(), lag.judged(), violations);
    }

    private Vigilance.Verdict cutOff() {
        var vigilance = new Vigilance(outages, CUT_OFF_KNOWN_WITHIN, LAG_KNOWN_WITHIN);
        return lookouts.stream().map(lookout -> vigilance.cutOff(lookout.service(), lookout.sightings(), RECOVERY))
                .reduce(Vigilance.Verdict.NONE, Vigilance.Verdict::plus);
    }

    private Vigilance.Verdict lag() {
        var vigilance = new Vigilance(outages, CUT_OFF_KNOWN_WITHIN, LAG_KNOWN_WITHIN);
        return lookouts.stream().map(lookout -> vigilance.lag(lookout.sightings())).reduce(Vigilance.Verdict.NONE,
                Vigilance.Verdict::plus);
    }

    private List<Revocation> revocations(Operator operator) {
        return operator.revocations().entrySet().stream()
                .map(done -> new Revocation(done.getKey(), rotators.getFirst().rotation(done.getValue()).written()))
                .toList();
    }

    private Map<String, Victim> victims() {
        Map<String, Victim> victims = new LinkedHashMap<>();
        pipeline.services().forEach(service -> victims.put(service.spec().name(), service));
        victims.put(Names.KAFKA, pipeline.servers().kafka());
        victims.put(Names.POSTGRES, pipeline.servers().postgres());
        switch (pipeline.servers().vault()) {
            case LocalVaultServer vault -> victims.put(Names.VAULT, vault);
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

    private Lookout lookout(RunningService service, Optional<KeyringApi> rotator) {
        return new Lookout(service.spec().name(), service.spec().url(), rotator, clock);
    }

    private URI keyring(RunningService rotator) {
        return rotator.spec().url().resolve("/keyrings/" + pipeline.placement().keyring());
    }

    private static Map<String, Map<Fault.Kind, Integer>> counted(List<Fault> faults) {
        return faults.stream().collect(Collectors.groupingBy(Fault::victim, TreeMap::new, Collectors
                .toMap(Fault::kind, _ -> 1, Integer::sum, () -> new EnumMap<>(Fault.Kind.class))));
    }
}

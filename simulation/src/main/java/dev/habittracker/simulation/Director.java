package dev.habittracker.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.EventType;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.KeyRef;
import dev.habittracker.events.KeyRevoked;
import dev.habittracker.events.RotationResumed;
import dev.habittracker.events.WriteHeader;
import dev.habittracker.keyring.follow.MemberInput;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.decide.Alarm;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Past;
import dev.habittracker.rotator.known.PolicyChange;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.simulation.check.Facts;
import dev.habittracker.simulation.check.PlansAreSafe;
import dev.habittracker.simulation.check.Watch;
import dev.habittracker.simulation.engine.Dice;
import dev.habittracker.simulation.plan.Plan;
import dev.habittracker.simulation.plan.Step;
import dev.habittracker.simulation.process.Adversary;
import dev.habittracker.simulation.process.MemberNode;
import dev.habittracker.simulation.process.RotatorNode;
import dev.habittracker.simulation.process.Scene;
import dev.habittracker.simulation.process.ServiceNode;
import dev.habittracker.simulation.world.QuickMint;
import dev.habittracker.simulation.world.SecretState;
import dev.habittracker.simulation.world.SimBus;
import dev.habittracker.simulation.world.SimVault;

/// Carries a plan out, and is the operator who looks after what it leaves behind.
final class Director implements Watch, Adversary {

    private static final Timing POLICY_TIMING = History.POLICY.timing();
    private static final Duration OPERATOR_LOOKS = Duration.ofSeconds(10);
    private static final Duration HOLD_AT_MOST = Duration.ofSeconds(40);

    private final Plan plan;
    private final Facts facts;
    private final Dice dice;
    private final QuickMint hand;
    private final List<MemberNode> all = new ArrayList<>();
    private List<ServiceNode> services = List.of();
    private List<RotatorNode> rotators = List.of();
    private @Nullable Scene scene;
    private @Nullable PlansAreSafe plans;
    private @Nullable Ambush ambush;
    private boolean forged;
    private boolean well;
    private int asked;
    private int unhealthyLooks;

    Director(Plan plan, Facts facts) {
        this.plan = plan;
        this.facts = facts;
        this.dice = new Dice(plan.seed(), "director");
        this.hand = new QuickMint(new Dice(plan.seed(), "hand"));
    }

    private Scene scene() {
        Scene entered = scene;
        if (entered == null) {
            throw new IllegalStateException("the director has not entered yet");
        }
        return entered;
    }

    void enter(Scene scene, List<ServiceNode> services, List<RotatorNode> rotators, PlansAreSafe plans) {
        this.scene = scene;
        this.plans = plans;
        this.services = services;
        this.rotators = rotators;
        all.addAll(services);
        all.addAll(rotators);
        if (plan.byHand()) {
            scene.vault().put(hand.byHand(dice.chance(0.3)), "hand");
        }
        all.forEach(process -> scene.agenda().in(dice.between(Duration.ZERO, Duration.ofSeconds(3)), process::start));
        plan.steps().forEach(step -> scene.agenda().at(step.at().toNanos(), () -> take(step)));
        scene.agenda().in(OPERATOR_LOOKS, this::look);
    }

    private void take(Step step) {
        if (well) {
            return;
        }
        Scene on = scene();
        SimVault vault = on.vault();
        MemberNode process = all.get(step.who() % all.size());
        ServiceNode service = services.get(step.who() % services.size());
        Duration most = POLICY_TIMING.clockError();
        switch (step.kind()) {
            case CUT_VAULT -> {
                process.cutVault(true);
                after(step, () -> process.cutVault(false));
            }
            case CUT_KAFKA -> {
                process.cutKafka(true);
                after(step, () -> reconnect(process));
            }
            case CUT_BOTH -> {
                process.cutVault(true);
                process.cutKafka(true);
                after(step, () -> {
                    process.cutVault(false);
                    reconnect(process);
                });
            }
            case VAULT_AWAY -> {
                vault.away(true);
                after(step, () -> vault.away(false));
            }
            case KAFKA_AWAY -> {
                on.bus().away(true);
                after(step, () -> on.bus().away(false));
            }
            case DATABASE_AWAY -> {
                on.database().away(true);
                after(step, () -> on.database().away(false));
            }
            case DATABASE_LOST -> on.database().lose();
            case PARTITION_SILENT -> {
                int partition = step.number() % SimBus.PARTITIONS;
                on.bus().silence(partition, true);
                after(step, () -> on.bus().silence(partition, false));
            }
            case HOLD -> process.hold(shorter(step.length(), HOLD_AT_MOST), false);
            case SLEEP -> process.hold(shorter(step.length(), HOLD_AT_MOST), true);
            case KILL -> {
                process.kill();
                after(step, process::start);
            }
            case STOP -> {
                process.stop();
                after(step, process::start);
            }
            case DEPLOY -> {
                service.deploy(Duration.ofSeconds(5 + step.number() % 60));
                service.stop();
                on.agenda().in(Duration.ofSeconds(1), service::start);
            }
            case FAIL_OVER -> vault.failOver(step.number() % SimVault.NODES);
            case STANDBYS_LAG -> {
                vault.lag(dice.extreme(Duration.ZERO, lag()));
                after(step, () -> vault.lag(Duration.ZERO));
            }
            case CLOCK_JUMP -> process.clock().jumpTo(jump(process instanceof RotatorNode && step.number() % 4 != 0
                    ? History.ofRotators(most)
                    : most));
            case NODE_CLOCK_JUMP -> vault.clock(step.who() % SimVault.NODES).jumpTo(jump(most));
            case CLOCK_FAULT -> {
                process.spoilClock();
                facts.clockFault();
                process.clock().jumpTo(Duration.ofSeconds(step.number() * 2L - 100));
                after(step, () -> process.clock().jumpTo(Duration.ZERO));
            }
            case TOPICS_RECREATED -> {
                on.bus().recreate();
                on.watch().recreated();
            }
            case RETENTION -> on.bus().retain(step.number() % 3);
            case FORGED_EVENT -> forge(step);
            case RESTORE -> restore(step);
            case PUT_BY_HAND -> putByHand(step);
            case DELETE_SECRET -> vault.delete(true);
            case ROTATE -> ask(step, new Command.RotateNow());
            case ROLL_BACK -> rollBack(step);
            case REVOKE -> revoke(step);
            case REVOKE_ACTIVE -> withRing(ring -> ask(step, new Command.RevokeActive(ring.position())));
            case REVOKE_ALL -> ask(step, new Command.RevokeEverything());
            case CHANGE_LIFETIME -> ask(step, new Command.ChangeRules(new PolicyChange(null,
                    Duration.ofSeconds(10 + step.number() % 50), null), false));
            case CHANGE_KIND -> changeKind(step);
            case AMBUSH, HASTE -> lieInWait(step);
        }
    }

    private static Duration lag() {
        return POLICY_TIMING.lag();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private Duration jump(Duration most) {
        return plan.clocks() ? dice.extreme(most.negated(), most) : Duration.ZERO;
    }

    private void after(Step step, Runnable action) {
        scene().agenda().in(step.length(), action);
    }

    private void reconnect(MemberNode process) {
        process.cutKafka(false);
        if (process.isUp()) {
            scene().bus().listen(process, dice);
        }
    }

    private interface OnRing {

        void with(Ring ring);
    }

    private void withRing(OnRing action) {
        Ring ring = scene().vault().state().ring();
        if (ring != null) {
            action.with(ring);
        }
    }

    private void ask(Step step, Command command) {
        RotatorNode rotator = rotators.get(step.number() % rotators.size());
        rotator.ask("request-" + ++asked, command);
    }

    private void rollBack(Step step) {
        withRing(ring -> ring.retiringKeys().stream().findFirst()
                .ifPresent(key -> ask(step, new Command.RollBackTo(key.kid(), ring.position(), false))));
    }

    private void revoke(Step step) {
        withRing(ring -> {
            List<Kid> kids = ring.keys().stream().map(RingKey::kid).toList();
            ask(step, new Command.RevokeKid(kids.get(step.number() % kids.size())));
        });
    }

    private void changeKind(Step step) {
        withRing(ring -> {
            List<SigningAlgorithm> others = Stream.of(SigningAlgorithm.values())
                    .filter(algorithm -> algorithm != ring.policy().algorithm()).toList();
            SigningAlgorithm other = others.get(step.number() / 2 % others.size());
            PolicyChange change = new PolicyChange(other, null, null);
            boolean allowed = step.number() % 2 == 1;
            if (allowed && plans != null) {
                plans.allow(other);
            }
            ask(step, new Command.ChangeRules(change, allowed));
        });
    }

    private void forge(Step step) {
        withRing(ring -> {
            Kid active = ring.active();
            WriteHeader header = new WriteHeader(Scene.KEYRING, ring.epoch(), ring.version() + 1 + step.who(),
                    "forged-" + step.number(), scene().vault().now(), "forged", null, "nobody");
            KeyRef next = ring.nextKey().toRef();
            KeyEvent event = step.number() % 2 == 1
                    ? new KeyRevoked(header, List.of(active.toString()), next, next)
                    : new RotationResumed(header);
            forged = true;
            scene().watch().forged(event);
            scene().bus().append(event);
        });
    }

    /// Never to before the first ring: what is left then is for an operator with a better backup.
    private void restore(Step step) {
        Scene on = scene();
        long time = on.agenda().now() - step.length().toNanos();
        SecretState then = on.vault().stateAt(Math.max(0, time));
        SecretState now = on.vault().state();
        boolean usable = then.newest().filter(version -> version.ring() != null && version.readable()).isPresent();
        if (usable && then.since() != now.since()) {
            on.watch().restored(now, then);
            on.vault().restore(Math.max(0, time));
        }
    }

    private void putByHand(Step step) {
        withRing(ring -> {
            List<RingKey> symmetric = ring.keys().stream().filter(key -> key.material().algorithm().symmetric())
                    .toList();
            boolean known = step.number() % 4 == 0 && !symmetric.isEmpty();
            scene().vault().put(known
                    ? symmetric.get(step.number() % symmetric.size()).material()
                    : hand.byHand(step.number() % 4 == 1), "hand");
        });
    }

    /// A member whose clock is ahead reads, at the last moment, from a standby that is as far behind as may be, and is cut
    /// off from everybody; the rotator whose Vault's clock was behind sends late.
    private static final class Ambush {

        final Step step;
        final boolean haste;
        boolean sprung;

        Ambush(Step step) {
            this.step = step;
            this.haste = step.kind() == Step.Kind.HASTE;
        }
    }

    private void lieInWait(Step step) {
        Scene on = scene();
        SimVault vault = on.vault();
        ServiceNode victim = services.get(step.who() % services.size());
        ambush = new Ambush(step);
        if (ambush.haste) {
            // not heard, but it reaches Vault: the gate cannot wait for it
            victim.cutKafka(true);
            on.agenda().in(Duration.ofSeconds(120), () -> reconnect(victim));
            Duration notLiveAnyMore = on.statusInterval().multipliedBy(3).plusSeconds(2);
            on.agenda().in(notLiveAnyMore, () -> ask(step, new Command.RotateNow()));
            return;
        }
        if (plan.clocks()) {
            Duration most = POLICY_TIMING.clockError();
            victim.clock().jumpTo(most);
            services.stream().filter(service -> service != victim)
                    .forEach(service -> service.clock().jumpTo(most.negated()));
            for (int node = 0; node < SimVault.NODES; node++) {
                vault.clock(node).jumpTo(most.negated());
            }
            rotators.forEach(rotator -> rotator.clock().jumpTo(Duration.ZERO));
        }
        vault.lag(lag());
        victim.readsFrom((vault.active() + 1) % SimVault.NODES);
        if (step.number() % 3 == 0) {
            ask(step, new Command.RotateNow());
        }
    }

    @Override
    public Duration holds(RotatorNode rotator, Ring sent) {
        Ambush waiting = ambush;
        return waiting != null && !waiting.sprung && !waiting.haste && isRotation(sent)
                ? POLICY_TIMING.writeBudget().minusMillis(500)
                : Duration.ZERO;
    }

    private static boolean isRotation(Ring ring) {
        String event = ring.journal().getLast().event();
        return event.equals(EventType.KEY_ROTATED.wireName()) || event.equals(EventType.KEY_ROLLED_BACK.wireName())
                || event.equals(EventType.KEY_ADOPTED.wireName());
    }

    @Override
    public void written(SecretState before, SecretState.Version made, String by) {
        Ambush waiting = ambush;
        Ring ring = made.ring();
        if (waiting == null || waiting.sprung || ring == null || !isRotation(ring)) {
            return;
        }
        waiting.sprung = true;
        if (waiting.haste) {
            scene().agenda().in(Duration.ofSeconds(2), () -> ask(waiting.step, new Command.RotateNow()));
        } else {
            spring(waiting);
        }
    }

    private void spring(Ambush waiting) {
        Scene on = scene();
        ServiceNode victim = services.get(waiting.step.who() % services.size());
        victim.cutKafka(true);
        on.agenda().in(lag().minusMillis(200), () -> victim.step(new MemberInput.RefreshWanted()));
        on.agenda().in(lag().plusMillis(100), () -> victim.cutVault(!well));
        Duration cut = History.POLICY.signingLease().plusSeconds(20);
        on.agenda().in(lag().plus(cut), () -> {
            victim.readsFrom(SimVault.ANY);
            victim.cutVault(false);
            reconnect(victim);
            on.vault().lag(Duration.ZERO);
        });
        if (plan.clocks() && waiting.step.number() % 2 == 0) {
            // the nodes' clocks were behind and are ahead now: they see keys expire early
            on.agenda().in(cut, () -> {
                for (int node = 0; node < SimVault.NODES; node++) {
                    on.vault().clock(node).jumpTo(well ? Duration.ZERO : POLICY_TIMING.clockError());
                }
            });
        }
    }

    /// The operator looks at what the rotators say, and does what they ask for.
    private void look() {
        scene().agenda().in(OPERATOR_LOOKS, this::look);
        RotatorNode rotator = dice.pick(rotators);
        Observation seen = rotator.last();
        if (!rotator.isUp() || seen == null || seen.known() == null) {
            return;
        }
        boolean fork = seen.alarms().stream().anyMatch(alarm -> alarm.kind() == Alarm.Kind.FORK);
        boolean ahead = services.stream().anyMatch(service -> service.problems().stream()
                .anyMatch(line -> line.startsWith("event-ahead-of-store")));
        unhealthyLooks = fork || ahead ? unhealthyLooks + 1 : 0;
        String id = "operator-" + ++asked;
        StoreReading reading = seen.known().reading();
        if (reading instanceof StoreReading.Deleted && (well || dice.chance(0.3))) {
            rotator.ask(id, new Command.RestoreDeleted());
        } else if (fork && unhealthyLooks > 2) {
            unhealthyLooks = 0;
            settle(rotator, id, seen);
        } else if (reading instanceof StoreReading.Whole whole && whole.ring().hold() != null
                && (well || dice.chance(0.1))) {
            rotator.ask(id, new Command.ResumeRotation());
        }
    }

    private void settle(RotatorNode rotator, String id, Observation seen) {
        boolean offered = seen.alarms().stream()
                .anyMatch(alarm -> alarm.kind() == Alarm.Kind.FORK && alarm.message().contains("`forget`"));
        if (forged && offered && facts.neverRestored()) {
            rotator.ask(id, new Command.ForgetHeard());
            return;
        }
        boolean remembered = seen.known() != null && seen.known().past() instanceof Past.Recorded recorded
                && recorded.newest() != null;
        boolean trust = !remembered && dice.chance(0.5);
        if (trust) {
            facts.trustedBlindly();
        }
        rotator.ask(id, new Command.AcceptRestored(trust, Set.of()));
    }

    /// Everything is well again: whoever is down starts, nothing is cut off, clocks are right.
    void makeWell() {
        Scene on = scene();
        well = true;
        ambush = null;
        on.vault().away(false);
        on.vault().lag(Duration.ZERO);
        on.bus().away(false);
        on.database().away(false);
        for (int partition = 0; partition < SimBus.PARTITIONS; partition++) {
            on.bus().silence(partition, false);
        }
        Ring ring = on.vault().state().base();
        Duration allowed = ring == null ? Duration.ZERO : ring.policy().maxTokenLifetime();
        services.stream().filter(service -> service.lifetime().compareTo(allowed) > 0).forEach(service -> {
            // configured to issue longer than the ring allows it is not ready, as it should be
            service.deploy(Duration.ofSeconds(5));
            service.stop();
        });
        for (int node = 0; node < SimVault.NODES; node++) {
            on.vault().clock(node).jumpTo(Duration.ZERO);
        }
        all.forEach(process -> {
            process.mend();
            process.readsFrom(SimVault.ANY);
            process.start();
            if (process.isUp()) {
                on.bus().listen(process, dice);
            }
        });
    }
}

package dev.habittracker.simulation.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.keyring.follow.MemberInput;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.reconcile.KeyringRules;
import dev.habittracker.rotator.requests.Request;
import dev.habittracker.simulation.check.AlarmsRing;
import dev.habittracker.simulation.check.AllRules;
import dev.habittracker.simulation.check.Court;
import dev.habittracker.simulation.check.DecisionsExpire;
import dev.habittracker.simulation.check.EventsAreWhole;
import dev.habittracker.simulation.check.Facts;
import dev.habittracker.simulation.check.LeaseIsKept;
import dev.habittracker.simulation.check.OneOrder;
import dev.habittracker.simulation.check.PlansAreSafe;
import dev.habittracker.simulation.check.RevokedIsRefused;
import dev.habittracker.simulation.check.Rule;
import dev.habittracker.simulation.check.SignedIsCheckable;
import dev.habittracker.simulation.check.Subject;
import dev.habittracker.simulation.check.Token;
import dev.habittracker.simulation.check.TokensAreAccepted;
import dev.habittracker.simulation.check.Violation;
import dev.habittracker.simulation.check.Watch;
import dev.habittracker.simulation.engine.Agenda;
import dev.habittracker.simulation.process.Mutant;
import dev.habittracker.simulation.world.SecretState;
import dev.habittracker.simulation.world.SimDatabase;
import dev.habittracker.simulation.world.SimVault;
import dev.habittracker.simulation.world.WorldClock;

/// A world that begins with a ring whose NEXT is old enough and that everybody has; an operator has asked for a rotation,
/// and another one will revoke the ACTIVE key at some time. From there on the clocks stand still while every order of moves
/// is tried, and at its end everything is well for long.
///
/// Statuses reach the rotators as soon as they are sent, and no member; Vault is answered for by its active node.
final class SmallWorld {

    static final String KEYRING = "habit-tracker";
    static final Duration STATUS_INTERVAL = Duration.ofSeconds(10);
    /// Until a rotator that has started hears itself.
    private static final Duration LISTENING = STATUS_INTERVAL.multipliedBy(4);
    private static final int HEALING_ROUNDS = 9;
    /// Then there is nothing left to do but to see that nothing changes.
    private static final int BUSY_ROUNDS = 2;

    private final KeyringRules rules;
    private final Set<Mutant> mutants;
    private final Agenda agenda = new Agenda();
    private final WorldClock clock = new WorldClock(agenda, Duration.ZERO);
    private final AllRules watch = new AllRules();
    private final Court court = new Court(agenda, Rule.all());
    private final SimVault vault;
    private final SimDatabase database = new SimDatabase();
    private final List<KeyEvent> events = new ArrayList<>();
    private final List<SmallRotator> rotators = new ArrayList<>();
    private final List<SmallMember> members = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private final Map<String, MemberStatus> statuses = new HashMap<>();
    private final Hashed noted = new Hashed();
    private boolean willRevoke = true;

    SmallWorld(KeyringRules rules, Bounds bounds, Set<Mutant> mutants) {
        this.rules = rules;
        this.mutants = mutants;
        this.vault = new SimVault(agenda, List.of(Duration.ZERO, Duration.ZERO, Duration.ZERO), watch::written);
        Facts facts = new Facts(agenda);
        var timing = rules.policy().timing();
        Duration spread = Margins.spread(timing);
        watch.hold(List.of(facts, new TokensAreAccepted(court, facts, vault),
                new SignedIsCheckable(court, facts, members, spread), new RevokedIsRefused(court, facts, spread),
                new OneOrder(court, facts), new EventsAreWhole(court, facts, vault),
                new PlansAreSafe(court, facts, rules.schedule()),
                new LeaseIsKept(court, facts, rules.policy().signingLease(), timing.clockError()),
                new DecisionsExpire(court, timing.writeBudget()), new AlarmsRing(court, rules, vault, members)));
        for (int i = 0; i < bounds.rotators(); i++) {
            rotators.add(new SmallRotator(this, "rotator-" + i));
        }
        for (int i = 0; i < bounds.members(); i++) {
            members.add(new SmallMember(this, "member-" + i, MemberRole.MEMBER));
        }
        begin();
    }

    private void begin() {
        all().forEach(process -> {
            process.step(new MemberInput.Announced());
            process.step(new MemberInput.CaughtUp());
            process.catchUp();
        });
        passFor(LISTENING);
        rotators.getFirst().reconcileAtOnce();
        // the ring is read and announced meanwhile, and NEXT becomes older than spread
        passFor(Margins.spread(policy().timing()).plus(STATUS_INTERVAL));
        rotators.getFirst().reconcileAtOnce();
        file("rotate", new Command.RotateNow());
        rotators.forEach(rotator -> rotator.mayReconcile(1));
    }

    /// In steps in which statuses come and reads renew leases.
    private void passFor(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(STATUS_INTERVAL)) {
            pass(STATUS_INTERVAL);
        }
    }

    private void pass(Duration time) {
        agenda.runUntil(agenda.now() + time.toNanos(), () -> false);
        all().forEach(process -> {
            process.step(new MemberInput.Tick());
            process.catchUp();
        });
    }

    private List<SmallMember> all() {
        return Stream.concat(rotators.stream().map(SmallRotator::self), members.stream()).toList();
    }

    private void file(String id, Command command) {
        Ring ring = vault.state().ring();
        database.accept(Request.accepted(KEYRING, id, new OpenRequest(id, command, now().wall(),
                ring == null ? null : ring.position(), "operator", null)));
        noted.add(id);
    }

    /// What may happen next; nothing once all is done.
    List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        rotators.forEach(rotator -> moves.addAll(rotator.moves()));
        members.forEach(member -> moves.addAll(member.moves()));
        if (willRevoke) {
            moves.add(new Move("operator", "revokes the ACTIVE key", false, this::revoke));
        }
        return moves;
    }

    private void revoke() {
        willRevoke = false;
        Ring ring = vault.state().ring();
        if (ring != null) {
            file("revoke", new Command.RevokeKid(ring.active()));
            rotators.forEach(rotator -> rotator.mayReconcile(1));
        }
    }

    /// Everything is well from now on, and the history comes to its end.
    void end() {
        for (int round = 0; round < HEALING_ROUNDS && court.violation() == null; round++) {
            pass(STATUS_INTERVAL);
            if (round < BUSY_ROUNDS) {
                rotators.forEach(SmallRotator::reconcileAtOnce);
            }
            members.forEach(SmallMember::catchUp);
        }
        watch.ended();
    }

    void close() {
        watch.hold(List.of());
        rotators.forEach(SmallRotator::kill);
    }

    @Nullable
    Violation violation() {
        return court.violation();
    }

    /// The code of a process failed.
    void failed(Throwable thrown) {
        Throwable cause = thrown.getCause();
        court.broken(Rule.NO_CODE_FAILS, String.valueOf(cause == null ? thrown : cause));
    }

    /// All that what follows can depend on.
    void addTo(Hashed state) {
        state.add(vaultState());
        state.add(topicState());
        state.add(databaseState());
        state.add(willRevoke ? 1 : 0);
        rotators.forEach(rotator -> rotator.addTo(state));
        members.forEach(member -> member.addTo(state));
    }

    long vaultState() {
        Hashed state = new Hashed();
        for (SecretState.Version version : vault.state().versions()) {
            Ring ring = version.ring();
            state.add(ring == null ? "" : ring.writeId());
            state.add(version.destroyed() ? 1 : 0);
        }
        return state.value();
    }

    long topicState() {
        Hashed state = new Hashed();
        events.forEach(event -> state.add(event.header().writeId()));
        statuses.values().stream().map(status -> status.instance() + status.applied()).sorted().forEach(state::add);
        return state.value();
    }

    long databaseState() {
        return noted.value();
    }

    void noted(String who, String what) {
        noted.add(who);
        noted.add(what);
        noted.add(vaultState());
    }

    boolean write(Ring ring, long expected, String by) {
        return vault.write(ring, has(Mutant.WRITE_WITHOUT_CHECK) ? vault.state().current() : expected, by);
    }

    void append(Subject who, KeyEvent event) {
        events.add(event);
        watch.appended(who, event);
        members.forEach(member -> member.comes(event));
    }

    void tell(SmallMember from, MemberStatus status) {
        statuses.put(from.name(), status);
        rotators.stream().filter(rotator -> rotator.self() == from)
                .forEach(rotator -> rotator.board().sent(status, now()));
        rotators.forEach(rotator -> rotator.hear(status));
    }

    Optional<MemberStatus> lastStatus(String name) {
        return Optional.ofNullable(statuses.get(name));
    }

    void issued(SmallMember by, Token token) {
        tokens.add(token);
        watch.signed(by, token);
    }

    /// Every token is shown to every member.
    void judge() {
        members.forEach(member -> List.copyOf(tokens).forEach(member::judge));
    }

    int nextToken() {
        return tokens.size() + 1;
    }

    boolean has(Mutant mutant) {
        return mutants.contains(mutant);
    }

    KeyringRules rules() {
        return rules;
    }

    Policy policy() {
        return rules.policy();
    }

    Moment now() {
        return clock.now();
    }

    long agendaNow() {
        return agenda.now();
    }

    Watch watch() {
        return watch;
    }

    SimVault vault() {
        return vault;
    }

    SimDatabase database() {
        return database;
    }

    List<KeyEvent> events() {
        return events;
    }

    List<SmallMember> members() {
        return members;
    }
}

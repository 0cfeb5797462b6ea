package dev.habittracker.simulation.explore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberRole;
import dev.habittracker.keyring.follow.Member;
import dev.habittracker.keyring.follow.MemberAction;
import dev.habittracker.keyring.follow.MemberInput;
import dev.habittracker.keyring.follow.MemberSettings;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.jwt.Inquiry;
import dev.habittracker.keyring.jwt.SignerSettings;
import dev.habittracker.keyring.jwt.SigningDecision;
import dev.habittracker.keyring.jwt.TokenJudgement;
import dev.habittracker.keyring.jwt.TokenVerdict;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.simulation.check.Subject;
import dev.habittracker.simulation.check.Token;
import dev.habittracker.simulation.check.Watch;
import dev.habittracker.simulation.engine.Dice;
import dev.habittracker.simulation.process.Mutant;
import dev.habittracker.simulation.world.Readings;
import dev.habittracker.simulation.world.SimVault;

/// A process that follows the ring: the real [Member], whose reads take two moves, one to Vault and one back, and whose
/// events come in any order.
final class SmallMember implements Subject {

    private static final Duration LONG = Duration.ofHours(1);

    private final SmallWorld world;
    private final String name;
    private final MemberRole role;
    private final Member member;
    private final List<KeyEvent> inbox = new ArrayList<>();
    private final Hashed told = new Hashed();
    private @Nullable Question question;

    /// A read on its way.
    private static final class Question {

        final Moment started;
        final boolean whole;
        SimVault.@Nullable Answer answer;

        Question(Moment started, boolean whole) {
            this.started = started;
            this.whole = whole;
        }
    }

    SmallMember(SmallWorld world, String name, MemberRole role) {
        this.world = world;
        this.name = name;
        this.role = role;
        Policy policy = world.policy();
        this.member = new Member(
                new MemberSettings(SmallWorld.KEYRING, name, name, role, policy.timing(),
                        role == MemberRole.MEMBER ? policy.maxTokenLifetime() : null, SmallWorld.STATUS_INTERVAL, true),
                List::of, new Dice(1, name), world.now());
    }

    void step(MemberInput input) {
        Snapshot before = member.snapshot().orElse(null);
        List<MemberAction> actions = member.step(input, world.now());
        Snapshot after = member.snapshot().orElse(null);
        if (after != null && after != before) {
            world.watch().applied(this, before, after);
        }
        actions.forEach(this::perform);
        if (after != null && role == MemberRole.MEMBER && (before == null || after.ring() != before.ring()
                || !after.revokedHeard().equals(before.revokedHeard()))) {
            sign();
        }
    }

    private void perform(MemberAction action) {
        switch (action) {
            case MemberAction.ReadMetadata _ -> question = new Question(world.now(), false);
            case MemberAction.ReadRing _ -> question = new Question(world.now(), true);
            case MemberAction.SendStatus send -> world.tell(this, send.status());
            case MemberAction.Report _ -> {}
        }
    }

    void comes(KeyEvent event) {
        inbox.add(event);
    }

    List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        Question asked = question;
        if (asked != null) {
            moves.add(asked.answer == null
                    ? new Move(name, "'s read reaches Vault", false, () -> ask(asked))
                    : new Move(name, "gets Vault's answer", false, this::answered));
        }
        for (KeyEvent event : inbox) {
            String what = event.type().wireName() + " " + event.header().version();
            moves.add(new Move(name, "hears " + what, false, () -> hears(event)));
            moves.add(new Move(name, "misses " + what, true, () -> inbox.remove(event)));
        }
        return moves;
    }

    private void ask(Question asked) {
        asked.answer = world.vault().ask();
        told.add("asked");
        told.add(world.vaultState());
    }

    private void answered() {
        Question asked = question;
        SimVault.Answer answer = asked == null ? null : asked.answer;
        if (asked == null || answer == null) {
            throw new IllegalStateException("nothing was asked");
        }
        question = null;
        told.add("answered");
        if (asked.whole) {
            var reading = Readings.reading(answer, Duration.ZERO);
            world.watch().read(this, world.agendaNow(), reading);
            step(new MemberInput.RingRead(asked.started, reading));
        } else {
            var metadata = Readings.metadata(answer, Duration.ZERO);
            world.watch().looked(this, world.agendaNow(), metadata);
            step(new MemberInput.MetadataRead(asked.started, metadata));
        }
    }

    private void hears(KeyEvent event) {
        inbox.remove(event);
        told.add(event.header().writeId());
        if (!world.has(Mutant.IGNORE_HEARD_REVOCATIONS) || event.revokedKids().isEmpty()) {
            step(new MemberInput.EventHeard(event));
        }
        world.watch().heard(this, event);
    }

    /// Reads and hears all there is, without being interrupted.
    void catchUp() {
        for (List<Move> next = moves(); !next.isEmpty(); next = moves()) {
            next.getFirst().action().run();
        }
    }

    void addTo(Hashed state) {
        state.add(told.value());
        state.add(question == null ? 0 : question.answer == null ? 1 : 2);
        inbox.forEach(event -> state.add(event.header().writeId()));
    }

    private void sign() {
        SignerSettings settings = new SignerSettings(world.policy().maxTokenLifetime(), world.policy().signingLease(),
                Duration.ofSeconds(1));
        if (member.ready() && SigningDecision.decide(member.snapshot().orElse(null), world.now(), null,
                settings) instanceof SigningDecision.Sign sign) {
            world.issued(this, new Token(sign.kid(), sign.key(), sign.expires(), world.agendaNow(), name,
                    world.nextToken()));
        }
    }

    void judge(Token token) {
        if (!ready() || !wall().isBefore(token.expires())) {
            return;
        }
        switch (verdict(token)) {
            case TokenVerdict.Accept _ -> world.watch().judged(this, token, Watch.Verdict.ACCEPTED, "");
            case TokenVerdict.Refuse refuse ->
                world.watch().judged(this, token, Watch.Verdict.REFUSED, refuse.reason().label());
            case TokenVerdict.CannotSay cannot ->
                world.watch().judged(this, token, Watch.Verdict.UNAVAILABLE, cannot.reason());
            case TokenVerdict.Ask ask -> {
                if (world.has(Mutant.REFUSE_BY_STALE_READ)) {
                    world.watch().judged(this, token, Watch.Verdict.REFUSED, ask.refusal().label());
                }
            }
        }
    }

    private TokenVerdict verdict(Token token) {
        Kid kid = token.kid();
        Snapshot snapshot = member.snapshot().orElse(null);
        Inquiry inquiry = Inquiry.of(world.now());
        Duration lag = world.policy().timing().lag();
        return kid == null
                ? TokenJudgement.withoutKid(snapshot, inquiry, lag,
                        key -> key.material().equals(token.key().material()))
                : TokenJudgement.withKid(snapshot, kid, inquiry, lag,
                        key -> key.material().equals(token.key().material()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MemberRole role() {
        return role;
    }

    @Override
    public Optional<Snapshot> snapshot() {
        return member.snapshot();
    }

    @Override
    public boolean ready() {
        return member.ready();
    }

    @Override
    public List<String> problems() {
        return member.problems();
    }

    @Override
    public Instant wall() {
        return world.now().wall();
    }

    @Override
    public Duration healthyFor() {
        return LONG;
    }

    @Override
    public boolean isHeldUp() {
        return false;
    }

    @Override
    public Duration audibleFor() {
        return LONG;
    }

    @Override
    public boolean clockFault() {
        return false;
    }

    @Override
    public boolean accepts(Token token) {
        return verdict(token) instanceof TokenVerdict.Accept;
    }

    @Override
    public boolean slept() {
        return false;
    }
}

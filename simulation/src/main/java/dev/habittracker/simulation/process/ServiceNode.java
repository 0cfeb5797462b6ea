package dev.habittracker.simulation.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;

import dev.habittracker.events.MemberRole;
import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.follow.MemberInput;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.jwt.Inquiry;
import dev.habittracker.keyring.jwt.InvalidTokenException;
import dev.habittracker.keyring.jwt.KeyringUnavailableException;
import dev.habittracker.keyring.jwt.KeyringVerifier;
import dev.habittracker.keyring.jwt.KidsSeen;
import dev.habittracker.keyring.jwt.SignerSettings;
import dev.habittracker.keyring.jwt.SigningDecision;
import dev.habittracker.keyring.jwt.TokenCounters;
import dev.habittracker.keyring.jwt.TokenJudgement;
import dev.habittracker.keyring.jwt.TokenVerdict;
import dev.habittracker.keyring.jwt.VerifierSettings;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.write.AdoptSecret;
import dev.habittracker.keyring.ring.write.WriteContext;
import dev.habittracker.keyring.ring.write.WriteOutcome;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.simulation.check.Token;
import dev.habittracker.simulation.check.Watch;
import dev.habittracker.simulation.world.QuickMint;
import dev.habittracker.simulation.world.WorldClock;

/// A service that issues tokens and verifies those of others.
///
/// It signs and judges by the library's own decisions. A token that the snapshot alone decides on is judged without its
/// signature being computed: the key that made it is compared. Only a token that needs a read of the store is written out
/// and goes through the whole [KeyringVerifier], which then waits in simulated time.
public final class ServiceNode extends MemberNode {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final TokenDesk desk;
    private @Nullable KeyringVerifier verifier;
    private @Nullable KeyringVerifier ofTokensWithoutKid;
    private @Nullable Moment edgeOf;
    private @Nullable Moment heardAt;

    /// @param desk takes tokens in and has them verified
    public ServiceNode(Scene scene, String name, WorldClock clock, Duration lifetime, TokenDesk desk) {
        super(scene, name, clock, MemberRole.MEMBER, lifetime);
        this.desk = desk;
    }

    @Override
    protected void begin() {
        verifier = verifier(new View());
        ofTokensWithoutKid = scene.has(Mutant.REFUSE_WITHOUT_KID_BY_ANY_READ)
                ? verifier(new ViewWithoutLag())
                : verifier;
        edgeOf = null;
        heardAt = null;
        super.begin();
        signNowAndThen();
    }

    private KeyringVerifier verifier(KeyringView view) {
        return new KeyringVerifier(view, VerifierSettings.withLag(lag()), new KidsSeen(Duration.ofMinutes(1), clock),
                new TokenCounters());
    }

    private Duration lag() {
        return scene.rules().policy().timing().lag();
    }

    private void signNowAndThen() {
        later(dice.between(Duration.ofSeconds(1), Duration.ofSeconds(9)), () -> {
            sign();
            signNowAndThen();
        });
    }

    @Override
    protected void applied(@Nullable Snapshot before, Snapshot after) {
        super.applied(before, after);
        Moment lease = after.leaseStart();
        if (lease != null && !lease.equals(edgeOf)) {
            edgeOf = lease;
            Duration length = after.signingKey().map(RingKey::signingLease)
                    .orElse(scene.rules().policy().signingLease());
            Duration left = length.minus(clock.now().since(lease)).minusMillis(2);
            later(left, () -> signAtTheEdge(lease));
        }
    }

    @Override
    protected void heardFromKafka() {
        heardAt = clock.now();
    }

    @Override
    protected void bareSecretMet(StoreReading reading) {
        if (scene.has(Mutant.ADOPT_BY_MEMBER) && reading instanceof StoreReading.Bare bare) {
            WriteContext context = new WriteContext(Scene.KEYRING, bare.secret().version() + 1, name() + "/adopts",
                    bare.time(), "a member adopts", null, name(), new QuickMint(dice));
            if (new AdoptSecret(bare.secret(), scene.rules().policy()).applyTo(bare.base(),
                    context) instanceof WriteOutcome.Written written) {
                scene.vault().write(written.ring(), bare.secret().version(), name());
            }
        }
    }

    /// The last moment of a lease is where a token lives longest. Where the lease was renewed there is nothing to see.
    private void signAtTheEdge(Moment lease) {
        if (lease.equals(edgeOf)) {
            sign();
        }
    }

    /// Signs, where it may. Now and then the process is held up between its look at the clock and its look at the ring, as
    /// `KeyringSigner` takes them.
    public void sign() {
        Moment looked = clock.now();
        long at = now();
        if (dice.chance(0.05)) {
            later(dice.between(Duration.ZERO, Duration.ofSeconds(8)), () -> sign(looked, at));
        } else {
            sign(looked, at);
        }
    }

    private void sign(Moment looked, long at) {
        if (!ready()) {
            return;
        }
        Snapshot snapshot = MutantSigning.snapshot(scene, snapshot().orElse(null), clock.now(), heardAt);
        SignerSettings settings = new SignerSettings(scene.rules().policy().maxTokenLifetime(),
                scene.rules().policy().signingLease(), RETRY_AFTER);
        if (SigningDecision.decide(snapshot, looked, lifetime(), settings) instanceof SigningDecision.Sign sign) {
            Token token = desk.issued(MutantSigning.key(scene, snapshot, sign), sign.expires(), at, name());
            scene.watch().signed(this, token);
            desk.verifyEverywhere(token);
        }
    }

    /// A token comes in.
    public void verify(Token token) {
        soon(() -> verifyNow(token));
    }

    private void verifyNow(Token token) {
        Moment arrived = clock.now();
        if (!ready() || !arrived.wall().isBefore(token.expires())) {
            return;
        }
        switch (verdict(token)) {
            case TokenVerdict.Accept _ -> judged(token, Watch.Verdict.ACCEPTED, "");
            case TokenVerdict.Refuse refuse -> judged(token, Watch.Verdict.REFUSED, refuse.reason().label());
            case TokenVerdict.CannotSay cannot -> judged(token, Watch.Verdict.UNAVAILABLE, cannot.reason());
            case TokenVerdict.Ask ask -> {
                if (scene.has(Mutant.REFUSE_BY_STALE_READ)) {
                    judged(token, Watch.Verdict.REFUSED, ask.refusal().label());
                } else {
                    fiber(() -> verifyByStore(token));
                }
            }
        }
    }

    /// What the ring in use says of a token, without asking anybody.
    public TokenVerdict verdict(Token token) {
        Snapshot snapshot = snapshot().orElse(null);
        Inquiry inquiry = Inquiry.of(clock.now());
        Duration lag = lag();
        Kid kid = token.kid();
        return kid == null
                ? TokenJudgement.withoutKid(snapshot, inquiry, lag, key -> made(key, token))
                : TokenJudgement.withKid(snapshot, kid, inquiry, lag, key -> made(key, token));
    }

    @Override
    public boolean accepts(Token token) {
        return verdict(token) instanceof TokenVerdict.Accept;
    }

    private static boolean made(UsableKey key, Token token) {
        return key.material().equals(token.key().material());
    }

    private void verifyByStore(Token token) {
        KeyringVerifier running = token.kid() == null ? ofTokensWithoutKid : verifier;
        if (running == null) {
            return;
        }
        try {
            running.verify(written(token));
            judged(token, Watch.Verdict.ACCEPTED, Watch.ASKED);
        } catch (InvalidTokenException e) {
            judged(token, Watch.Verdict.REFUSED, e.reason().label() + " " + Watch.ASKED);
        } catch (KeyringUnavailableException e) {
            judged(token, Watch.Verdict.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private void judged(Token token, Watch.Verdict verdict, String why) {
        scene.watch().judged(this, token, verdict, why);
    }

    private static String written(Token token) {
        Kid kid = token.kid();
        JWSHeader header = new JWSHeader.Builder(token.key().algorithm().jws()).type(JOSEObjectType.JWT)
                .keyID(kid == null ? null : kid.toString()).build();
        String input = header.toBase64URL() + "." + Base64URL.encode(
                new JWTClaimsSet.Builder().subject("anybody").expirationTime(Date.from(token.expires())).build()
                        .toString());
        return input + "." + token.key().sign(header, input.getBytes(StandardCharsets.US_ASCII));
    }

    /// What the verifier sees of this process.
    private class View implements KeyringView {

        @Override
        public Optional<Snapshot> snapshot() {
            return ServiceNode.this.snapshot();
        }

        @Override
        public boolean ready() {
            return ServiceNode.this.ready();
        }

        @Override
        public List<String> problems() {
            return ServiceNode.this.problems();
        }

        @Override
        public Optional<Duration> clockOffset() {
            return ServiceNode.this.clockOffset();
        }

        @Override
        public Moment now() {
            return clock.now();
        }

        @Override
        public CompletableFuture<Refresh> refreshAfter(Moment since) {
            CompletableFuture<Refresh> read = waiting().after(since);
            later(Duration.ZERO, () -> step(new MemberInput.RefreshWanted()));
            return read;
        }

        @Override
        public void uncheckable(Kid kid) {
            later(Duration.ZERO, () -> step(new MemberInput.Uncheckable(kid)));
        }
    }

    /// What it would be if every read were answered by the leader: as late as one that no standby can be behind.
    private final class ViewWithoutLag extends View {

        @Override
        public Optional<Snapshot> snapshot() {
            return super.snapshot().map(snapshot -> snapshot.leaseStart() == null
                    ? snapshot
                    : MutantSigning.leasedFrom(snapshot, snapshot.leaseStart().plus(lag())));
        }
    }
}

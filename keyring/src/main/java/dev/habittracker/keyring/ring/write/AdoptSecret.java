package dev.habittracker.keyring.ring.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyAdopted;
import dev.habittracker.events.KidExpiry;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.SigningAlgorithm;

/// A secret that was put by hand becomes part of the ring.
///
/// Without a ring below it is the first ACTIVE key. Over a ring it is a rotation from outside: ACTIVE too, and the former
/// one verifies on. Too short for its algorithm it only verifies on, beside a fresh ACTIVE. Equal to a key of the ring
/// nothing is adopted, and equal to a revoked one it is refused; either way the ring is written again. Each version that
/// no rotator wrote gets a `foreign-write` entry, so that every version has one.
///
/// A ring that begins here takes the secret's algorithm where the policy asks for one of the other kind: the next rotation
/// would else take their key from plain clients, and nobody would have said so. `ChangePolicy` asks for that by name.
///
/// @param secret the secret as it stands in Vault, and what is known of its versions
/// @param policy the rules for a ring that begins here; a ring below keeps its own
public record AdoptSecret(BareSecret secret, Policy policy) implements RingWrite {

    @Override
    public WriteOutcome applyTo(@Nullable Ring base, WriteContext context) {
        return base == null ? begin(context) : over(base, context);
    }

    private WriteOutcome begin(WriteContext context) {
        long epoch = context.freshEpoch();
        Policy rules = rulesOfTheSecretsKind();
        RingKey adopted = adopted(rules, epoch, context);
        boolean tooShort = !adopted.material().longEnough();
        RingKey active = tooShort
                ? context.mint().ringKey(rules, epoch, context.version(), context.decided())
                : adopted;
        Edit edit = Edit.fresh(rules, active, context).journalForeignWrites();
        List<KidExpiry> former = new ArrayList<>();
        if (tooShort) {
            RingKey retiring = Retirement.of(adopted, rules, context);
            edit.add(retiring);
            former.add(retiring.toExpiry());
        }
        RingKey next = edit.mint();
        return edit.add(next)
                .done(new KeyAdopted(context.header(epoch), adopted.kid().toString(), active.toRef(), former,
                        next.toRef(), 0));
    }

    private WriteOutcome over(Ring base, WriteContext context) {
        Edit edit = Edit.of(base, context).journalForeignWrites();
        String thumbprint = secret.material().thumbprint();
        Optional<RingKey> live = base.keys().stream().filter(key -> key.material().thumbprint().equals(thumbprint))
                .findFirst();
        if (live.isPresent() || isRevoked(base)) {
            String adopted = live.map(RingKey::kid).map(Kid::toString).orElse("");
            return edit.done(new KeyAdopted(context.header(base.epoch()), adopted, base.activeKey().toRef(), List.of(),
                    base.nextKey().toRef(), base.version()));
        }
        RingKey adopted = adopted(base.policy(), base.epoch(), context);
        RingKey retiring = Retirement.of(base.activeKey(), base.policy(), context);
        List<KidExpiry> former = new ArrayList<>(List.of(retiring.toExpiry()));
        edit.replace(retiring);
        RingKey active = adopted;
        if (adopted.material().longEnough()) {
            edit.add(adopted);
        } else {
            RingKey shortKey = Retirement.of(adopted, base.policy(), context);
            former.add(shortKey.toExpiry());
            active = edit.add(shortKey).mint();
            edit.add(active);
        }
        return edit.activate(active.kid()).done(new KeyAdopted(context.header(base.epoch()), adopted.kid().toString(),
                active.toRef(), former, base.nextKey().toRef(), base.version()));
    }

    /// Whether the secret is one that was revoked from this ring.
    public boolean isRevoked(Ring base) {
        return base.revoked().stream().anyMatch(key -> key.thumbprint().equals(secret.material().thumbprint()));
    }

    private Policy rulesOfTheSecretsKind() {
        SigningAlgorithm own = secret.material().algorithm();
        return Kinds.differ(own, policy.algorithm())
                ? new Policy(own, policy.maxTokenLifetime(), policy.signingLease(), policy.timing())
                : policy;
    }

    private RingKey adopted(Policy rules, long epoch, WriteContext context) {
        return new RingKey(context.mint().kid(epoch, context.version()), secret.material(), rules.maxTokenLifetime(),
                rules.signingLease(), context.decided(), null, true);
    }
}

package dev.habittracker.simulation.check;

import java.util.Optional;

import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.simulation.world.SimVault;

/// Rule 1: a token that was issued is not refused before its `exp`, on any instance.
///
/// Excepted: its key was revoked; its key's material was lost by a restore; the clock of the signer, of the verifier or of
/// Vault was off by more than S. Of tokens without kid three keys are tried, so a fourth is excepted too. 503 is no
/// refusal.
public final class TokensAreAccepted implements Watch {

    private static final int TRIED = 2;

    private final Court court;
    private final Facts facts;
    private final SimVault vault;

    /// Judges by what truly happened.
    public TokensAreAccepted(Court court, Facts facts, SimVault vault) {
        this.court = court;
        this.facts = facts;
        this.vault = vault;
    }

    @Override
    public void judged(Subject who, Token token, Verdict verdict, String why) {
        if (verdict == Verdict.REFUSED && !facts.hasClockFault() && !excused(token)) {
            court.broken(Rule.NO_VALID_TOKEN_IS_REFUSED, who.name() + " whose clock shows " + who.wall() + " refused "
                    + token + ", signed by " + token.signer() + " at " + token.issued() / 1_000_000 + " ms: " + why
                    + "; its ring is " + who.snapshot().map(Object::toString).orElse("none"));
        }
    }

    private boolean excused(Token token) {
        Optional<Kid> kid = facts.kidOf(token);
        if (kid.isEmpty()) {
            // put by hand and overwritten before any rotator took it into the ring
            return true;
        }
        if (token.kid() == null) {
            Ring ring = vault.state().ring();
            if (ring == null || ring.retiringKeys().size() > TRIED || facts.overwrites() > TRIED) {
                return true;
            }
        }
        return facts.revokedAt(kid.get()).isPresent() || facts.isLost(kid.get());
    }
}

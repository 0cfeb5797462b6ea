package dev.habittracker.keyring.jwt;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.follow.KeyringView.Refresh;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Kid;

/// Verifies tokens by the ring in use. Safe for use by many threads at once.
///
/// A token of a kid in the ring costs a look into a map and the check of its signature: no lock, no I/O. A token that only
/// a newer ring could know waits for one read of the store that all such tokens share, at most
/// [VerifierSettings#refreshWait()]. One without kid that no key fits is refused only once no standby of Vault can have been
/// behind the instant when it first came, and is answered 503 before.
///
/// `exp` is demanded and checked without leeway, `nbf` and `iat` are not looked at: the protocol's margins cover the
/// clocks, and no token is issued with `nbf`.
public final class KeyringVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(KeyringVerifier.class);
    /// Reads for one token's sake at the most; with the follower's spacing the wait is over before.
    private static final int MOST_READS = 8;
    /// The next read that tokens can ask for is a second away.
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final KeyringView view;
    private final VerifierSettings settings;
    private final KidsSeen kidsSeen;
    private final TokenCounters counters;
    private final StorePatience patience;
    private final KidMemory memory = new KidMemory();
    private final TokenMemory withoutKid = new TokenMemory();

    /// @param view     the ring to go by
    /// @param settings how to verify
    /// @param kidsSeen takes note of the kids of accepted tokens
    /// @param counters takes note of what became of tokens
    public KeyringVerifier(KeyringView view, VerifierSettings settings, KidsSeen kidsSeen, TokenCounters counters) {
        this.view = view;
        this.settings = settings;
        this.kidsSeen = kidsSeen;
        this.counters = counters;
        this.patience = new StorePatience(view, settings.refreshWait());
    }

    /// Verifies a token in compact form.
    ///
    /// @throws InvalidTokenException       where it is refused (401)
    /// @throws KeyringUnavailableException where this process cannot say (503)
    public VerifiedToken verify(String token) {
        try {
            VerifiedToken verified = verified(token);
            counters.countAccepted();
            return verified;
        } catch (InvalidTokenException e) {
            counters.countRefused(e.reason());
            throw e;
        } catch (KeyringUnavailableException e) {
            counters.countUnverifiable();
            throw e;
        }
    }

    private VerifiedToken verified(String text) {
        Moment arrived = view.now();
        ParsedToken token = ParsedToken.parse(text, settings.longestToken());
        if (!arrived.wall().isBefore(token.expires())) {
            throw new InvalidTokenException(TokenRefusal.EXPIRED);
        }
        Kid kid = kid(token);
        conclude(token, kid, arrived);
        if (kid != null) {
            kidsSeen.saw(kid, arrived);
        }
        return new VerifiedToken(token.claims(), kid, token.header());
    }

    private @Nullable Kid kid(ParsedToken token) {
        String text = token.header().getKeyID();
        if (text != null) {
            return Kid.parse(text).orElseThrow(() -> new InvalidTokenException(TokenRefusal.MALFORMED_KID));
        }
        if (!settings.tokensWithoutKid() || !token.symmetric()) {
            throw new InvalidTokenException(TokenRefusal.WITHOUT_KID);
        }
        return null;
    }

    /// Returns where the token is valid.
    private void conclude(ParsedToken token, @Nullable Kid kid, Moment arrived) {
        switch (judge(view.snapshot().orElse(null), kid, Inquiry.of(arrived), token)) {
            case TokenVerdict.Accept accept -> {}
            case TokenVerdict.Refuse refuse -> throw new InvalidTokenException(refuse.reason());
            case TokenVerdict.CannotSay cannot -> throw unavailable(cannot.reason());
            case TokenVerdict.Ask ask -> concludeByStore(token, kid, arrived);
        }
    }

    /// Judges again after each read, for one that started in time may still have met a standby that lags.
    private void concludeByStore(ParsedToken token, @Nullable Kid kid, Moment arrived) {
        Moment firstMet = kid == null
                ? withoutKid.firstMet(token, arrived, lag(view.snapshot().orElse(null)))
                : memory.firstMet(kid, arrived);
        Inquiry inquiry = new Inquiry(arrived, firstMet, null);
        Refresh refresh = null;
        for (int reads = 0; reads < MOST_READS; reads++) {
            Snapshot snapshot = view.snapshot().orElse(null);
            switch (judge(snapshot, kid, inquiry, token)) {
                case TokenVerdict.Accept accept -> {
                    return;
                }
                case TokenVerdict.Refuse refuse -> throw refused(refuse.reason(), kid, snapshot);
                case TokenVerdict.CannotSay cannot -> throw unavailable(cannot.reason());
                case TokenVerdict.Ask ask -> {
                    if (kid != null && snapshot != null && !snapshot.forked()
                            && memory.refusedUnder(kid, snapshot.identity())) {
                        throw new InvalidTokenException(ask.refusal());
                    }
                    refresh = patience.await(arrived, refresh, ask.vouched());
                    if (refresh == null) {
                        throw untold(ask, kid, inquiry);
                    }
                    inquiry = refresh.answered() ? inquiry.answered(refresh.started()) : inquiry;
                }
            }
        }
        throw unavailable("the store was read " + MOST_READS + " times, and its ring is too old to say");
    }

    private TokenVerdict judge(@Nullable Snapshot snapshot, @Nullable Kid kid, Inquiry inquiry, ParsedToken token) {
        return kid == null
                ? TokenJudgement.withoutKid(snapshot, inquiry, lag(snapshot), token::signedBy)
                : TokenJudgement.withKid(snapshot, kid, inquiry, lag(snapshot), token::signedBy);
    }

    private Duration lag(@Nullable Snapshot snapshot) {
        return snapshot == null
                ? settings.lag()
                : snapshot.policy().map(policy -> policy.timing().lag()).orElse(settings.lag());
    }

    private InvalidTokenException refused(TokenRefusal reason, @Nullable Kid kid, @Nullable Snapshot snapshot) {
        if (kid != null && snapshot != null) {
            memory.refused(kid, snapshot.identity());
        }
        if (reason == TokenRefusal.KEY_EXPIRED) {
            LOG.atError().addKeyValue("kid", kid).log(
                    "A genuine token outlived its key {}: the overlap was too short, or a clock is off by more than S",
                    kid);
        }
        return new InvalidTokenException(reason);
    }

    /// Nobody told in time. Where the store did not answer at all, and others vouch for the key, this process is of no use
    /// to those who hold such tokens; a kid that anybody can make up must not have that effect.
    private KeyringUnavailableException untold(TokenVerdict.Ask ask, @Nullable Kid kid, Inquiry inquiry) {
        if (kid != null && ask.vouched() && inquiry.lastRead() == null) {
            view.uncheckable(kid);
        }
        return unavailable(ask.reason() + ", and the store did not tell in time");
    }

    private static KeyringUnavailableException unavailable(String reason) {
        return new KeyringUnavailableException("a token cannot be verified: " + reason, RETRY_AFTER);
    }
}

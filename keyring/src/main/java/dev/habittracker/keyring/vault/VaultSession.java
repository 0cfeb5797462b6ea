package dev.habittracker.keyring.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.vault.authentication.SessionManager;
import org.springframework.vault.support.VaultToken;

import tools.jackson.databind.node.JsonNodeFactory;

import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.keyring.store.StoreException.Kind;

/// One login to Vault, shared by all threads of a process, with a token that is renewed and replaced in time.
///
/// There is no thread behind it: whoever asks for the token does what [TokenFacts] finds due. While the token is good,
/// one caller renews or replaces it and the others go on with it; while it is not, they wait for the one that logs in,
/// and share its failure. Everybody who follows a ring asks every few seconds.
///
/// Spring Vault's `LifecycleAwareSessionManager` is not used: it never replaces a token that Vault refuses on an
/// ordinary call, nor one that cannot be renewed.
public final class VaultSession implements SessionManager, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VaultSession.class);
    private static final String SELF = "auth/token/";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    // A service is to be ready within seconds of Vault's return.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private record Held(VaultToken token, TokenFacts facts) {}

    private record Failure(Kind kind, String message, Instant until, Duration pause) {

        StoreException exception() {
            return new StoreException(kind, message);
        }
    }

    private final VaultHttp http;
    private final VaultLogin login;
    private final Clock clock;
    private final RandomGenerator random;
    private final Denials denials = new Denials();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Held held;
    private volatile @Nullable Failure failure;
    private volatile boolean closed;

    VaultSession(VaultHttp http, VaultLogin login, Clock clock, RandomGenerator random) {
        this.http = http;
        this.login = login;
        this.clock = clock;
        this.random = random;
    }

    /// A token that is good as far as this process can tell. Logs in where there is none.
    ///
    /// @throws StoreException where no token can be had
    @Override
    public VaultToken getSessionToken() {
        Held now = held;
        if (now == null) {
            return obtain("there is no token yet", null);
        }
        return switch (now.facts().decide(clock.instant())) {
            case TokenFacts.Decision.Use _use -> now.token();
            case TokenFacts.Decision.Renew _renew -> meanwhile(now, () -> renew(now));
            case TokenFacts.Decision.Replace replace when replace.usable() ->
                meanwhile(now, () -> logIn(replace.reason()));
            case TokenFacts.Decision.Replace replace -> obtain(replace.reason(), now);
        };
    }

    /// Another token than the one that Vault answered 403 to; empty where there is no point in one.
    ///
    /// @throws StoreException where a new login was due and failed
    Optional<VaultToken> insteadOf(VaultToken refused, String path) {
        Held now = held;
        if (!login.ours() || !denials.worthLogin(path, clock.instant())) {
            return Optional.empty();
        }
        if (now != null && !now.token().equals(refused)) {
            return Optional.of(getSessionToken());
        }
        return Optional.of(obtain("Vault answers 403 at " + path, now));
    }

    /// A token fresh from [#insteadOf] was denied as well.
    void deniedAfresh(String path) {
        denials.deniedAfresh(path, clock.instant());
    }

    /// The path answered something else than 403.
    void granted(String path) {
        denials.granted(path);
    }

    /// Revokes the token, where it is this session's own; a failure is logged, for the token ends by itself. Every later
    /// call fails, until the session is opened again.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            Held last = held;
            held = null;
            if (last != null && login.ours()) {
                revoke(last.token());
            }
        } finally {
            lock.unlock();
        }
    }

    /// Opens a closed session again: the next call logs in.
    void reopen() {
        closed = false;
    }

    private VaultToken meanwhile(Held now, Runnable due) {
        if (now.equals(held) && mayTry() && lock.tryLock()) {
            try {
                if (now.equals(held) && mayTry()) {
                    due.run();
                }
            } catch (StoreException e) {
                LOG.warn("Vault's token is good for a while, but could not be renewed or replaced: {}", e.getMessage());
            } finally {
                lock.unlock();
            }
        }
        Held after = held;
        return after == null ? now.token() : after.token();
    }

    private VaultToken obtain(String reason, @Nullable Held spent) {
        lock.lock();
        try {
            Held now = held;
            if (now != null && !now.equals(spent)) {
                return now.token();
            }
            Failure recent = failure;
            if (recent != null && clock.instant().isBefore(recent.until())) {
                throw recent.exception();
            }
            return logIn(reason);
        } finally {
            lock.unlock();
        }
    }

    private VaultToken logIn(String reason) {
        if (closed) {
            throw new StoreException(Kind.FAILED, "the session with Vault is closed");
        }
        try {
            Grant grant = login.login(clock.instant());
            held = new Held(grant.token(), grant.facts(random.nextDouble()));
            failure = null;
            LOG.info("Logged in to Vault, for {}, because {}", grant.ttl(), reason);
            return grant.token();
        } catch (StoreException e) {
            throw failed(e);
        }
    }

    private void renew(Held now) {
        Instant asked = clock.instant();
        VaultRequest request = VaultRequest.post(SELF + "renew-self", JsonNodeFactory.instance.objectNode());
        VaultAnswer answer;
        try {
            answer = http.send(request, now.token());
        } catch (StoreException e) {
            throw failed(e);
        }
        if (answer.ok()) {
            Grant grant = Grant.of(request, answer.body().path("auth"), asked);
            held = new Held(grant.token(), now.facts().renewed(asked, grant.ttl(), grant.renewable()));
            failure = null;
        } else {
            // whatever the status: past its maximum a token's renewal is answered 500
            logIn("Vault does not renew the token");
        }
    }

    private StoreException failed(StoreException e) {
        Failure before = failure;
        Duration pause = before == null ? FIRST_PAUSE : before.pause().multipliedBy(2);
        Duration capped = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        failure = new Failure(e.kind(), String.valueOf(e.getMessage()), clock.instant().plus(capped), capped);
        return e;
    }

    private boolean mayTry() {
        Failure recent = failure;
        return recent == null || !clock.instant().isBefore(recent.until());
    }

    private void revoke(VaultToken token) {
        VaultRequest request = VaultRequest.post(SELF + "revoke-self", JsonNodeFactory.instance.objectNode());
        try {
            VaultAnswer answer = http.send(request, token);
            if (!answer.ok()) {
                LOG.info("Vault's token was not revoked: {}", answer.status());
            }
        } catch (StoreException e) {
            LOG.info("Vault's token was not revoked: {}", e.getMessage());
        }
    }
}

package dev.habittracker.keyring;

import java.time.Clock;
import java.time.Duration;

import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.jwt.Jwks;
import dev.habittracker.keyring.jwt.KeyringSigner;
import dev.habittracker.keyring.jwt.KeyringVerifier;
import dev.habittracker.keyring.jwt.KidsSeen;
import dev.habittracker.keyring.jwt.SignerSettings;
import dev.habittracker.keyring.jwt.StaticKeyView;
import dev.habittracker.keyring.jwt.TokenCounters;
import dev.habittracker.keyring.jwt.VerifierSettings;
import dev.habittracker.keyring.ring.KeyMaterial;

/// Signs and verifies JWTs with keys that rotate under it. One per process and keyring; needs no Spring.
///
/// ```java
/// try (Keyring keyring = Keyring.start(KeyringSettings.of(vault))) {
///     SignedToken token = keyring.signer().sign(claims, Duration.ofMinutes(10));
///     VerifiedToken verified = keyring.verifier().verify(token.value());
/// }
/// ```
///
/// Nothing waits for Vault at the start: until a ring was read, [#ready()] is false and signing and verifying throw
/// [dev.habittracker.keyring.jwt.KeyringUnavailableException]. A closed keyring can be started again.
public final class Keyring implements AutoCloseable {

    /// Kids of tokens accepted within this time stand in the status.
    private static final Duration LATELY = Duration.ofMinutes(5);

    private final KeyringView view;
    private final Runnable starting;
    private final Runnable stopping;
    private final TokenCounters counters = new TokenCounters();
    private final KeyringVerifier verifier;
    private final KeyringSigner signer;
    private final Jwks jwks;

    private Keyring(KeyringView view, KidsSeen kidsSeen, VerifierSettings verifying, SignerSettings signing,
            Runnable starting, Runnable stopping) {
        this.view = view;
        this.starting = starting;
        this.stopping = stopping;
        this.verifier = new KeyringVerifier(view, verifying, kidsSeen, counters);
        this.signer = new KeyringSigner(view, signing, counters);
        this.jwks = new Jwks(view);
    }

    /// Makes the parts and begins to follow the keyring.
    public static Keyring start(KeyringSettings settings) {
        Keyring keyring = of(settings, Clock.systemUTC());
        keyring.start();
        return keyring;
    }

    /// Makes the parts; [#start()] begins to follow.
    ///
    /// @param clock the wall clock
    public static Keyring of(KeyringSettings settings, Clock clock) {
        ProcessClock processClock = ProcessClock.of(clock);
        KidsSeen kidsSeen = new KidsSeen(LATELY, processClock);
        Following following = new Following(settings, kidsSeen, clock, processClock);
        VerifierSettings verifying = new VerifierSettings(settings.tokensWithoutKid(), VerifierSettings.LONGEST_TOKEN,
                settings.refreshWait(), settings.timing().lag());
        return new Keyring(following, kidsSeen, verifying, signing(settings), following::start, following::stop);
    }

    /// One key that never changes: for development, where no Vault is.
    ///
    /// @param key   the key
    /// @param clock the wall clock
    public static Keyring ofStaticKey(KeyMaterial key, Clock clock) {
        ProcessClock processClock = ProcessClock.of(clock);
        return new Keyring(new StaticKeyView(UsableKey.of(key), processClock), new KidsSeen(LATELY, processClock),
                VerifierSettings.withLag(Duration.ZERO), new SignerSettings(KeyringSettings.DEFAULT_TOKEN_LIFETIME,
                        KeyringSettings.DEFAULT_SIGNING_LEASE, Duration.ofSeconds(1)),
                () -> {}, () -> {});
    }

    /// Begins to follow, as another member each time. While it follows, this does nothing.
    public void start() {
        starting.run();
    }

    /// Whether this process may take requests.
    public boolean ready() {
        return view.ready();
    }

    /// Verifies tokens.
    public KeyringVerifier verifier() {
        return verifier;
    }

    /// Signs tokens.
    public KeyringSigner signer() {
        return signer;
    }

    /// The public keys.
    public Jwks jwks() {
        return jwks;
    }

    /// The ring in use, and how following it goes.
    public KeyringView view() {
        return view;
    }

    /// What became of tokens in this process.
    public TokenCounters counters() {
        return counters;
    }

    /// Takes this process off the keyring's members and gives up the login. Keys in use stay usable until they expire.
    @Override
    public void close() {
        stopping.run();
    }

    /// The read that gives the lease back comes within a poll.
    private static SignerSettings signing(KeyringSettings settings) {
        Duration longest = settings.maxTokenLifetime() == null
                ? KeyringSettings.DEFAULT_TOKEN_LIFETIME
                : settings.maxTokenLifetime();
        return new SignerSettings(longest, settings.signingLease(), settings.timing().poll());
    }
}

package dev.habittracker.keyring.benchmark;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.jwt.KeyringSigner;
import dev.habittracker.keyring.jwt.KeyringVerifier;
import dev.habittracker.keyring.jwt.KidsSeen;
import dev.habittracker.keyring.jwt.SignerSettings;
import dev.habittracker.keyring.jwt.TokenCounters;
import dev.habittracker.keyring.jwt.VerifiedToken;
import dev.habittracker.keyring.jwt.VerifierSettings;
import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.store.TestRings;

/// Verifying a token by a ring of three keys, beside the same with Nimbus alone and one fixed key: parse, check the
/// signature, read the claims, compare `exp`. What is more in the first is what rotation costs a request.
///
/// Single calls are timed, and the median of them is what counts: other programs on the machine lengthen some calls and leave
/// the median alone.
///
/// Nimbus has no verifier for EdDSA without a further library, so there the fixed key's verifier is the one of `keyring`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class VerifyBenchmark {

    /// The algorithm of the ring's keys.
    @Param
    public SigningAlgorithm algorithm = SigningAlgorithm.HS256;

    private KeyringVerifier ring = verifier(new RingInUse(TestRings.created(policy(algorithm), Instant.now())));
    private FixedKey fixed = jwt -> false;
    private String token = "";

    /// Makes a ring as it is in normal running: ACTIVE, NEXT, one RETIRING.
    @Setup
    public void prepare() throws JOSEException {
        Instant now = Instant.now();
        Ring created = TestRings.created(policy(algorithm), now.minusSeconds(60));
        RingInUse view = new RingInUse(TestRings.rotated(created, now));
        ring = verifier(view);
        fixed = FixedKey.of(view.ring.activeKey().material());
        token = new KeyringSigner(view,
                new SignerSettings(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofSeconds(1)),
                new TokenCounters())
                .sign(new JWTClaimsSet.Builder().subject("5f0c1f0e-6c1b-4d8e-9f53-8d1a3c1f7b11").issuer("habit-api")
                        .build())
                .value();
    }

    /// By the ring.
    @Benchmark
    public VerifiedToken keyring() {
        return ring.verify(token);
    }

    /// By one key that never changes.
    @Benchmark
    public JWTClaimsSet nimbus() throws ParseException, JOSEException {
        SignedJWT jwt = SignedJWT.parse(token);
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        if (!fixed.verifies(jwt) || !new Date().before(claims.getExpirationTime())) {
            throw new IllegalStateException("the token does not verify");
        }
        return claims;
    }

    /// Runs all, then prints the medians, their ratio and the bytes allocated for each algorithm.
    public static void main(String[] args) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder().include(VerifyBenchmark.class.getName())
                .addProfiler(GCProfiler.class).shouldFailOnError(true).build()).run();
        System.out.printf(Locale.ROOT, "%n%-10s %14s %14s %8s %14s %14s%n", "algorithm", "keyring us/op",
                "nimbus us/op",
                "ratio", "keyring B/op", "nimbus B/op");
        results.stream().map(result -> result.getParams().getParam("algorithm")).distinct()
                .sorted(Comparator.naturalOrder()).forEach(algorithm -> {
                    RunResult keyring = result(results, "keyring", algorithm);
                    RunResult nimbus = result(results, "nimbus", algorithm);
                    ToDoubleFunction<RunResult> time = result -> result.getPrimaryResult().getStatistics()
                            .getPercentile(50);
                    ToDoubleFunction<RunResult> bytes = result -> Objects
                            .requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
                    System.out.printf(Locale.ROOT, "%-10s %14.1f %14.1f %8.2f %14.0f %14.0f%n", algorithm,
                            time.applyAsDouble(keyring), time.applyAsDouble(nimbus),
                            time.applyAsDouble(keyring) / time.applyAsDouble(nimbus), bytes.applyAsDouble(keyring),
                            bytes.applyAsDouble(nimbus));
                });
    }

    private static RunResult result(Collection<RunResult> results, String method, String algorithm) {
        return results.stream().filter(result -> result.getParams().getBenchmark().endsWith("." + method)
                && result.getParams().getParam("algorithm").equals(algorithm)).findFirst().orElseThrow();
    }

    private static Policy policy(SigningAlgorithm algorithm) {
        return new Policy(algorithm, Duration.ofMinutes(15), Duration.ofHours(1), Timing.DEFAULT);
    }

    private static KeyringVerifier verifier(RingInUse view) {
        return new KeyringVerifier(view, VerifierSettings.withLag(Duration.ofSeconds(5)),
                new KidsSeen(Duration.ofMinutes(5), view::now), new TokenCounters());
    }

    /// One key, without a ring.
    private interface FixedKey {

        boolean verifies(SignedJWT jwt) throws JOSEException;

        static FixedKey of(KeyMaterial material) throws JOSEException {
            JWSVerifier verifier = switch (material.algorithm()) {
                case HS256 -> new MACVerifier(material.exposeJwk().toOctetSequenceKey());
                case ES256 -> new ECDSAVerifier(material.exposeJwk().toECKey());
                case RS256 -> new RSASSAVerifier(material.exposeJwk().toRSAKey());
                case EdDSA -> null;
            };
            UsableKey own = UsableKey.of(material);
            return verifier == null
                    ? jwt -> own.verifies(jwt.getHeader(), jwt.getSigningInput(), jwt.getSignature())
                    : jwt -> jwt.verify(verifier);
        }
    }

    /// A ring that was read just now.
    private static final class RingInUse implements KeyringView {

        private final ProcessClock clock = ProcessClock.of(Clock.systemUTC());
        private final Ring ring;
        private final Optional<Snapshot> snapshot;

        RingInUse(Ring ring) {
            this.ring = ring;
            Map<Kid, UsableKey> keys = ring.keys().stream()
                    .collect(Collectors.toMap(key -> key.kid(), key -> UsableKey.of(key.material())));
            Moment now = clock.now();
            snapshot = Optional
                    .of(new Snapshot(ring, null, keys, new Snapshot.Identity(ring.version(), now.wall()), now,
                            now, ring.position(), Set.of(), null, false));
        }

        @Override
        public Optional<Snapshot> snapshot() {
            return snapshot;
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public List<String> problems() {
            return List.of();
        }

        @Override
        public Optional<Duration> clockOffset() {
            return Optional.empty();
        }

        @Override
        public Moment now() {
            return clock.now();
        }

        @Override
        public CompletableFuture<Refresh> refreshAfter(Moment since) {
            throw new IllegalStateException("no token here needs a read");
        }

        @Override
        public void uncheckable(Kid kid) {
            throw new IllegalStateException("every token here can be checked");
        }
    }
}

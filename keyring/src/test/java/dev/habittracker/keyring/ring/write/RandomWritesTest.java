package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.habittracker.events.EventType;
import dev.habittracker.keyring.ring.CarriedKey;
import dev.habittracker.keyring.ring.FakeKeyMint;
import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.ring.VaultTime;

import static org.assertj.core.api.Assertions.assertThat;

/// Long random lives of a ring. After every write [RingInvariants] are checked; a failure names the seed and the step, and
/// a seed that found something becomes a value of the first test.
class RandomWritesTest {

    private static final int STEPS = 200;
    private static final List<SigningAlgorithm> CHEAP = List.of(SigningAlgorithm.HS256, SigningAlgorithm.HS256,
            SigningAlgorithm.EdDSA, SigningAlgorithm.ES256);

    private final Map<EventType, Integer> written = new EnumMap<>(EventType.class);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void ring_throughAKnownLife_keepsItsInvariants(long seed) {
        live(seed);
    }

    @Test
    void ring_throughFreshRandomLives_keepsItsInvariants() {
        long seed = new Random().nextLong();
        for (int i = 0; i < 20; i++) {
            live(seed + i);
        }
    }

    @Test
    void lives_haveEveryKindOfWrite() {
        for (long seed = 1; seed <= 10; seed++) {
            live(seed);
        }

        assertThat(written.keySet()).containsExactlyInAnyOrder(EventType.values());
    }

    private void live(long seed) {
        Random random = new Random(seed);
        SteppedRing stepped = begin(random);
        Set<Kid> gone = new HashSet<>();
        for (int step = 0; step < STEPS; step++) {
            stepped.step(elapsed(random));
            Ring before = landedAsRead(stepped, random);
            VaultTime now = new VaultTime(stepped.now(), stepped.now().plusMillis(random.nextInt(1_500)));
            stepped.at(now);
            RingWrite write = pick(stepped, random);
            WriteOutcome outcome = stepped.attempt(write);
            if (outcome instanceof WriteOutcome.Written result) {
                new RingInvariants("seed %d, step %d, %s".formatted(seed, step, write)).check(before, result,
                        stepped.version(), gone);
                result.ring().journal().stream().filter(entry -> entry.version() > before.version())
                        .flatMap(entry -> entry.toEvent().stream())
                        .forEach(event -> written.merge(event.type(), 1, Integer::sum));
                before.keys().stream().map(RingKey::kid).filter(kid -> !result.ring().lists(kid)).forEach(gone::add);
            }
        }
    }

    private SteppedRing begin(Random random) {
        SteppedRing stepped = SteppedRing.none();
        if (random.nextBoolean()) {
            stepped.write(new CreateRing(policy(random)));
        } else {
            stepped.foreignVersions(2).write(new AdoptSecret(secret(random, stepped.version()), policy(random)));
        }
        stepped.ring().journal().stream().flatMap(entry -> entry.toEvent().stream())
                .forEach(event -> written.merge(event.type(), 1, Integer::sum));
        return stepped;
    }

    /// Now and then the newest write turns out to have landed late.
    private static Ring landedAsRead(SteppedRing stepped, Random random) {
        if (random.nextInt(5) == 0 && stepped.ring().version() == stepped.version()) {
            stepped.restore(stepped.ring().landed(stepped.ring().journal().getLast().decided()
                    .plusSeconds(random.nextInt(30))));
        }
        return stepped.ring();
    }

    private static Duration elapsed(Random random) {
        return random.nextInt(4) == 0
                ? Duration.ofMinutes(random.nextInt(240))
                : Duration.ofSeconds(random.nextInt(60));
    }

    private static RingWrite pick(SteppedRing stepped, Random random) {
        Ring ring = stepped.ring();
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4 -> new Rotate();
            case 5 -> new ReplaceNext();
            case 6, 7 -> new RollBack(anyKid(ring, random), true);
            case 8 -> new Resume();
            case 9 -> new RevokeKey(anyKid(ring, random));
            case 10 -> random.nextInt(5) == 0 ? new RevokeAll() : new Retire();
            case 11 -> new Retire();
            case 12 -> new ChangePolicy(policy(random), random.nextBoolean());
            case 13 -> new AcceptRing(ring.epoch() + random.nextInt(3),
                    random.nextBoolean() ? Set.of(anyKid(ring, random), lost(random)) : null, random.nextBoolean(),
                    random.nextInt(4) == 0 ? Set.of(anyKid(ring, random)) : Set.of(),
                    Duration.ofMinutes(random.nextInt(60)), Duration.ofMinutes(random.nextInt(60)));
            case 14, 15 -> {
                stepped.foreignVersions(1 + random.nextInt(3));
                yield new AdoptSecret(secret(random, stepped.version()), policy(random));
            }
            default -> throw new AssertionError();
        };
    }

    private static Kid anyKid(Ring ring, Random random) {
        List<Kid> kids = Stream.concat(ring.keys().stream().map(RingKey::kid),
                ring.carried().stream().map(CarriedKey::kid)).toList();
        return kids.get(random.nextInt(kids.size()));
    }

    private static Kid lost(Random random) {
        return Rings.kid(random.nextInt(1_000), "lost00");
    }

    private static BareSecret secret(Random random, long version) {
        // few texts, so that live and revoked ones come back; some are too short, and no mint makes any of them
        int number = random.nextInt(12);
        return new BareSecret(number < 3
                ? KeyMaterial.ofSecretText(SigningAlgorithm.HS256, "short-" + number)
                : FakeKeyMint.secret(900_000 + number), version);
    }

    private static Policy policy(Random random) {
        return new Policy(CHEAP.get(random.nextInt(CHEAP.size())), Duration.ofMinutes(1 + random.nextInt(30)),
                Duration.ofMinutes(1 + random.nextInt(120)),
                new Timing(Duration.ofSeconds(1 + random.nextInt(15)), Duration.ofSeconds(random.nextInt(10)),
                        Duration.ofSeconds(1 + random.nextInt(5)), Duration.ofSeconds(1 + random.nextInt(5))));
    }
}

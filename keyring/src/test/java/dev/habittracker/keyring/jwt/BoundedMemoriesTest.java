package dev.habittracker.keyring.jwt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.follow.KeyringView.Refresh;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Rings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What tokens that anyone can make up may cost: memory and threads, each with a bound.
class BoundedMemoriesTest {

    private static final Duration LAG = Duration.ofSeconds(5);

    private final SteppedView view = new SteppedView();

    @Test
    void kidMemory_moreForgedKidsThanItsLimit_staysWithinItAndForgetsOnlyWhen() {
        KidMemory memory = new KidMemory();
        Snapshot.Identity identity = new Snapshot.Identity(1, Rings.START);
        Moment first = view.now();

        for (int i = 0; i < 3 * KidMemory.LIMIT; i++) {
            Kid kid = Rings.kid(2 + i, "forged");
            assertThat(memory.firstMet(kid, first)).isEqualTo(first);
            assertThat(memory.firstMet(kid, first.plus(Duration.ofSeconds(9)))).isEqualTo(first);
            memory.refused(kid, identity);
            assertThat(memory.refusedUnder(kid, identity)).isTrue();
        }

        assertThat(memory.size()).isLessThanOrEqualTo(KidMemory.LIMIT);
        assertThat(memory.refusedUnder(Rings.kid(3 * KidMemory.LIMIT + 1, "forged"),
                new Snapshot.Identity(1, Rings.START.plusSeconds(1)))).as("the secret changed").isFalse();
    }

    @Test
    void tokenMemory_floodBeyondItsLimit_staysWithinIt_andKeepsWhoCameBefore() {
        TokenMemory memory = new TokenMemory();
        Moment first = view.now();
        memory.firstMet(token(0), first, LAG);

        for (int i = 1; i < 2 * TokenMemory.LIMIT; i++) {
            view.step(Duration.ofNanos(1));
            assertThat(memory.firstMet(token(i), view.now(), LAG)).isEqualTo(view.now());
        }

        assertThat(memory.size()).isEqualTo(TokenMemory.LIMIT);
        view.step(LAG);
        assertThat(memory.firstMet(token(0), view.now(), LAG)).isEqualTo(first);
    }

    @Test
    void tokenMemory_full_takesANewcomerInOnceTheEldestHadTimeToComeBack() {
        TokenMemory memory = new TokenMemory();
        for (int i = 0; i < TokenMemory.LIMIT; i++) {
            memory.firstMet(token(i), view.now(), LAG);
        }

        view.step(LAG.plus(TokenMemory.RETURN_WITHIN));
        memory.firstMet(token(TokenMemory.LIMIT), view.now(), LAG);
        view.step(Duration.ofNanos(1));
        assertThat(memory.firstMet(token(TokenMemory.LIMIT), view.now(), LAG)).as("there was no room").isEqualTo(
                view.now());

        Moment takenIn = view.now();
        view.step(LAG);
        assertThat(memory.firstMet(token(TokenMemory.LIMIT), view.now(), LAG)).isEqualTo(takenIn);
        assertThat(memory.size()).isEqualTo(TokenMemory.LIMIT);
    }

    private static ParsedToken token(int number) {
        return ParsedToken.parse(
                Tokens.input("{\"alg\":\"HS256\"}", Tokens.claims(Rings.START.plusSeconds(number))) + ".c2ln",
                VerifierSettings.LONGEST_TOKEN);
    }

    @Test
    void kidsSeen_moreKidsThanItsLimit_keepsTheNewest_andForgetsThemInTime() {
        KidsSeen seen = new KidsSeen(Duration.ofMinutes(5), view::now);
        for (int i = 1; i <= 2 * KidsSeen.LIMIT; i++) {
            view.step(Duration.ofSeconds(1));
            seen.saw(Rings.kid(i, "kid000"), view.now());
        }

        assertThat(seen.get()).hasSize(KidsSeen.LIMIT).startsWith(Rings.kid(2 * KidsSeen.LIMIT, "kid000").toString());
        view.step(Duration.ofMinutes(5));
        assertThat(seen.get()).containsExactly(Rings.kid(2 * KidsSeen.LIMIT, "kid000").toString());
        view.step(Duration.ofSeconds(1));
        assertThat(seen.get()).isEmpty();
    }

    @Test
    void patience_floodOfTokensThatNobodyVouchesFor_holdsOnlySoManyThreads_andLeavesRoomForOthers() {
        CompletableFuture<Refresh> never = new CompletableFuture<>();
        AtomicInteger asked = new AtomicInteger();
        SteppedView silent = new SteppedView() {
            @Override
            public CompletableFuture<Refresh> refreshAfter(Moment since) {
                asked.incrementAndGet();
                return never;
            }
        };
        StorePatience patience = new StorePatience(silent, Duration.ofMinutes(1));
        for (int i = 0; i < StorePatience.UNVOUCHED_LIMIT; i++) {
            Thread.ofVirtual().start(() -> patience.await(silent.now(), null, false));
        }
        await().until(() -> asked.get() == StorePatience.UNVOUCHED_LIMIT);

        assertThat(patience.await(silent.now(), null, false)).as("one too many is not even asked for").isNull();
        assertThat(asked).hasValue(StorePatience.UNVOUCHED_LIMIT);
        CompletableFuture<Boolean> vouched = CompletableFuture
                .supplyAsync(() -> patience.await(silent.now(), null, true) != null);
        await().until(() -> asked.get() == StorePatience.UNVOUCHED_LIMIT + 1);
        never.complete(new Refresh(silent.now(), true));
        assertThat(vouched).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }
}

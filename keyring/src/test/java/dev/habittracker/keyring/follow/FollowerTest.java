package dev.habittracker.keyring.follow;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.habittracker.events.MemberRole;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.store.InMemoryRingStore;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.TestRings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What a mistake in this code or in a store leaves of a follower: it goes on.
@ExtendWith(OutputCaptureExtension.class)
class FollowerTest {

    private static final String CANARY = "canary-9d41";

    private final Clock clock = Clock.systemUTC();
    private final InMemoryRingStore store = new InMemoryRingStore(clock);
    private final Ring ring = TestRings.created(clock.instant());

    FollowerTest() {
        store.write(ring, 0);
    }

    @Test
    void an_answer_that_cannot_be_taken_in_is_a_problem_to_see_and_the_store_is_asked_again(CapturedOutput output) {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (Follower follower = follower(answeringNothingWhile(broken), List::of)) {
            follower.start();

            await().until(() -> follower.problems().stream()
                    .anyMatch(line -> line.startsWith("store-unreachable: RingRead could not be taken in")));
            broken.set(false);
            await().until(() -> follower.snapshot().isPresent());
            await().untilAsserted(() -> assertThat(follower.problems()).isEmpty());

            assertThat(output).contains("RingRead could not be taken in: NullPointerException")
                    .doesNotContain("\tat dev.habittracker");
        }
    }

    @Test
    void a_first_step_that_fails_ends_nothing_and_its_text_is_not_told(CapturedOutput output) {
        AtomicInteger asked = new AtomicInteger();
        Supplier<List<String>> kidsSeen = () -> {
            if (asked.getAndIncrement() == 0) {
                throw new IllegalStateException(CANARY);
            }
            return List.of();
        };
        try (Follower follower = follower(store, kidsSeen)) {
            follower.start();

            await().until(() -> follower.snapshot().isPresent());

            assertThat(output).contains("Tick could not be taken in: IllegalStateException").doesNotContain(CANARY);
        }
    }

    private Follower follower(RingStore from, Supplier<List<String>> kidsSeen) {
        MemberSettings settings = new MemberSettings("habit-tracker", "m", "s", MemberRole.MEMBER,
                withoutLag(ring.policy().timing()), null, Duration.ofSeconds(5), false);
        return new Follower(settings, from, null, kidsSeen, ProcessClock.of(clock), new Random(7));
    }

    private static Timing withoutLag(Timing timing) {
        return new Timing(timing.poll(), Duration.ZERO, timing.clockError(), timing.writeBudget());
    }

    /// The store, but that its reads give `null`, which its contract rules out.
    private RingStore answeringNothingWhile(AtomicBoolean broken) {
        return (RingStore) Proxy.newProxyInstance(RingStore.class.getClassLoader(), new Class<?>[]{RingStore.class},
                (_proxy, method, arguments) -> {
                    if (method.getName().equals("read") && broken.get()) {
                        return null;
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

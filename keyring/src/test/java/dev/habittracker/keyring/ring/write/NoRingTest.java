package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Rings;

import static org.assertj.core.api.Assertions.assertThat;

class NoRingTest {

    static Stream<RingWrite> writesOnARing() {
        Kid kid = Rings.kid(1, "absent");
        return Stream.of(new Rotate(), new ReplaceNext(), new RollBack(kid, false), new Resume(), new RevokeKey(kid),
                new RevokeAll(), new Retire(), new ChangePolicy(Rings.POLICY, false),
                new AcceptRing(0, null, true, Set.of(), Duration.ZERO, Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("writesOnARing")
    void write_noRing_isRefused(RingWrite write) {
        assertThat(SteppedRing.none().refuse(write)).isEqualTo(new WriteOutcome.Refused(Refusal.NO_RING,
                "keyring habit-tracker has no ring yet; it is created or adopted first"));
    }

    @ParameterizedTest
    @MethodSource("writesOnARing")
    void listOfWrites_hasEveryWriteThatNeedsARing(RingWrite write) {
        assertThat(RingWrite.OnRing.class.getPermittedSubclasses()).contains(write.getClass())
                .hasSameSizeAs(writesOnARing().toList());
    }
}

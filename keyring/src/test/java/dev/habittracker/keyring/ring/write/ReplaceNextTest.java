package dev.habittracker.keyring.ring.write;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.NextReplaced;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

class ReplaceNextTest {

    @Test
    void replaceNext_makesAnotherOneWhoseAgeStartsAnew() {
        SteppedRing stepped = SteppedRing.created();
        Ring before = stepped.ring();

        KeyEvent event = stepped.step(Rings.SPREAD).write(new ReplaceNext());

        Ring after = stepped.ring();
        assertThat(after.activeKey()).isEqualTo(before.activeKey());
        assertThat(after.activated()).isEqualTo(before.activated());
        assertThat(after.lists(before.nextKey().kid())).isFalse();
        assertThat(after.nextKey().kid().minted()).isEqualTo(after.position());
        assertThat(event).isEqualTo(new NextReplaced(event.header(), before.nextKey().kid().toString(),
                after.nextKey().toRef()));
        assertThat(stepped.refuse(new Rotate()).refusal()).isEqualTo(Refusal.NEXT_TOO_YOUNG);
    }

    @Test
    void replaceNext_thePolicysAlgorithmChanged_makesOneForIt() {
        SteppedRing stepped = SteppedRing.created();
        stepped.write(new ChangePolicy(Rings.policy(SigningAlgorithm.EdDSA), true));

        stepped.write(new ReplaceNext());
        stepped.rotate();

        assertThat(stepped.ring().activeKey().material().algorithm()).isEqualTo(SigningAlgorithm.EdDSA);
    }

    @Test
    void replaceNext_thePolicyIsShorterNow_mintsTheNewOneUnderIt() {
        SteppedRing stepped = SteppedRing.created();
        stepped.write(new ChangePolicy(Rings.policy(Duration.ofMinutes(1), Duration.ofMinutes(2)), false));

        stepped.write(new ReplaceNext());

        assertThat(stepped.ring().nextKey().maxTokenLifetime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(stepped.ring().nextKey().signingLease()).isEqualTo(Duration.ofMinutes(2));
    }
}

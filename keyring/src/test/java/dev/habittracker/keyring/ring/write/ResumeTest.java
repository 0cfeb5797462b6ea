package dev.habittracker.keyring.ring.write;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.RotationResumed;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;

import static org.assertj.core.api.Assertions.assertThat;

class ResumeTest {

    @Test
    void resume_onHold_removesTheHoldAndNothingElse() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        stepped.rotate();
        stepped.write(new RollBack(first, false));
        Ring held = stepped.ring();

        KeyEvent event = stepped.write(new Resume());

        assertThat(stepped.ring().hold()).isNull();
        assertThat(stepped.ring().keys()).isEqualTo(held.keys());
        assertThat(stepped.ring().active()).isEqualTo(held.active());
        assertThat(event).isEqualTo(new RotationResumed(event.header()));
    }

    @Test
    void resume_notOnHold_isRefused() {
        assertThat(SteppedRing.created().refuse(new Resume()))
                .isEqualTo(new WriteOutcome.Refused(Refusal.NOTHING_TO_DO, "rotation is not on hold"));
    }
}

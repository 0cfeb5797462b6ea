package dev.habittracker.rotator.reconcile;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class PatientTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void get_anAnswerInTime_isTheAnswer() {
        assertThat(new Patient("it", LONG).ask(() -> 42).get()).isEqualTo(42);
    }

    @Test
    void get_aRefusal_isTheRefusal() {
        Patient.Answer<Integer> answer = new Patient("it", LONG).ask(() -> {
            throw new UnavailableException("it is away", null);
        });

        assertThatThrownBy(answer::get).isInstanceOf(UnavailableException.class).hasMessage("it is away");
    }

    @Test
    void ask_twoAtOnce_areAskedOneAfterTheOther() {
        Patient patient = new Patient("it", LONG);
        CountDownLatch first = new CountDownLatch(1);
        AtomicInteger order = new AtomicInteger();
        Patient.Answer<Integer> slow = patient.ask(() -> {
            uninterrupted(first);
            return order.incrementAndGet();
        });
        Patient.Answer<Integer> next = patient.ask(order::incrementAndGet);
        first.countDown();

        assertThat(slow.get() + next.get()).isEqualTo(3);
    }

    @Test
    void ask_afterASilence_isRefusedAtOnceUntilTheSilenceIsOver() {
        Patient patient = new Patient("it", SHORT);
        CountDownLatch silence = new CountDownLatch(1);
        Patient.Answer<Integer> silent = patient.ask(() -> {
            uninterrupted(silence);
            return 1;
        });
        assertThatThrownBy(silent::get).hasMessage("it gives no answer within 50 ms");

        await().untilAsserted(() -> assertThatThrownBy(() -> patient.ask(() -> 2).get())
                .hasMessage("it has not answered an earlier question yet"));
        silence.countDown();
        await().ignoreExceptions().untilAsserted(() -> assertThat(patient.ask(() -> 3).get()).isEqualTo(3));
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

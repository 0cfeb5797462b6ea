package dev.habittracker.rotator.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import dev.habittracker.events.Position;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.reconcile.UnavailableException;
import dev.habittracker.rotator.requests.Request;
import dev.habittracker.rotator.requests.RequestDesk;
import dev.habittracker.rotator.requests.RequestStore;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/// A request is called accepted where somebody besides this process's memory has it, or it has been carried out.
class AtOnceTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Position RESULT = new Position(1_795_507_200, 8);

    private final RequestDesk desk = new RequestDesk(new DatabaseAway(), () -> Story.START);
    private final Request revocation = request(new Command.RevokeEverything());

    @Test
    void work_theRevocationInHandIsNotCarriedOut_isUnavailableUntilItIs() {
        desk.hold(revocation, "the database is away");
        desk.waiting(List.of(revocation.asked()), "Vault gives no answer");

        Refused refused = catchThrowableOfType(Refused.class, () -> atOnce(() -> {}).work(revocation));

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(refused.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
        assertThat(refused.getBody().getDetail()).contains("Vault gives no answer", "the same Idempotency-Key");
        assertThat(atOnce(this::carryOut).work(revocation).state()).isEqualTo(Request.State.DONE);
    }

    @Test
    void work_theRevocationInHandTakesLongerThanTheClientWaits_isUnavailable() {
        desk.hold(revocation, "the database is away");
        CountDownLatch never = new CountDownLatch(1);

        Refused refused = catchThrowableOfType(Refused.class,
                () -> new AtOnce(() -> await(never), desk, Duration.ofMillis(20)).work(revocation));

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        never.countDown();
    }

    @Test
    void work_theRevocationInHandIsCarriedOut_isDoneWithItsPosition() {
        desk.hold(revocation, "the database is away");

        Request answered = atOnce(this::carryOut).work(revocation);

        assertThat(answered.state()).isEqualTo(Request.State.DONE);
        assertThat(answered.result()).isEqualTo(RESULT);
    }

    @Test
    void work_theRevocationIsFiledAndNotCarriedOut_isAccepted() {
        assertThat(atOnce(() -> {}).work(revocation)).isEqualTo(revocation);
    }

    @Test
    void work_anythingElse_isNotWaitedFor() {
        CountDownLatch never = new CountDownLatch(1);
        Request rotation = request(new Command.RotateNow());

        assertThat(atOnce(() -> await(never)).work(rotation)).isEqualTo(rotation);

        never.countDown();
    }

    @Test
    void work_theReconciliationThrows_nothingIsLeftUncaught() {
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, error) -> uncaught.add(error));
        try {
            // the end of the thread is waited for, for it is a revocation
            Request answered = atOnce(() -> {
                throw new IllegalStateException("quotes what it was given");
            }).work(revocation);

            assertThat(answered).isEqualTo(revocation);
            assertThat(uncaught).isEmpty();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private AtOnce atOnce(Runnable reconcile) {
        return new AtOnce(reconcile, desk, LONG);
    }

    private void carryOut() {
        desk.finish(revocation.asked(), Outcome.DONE, RESULT, "carried out");
    }

    private static Request request(Command command) {
        return Request.accepted(Story.KEYRING, "a key",
                new OpenRequest("r-1", command, Story.START, null, "olga", null));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class DatabaseAway implements RequestStore {

        @Override
        public Request accept(Request request) {
            throw away();
        }

        @Override
        public void keep(Request request) {
            throw away();
        }

        @Override
        public Optional<Request> find(String keyring, String id) {
            throw away();
        }

        @Override
        public List<OpenRequest> open(String keyring) {
            throw away();
        }

        @Override
        public void finish(OpenRequest request, Outcome outcome, @Nullable Position position, String reason) {
            throw away();
        }

        @Override
        public void waiting(OpenRequest request, String reason) {
            throw away();
        }

        private static UnavailableException away() {
            return new UnavailableException("the database gives no answer", null);
        }
    }
}

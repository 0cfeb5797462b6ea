package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.store.StoreReading;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshesTest {

    private final Moment asked = new Moment(Stage.START, Duration.ZERO);
    private final Refreshes refreshes = new Refreshes();

    /// Vault is up and the secret is gone: a key that this process has not got yet may be genuine all the same.
    @Test
    void a_read_that_finds_the_secret_deleted_is_no_answer_for_a_token() {
        CompletableFuture<KeyringView.Refresh> refresh = refreshes.await(asked);

        refreshes.complete(new MemberInput.RingRead(asked,
                new StoreReading.Deleted(VaultTime.exactly(Stage.START), 5, false)), true, null);

        assertThat(refresh).isCompletedWithValueMatching(read -> !read.answered());
    }

    /// A member that begins reads a second time before it puts a ring to use.
    @Test
    void a_ring_that_was_read_and_not_put_to_use_is_no_answer() {
        RingLine line = RingLine.begin(Stage.START.minusSeconds(60));
        MemberInput.RingRead read = new MemberInput.RingRead(asked,
                new StoreReading.Whole(VaultTime.exactly(Stage.START), line.ring(), line.created()));
        CompletableFuture<KeyringView.Refresh> refresh = refreshes.await(asked);

        refreshes.complete(read, true, null);

        assertThat(refresh).isCompletedWithValueMatching(answer -> !answer.answered());
    }

    @Test
    void a_ring_that_is_in_use_is_an_answer() {
        RingLine line = RingLine.begin(Stage.START.minusSeconds(60));
        MemberInput.RingRead read = new MemberInput.RingRead(asked,
                new StoreReading.Whole(VaultTime.exactly(Stage.START), line.ring(), line.created()));
        CompletableFuture<KeyringView.Refresh> refresh = refreshes.await(asked);

        refreshes.complete(read, true, snapshotOf(line));

        assertThat(refresh).isCompletedWithValueMatching(KeyringView.Refresh::answered);
    }

    private Snapshot snapshotOf(RingLine line) {
        return new Snapshot(line.ring(), null, Map.of(),
                new Snapshot.Identity(line.ring().version(), line.created()), asked, asked, line.ring().position(),
                Set.of(), null, false);
    }
}

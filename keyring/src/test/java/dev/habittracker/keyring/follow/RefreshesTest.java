package dev.habittracker.keyring.follow;

import java.time.Duration;
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
                new StoreReading.Deleted(VaultTime.exactly(Stage.START), 5, false)), true);

        assertThat(refresh).isCompletedWithValueMatching(read -> !read.answered());
    }

    @Test
    void a_read_that_finds_a_ring_is_one() {
        CompletableFuture<KeyringView.Refresh> refresh = refreshes.await(asked);
        RingLine line = RingLine.begin(Stage.START.minusSeconds(60));

        refreshes.complete(new MemberInput.RingRead(asked,
                new StoreReading.Whole(VaultTime.exactly(Stage.START), line.ring(), line.created())), true);

        assertThat(refresh).isCompletedWithValueMatching(KeyringView.Refresh::answered);
    }
}

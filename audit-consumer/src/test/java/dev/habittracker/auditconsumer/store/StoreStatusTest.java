package dev.habittracker.auditconsumer.store;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StoreStatusTest {

    @Test
    void failure_thatPassed_isForgottenWithTheNextBatch() {
        StoreStatus status = new StoreStatus();
        status.failing("the database is away");
        assertThat(status.failure()).isEqualTo("the database is away");

        status.stored(1, 0, 0, List.of());

        assertThat(status.failure()).isEmpty();
    }

    @Test
    void consumerThatEnded_isAFailureWhateverTheOthersStore() {
        StoreStatus status = new StoreStatus();
        status.broken("a consumer has ended");

        status.stored(1, 0, 0, List.of());

        assertThat(status.failure()).isEqualTo("a consumer has ended");
    }
}

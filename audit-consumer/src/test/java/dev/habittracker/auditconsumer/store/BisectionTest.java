package dev.habittracker.auditconsumer.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BisectionTest {

    @Test
    void write_goodBatch_isWrittenAtOnce() {
        List<List<Integer>> writes = new ArrayList<>();

        Bisection.write(List.of(1, 2, 3), writes::add, (item, reason) -> assertThat(item).isNull());

        assertThat(writes).containsExactly(List.of(1, 2, 3));
    }

    @Test
    void write_oneBadItemAmongAThousand_isFoundAndTheOthersAreWrittenInOrder() {
        List<Integer> batch = IntStream.range(0, 1_000).boxed().toList();
        List<Integer> written = new ArrayList<>();
        List<Integer> refused = new ArrayList<>();
        AtomicInteger attempts = new AtomicInteger();

        Bisection.write(batch, items -> {
            attempts.incrementAndGet();
            write(items, Set.of(618), written);
        }, (item, reason) -> refused.add(item));

        assertThat(refused).containsExactly(618);
        assertThat(written).hasSize(999).isSorted().doesNotContain(618);
        assertThat(attempts.get()).isLessThanOrEqualTo(1 + 2 * 10);
    }

    @Test
    void write_badItemsEverywhere_areAllFoundInOrder() {
        List<Integer> written = new ArrayList<>();
        List<String> refused = new ArrayList<>();

        Bisection.write(List.of(0, 1, 2, 3, 4, 5, 6), items -> write(items, Set.of(0, 3, 4, 6), written),
                (item, reason) -> refused.add(item + " " + reason));

        assertThat(written).containsExactly(1, 2, 5);
        assertThat(refused).containsExactly("0 bad", "3 bad", "4 bad", "6 bad");
    }

    @Test
    void write_storeThatIsAway_isNoReasonToRefuseAnything() {
        assertThatThrownBy(() -> Bisection.write(List.of(1, 2), items -> {
            throw new IllegalStateException("away");
        }, (item, reason) -> assertThat(item).isNull())).hasMessage("away");
    }

    private static void write(List<Integer> items, Set<Integer> bad, List<Integer> written) {
        if (items.stream().anyMatch(bad::contains)) {
            throw new RefusedException("bad");
        }
        written.addAll(items);
    }
}

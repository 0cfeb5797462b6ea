package dev.habittracker.auditconsumer.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionPlanTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    @Test
    void plan_ofAnEmptyTable_makesTodayAndTheDaysAhead() {
        PartitionPlan plan = PartitionPlan.of(List.of(), NOON, 2, null, Instant.MIN);

        assertThat(plan.create()).containsExactly(TODAY, TODAY.plusDays(1), TODAY.plusDays(2));
        assertThat(plan.drop()).isEmpty();
        assertThat(plan.keptFrom()).isEqualTo(Instant.MIN);
    }

    @Test
    void plan_withoutRetention_dropsNothingHoweverOld() {
        PartitionPlan plan = PartitionPlan.of(List.of(LocalDate.parse("1999-01-01")), NOON, 1, null, Instant.MIN);

        assertThat(plan.drop()).isEmpty();
    }

    @Test
    void plan_withRetention_keepsADayAsLongAsOneMomentOfItIsYoungEnough() {
        List<LocalDate> days = List.of(TODAY.minusDays(1), TODAY.minusDays(3), TODAY.minusDays(2), TODAY);

        PartitionPlan plan = PartitionPlan.of(days, NOON, 1, Duration.ofDays(1), Instant.MIN);
        PartitionPlan atMidnight = PartitionPlan.of(days, Instant.parse("2026-11-25T00:00:00Z"), 1, Duration.ofDays(1),
                Instant.MIN);

        assertThat(plan.drop()).containsExactly(TODAY.minusDays(3), TODAY.minusDays(2));
        assertThat(plan.keptFrom()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(atMidnight.drop()).endsWith(TODAY.minusDays(1));
    }

    @Test
    void plan_withALongerRetentionThanBefore_doesNotTakeBackWhatWasGivenUp() {
        Instant before = Instant.parse("2026-11-20T00:00:00Z");

        PartitionPlan longer = PartitionPlan.of(List.of(), NOON, 1, Duration.ofDays(90), before);
        PartitionPlan none = PartitionPlan.of(List.of(), NOON, 1, null, before);

        assertThat(longer.keptFrom()).isEqualTo(before);
        assertThat(none.keptFrom()).isEqualTo(before);
    }
}

package dev.habittracker.devstack.torture;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.habittracker.devstack.torture.Fault.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class FaultPlanTest {

    private static final List<String> PROCESSES = List.of("rotator-1", "rotator-2", "vault");
    private static final List<String> LINKS = List.of("rotator-1->vault");

    @Test
    void sameSeed_samePlan() {
        assertThat(FaultPlan.of(7, 50, PROCESSES, LINKS)).isEqualTo(FaultPlan.of(7, 50, PROCESSES, LINKS))
                .isNotEqualTo(FaultPlan.of(8, 50, PROCESSES, LINKS));
    }

    @Test
    void plan_hasTheKillsAskedFor_andEveryOtherKind() {
        List<Fault> faults = FaultPlan.of(7, 50, PROCESSES, LINKS);

        assertThat(faults).filteredOn(fault -> fault.kind() == Kind.KILL).hasSize(50);
        assertThat(faults).extracting(Fault::kind).contains(Kind.STOP, Kind.CUT, Kind.SILENCE);
        assertThat(faults).filteredOn(fault -> fault.kind() == Kind.CUT).extracting(Fault::victim)
                .containsOnly("rotator-1->vault");
    }
}

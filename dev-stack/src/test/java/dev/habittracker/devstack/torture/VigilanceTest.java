package dev.habittracker.devstack.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VigilanceTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration RECOVERY = Duration.ofSeconds(3);
    private static final String API = "habit-api-1";
    private static final String MEMBER = "habit-api-1/f00d";

    private final Outages outages = new Outages();
    private final Vigilance vigilance = new Vigilance(outages, Duration.ofSeconds(8), Duration.ofSeconds(10));

    @Test
    void cutOffForLong_withoutARedHealthCheckMeanwhile_isAnObjection() {
        for (String victim : List.of(Names.VAULT, Names.KAFKA, Names.POSTGRES, Names.link(API, Names.KAFKA))) {
            var own = new Outages();
            own.begin(victim, START);
            own.end(victim, START.plusSeconds(9));
            var watching = new Vigilance(own, Duration.ofSeconds(8), Duration.ofSeconds(10));

            Vigilance.Verdict silent = watching.cutOff(API, List.of(health(-1, false), health(5, true),
                    health(11, false)), RECOVERY);
            assertThat(silent.judged()).as(victim).isOne();
            assertThat(silent.objections()).as(victim).singleElement().asString().contains("stayed green", victim,
                    "9000 ms");
            assertThat(watching.cutOff(API, List.of(health(5, true), health(8, false)), RECOVERY)).as(victim)
                    .isEqualTo(new Vigilance.Verdict(1, List.of()));
        }
    }

    @Test
    void cutOff_thatIsShort_orOfAnother_orWhileTheServiceItselfWasOut_isNotJudged() {
        out(Names.VAULT, 0, 7);
        out(Names.link("habit-api-2", Names.VAULT), 0, 9);
        assertThat(vigilance.cutOff(API, List.of(), RECOVERY)).isEqualTo(Vigilance.Verdict.NONE);

        out(Names.POSTGRES, 20, 30);
        out(API, 10, 18);
        assertThat(vigilance.cutOff(API, List.of(), RECOVERY)).isEqualTo(Vigilance.Verdict.NONE);
    }

    @Test
    void member_behindForLong_withoutAnAlarmMeanwhile_isAnObjectionOnce() {
        Vigilance.Verdict verdict = vigilance.lag(List.of(sees(0, false, MEMBER), sees(10, false, MEMBER),
                sees(11, false, MEMBER), sees(12, false, MEMBER)));

        assertThat(verdict.judged()).isOne();
        assertThat(verdict.objections()).singleElement().asString().contains("rotator-1 did not tell", MEMBER);
    }

    @Test
    void member_behindForLong_andToldOf_isRight() {
        assertThat(vigilance.lag(List.of(sees(0, false, MEMBER), sees(6, true, MEMBER), sees(11, false, MEMBER))))
                .isEqualTo(new Vigilance.Verdict(1, List.of()));
    }

    @Test
    void member_thatCaughtUpInBetween_isNotBehindForLong() {
        assertThat(vigilance.lag(List.of(sees(0, false, MEMBER), sees(6, false), sees(7, false, MEMBER),
                sees(16, false, MEMBER)))).isEqualTo(Vigilance.Verdict.NONE);
    }

    private void out(String victim, int from, int until) {
        outages.begin(victim, START.plusSeconds(from));
        outages.end(victim, START.plusSeconds(until));
    }

    private static Sighting health(int second, boolean healthy) {
        return new Sighting(START.plusSeconds(second), API, healthy, Set.of(), false);
    }

    private static Sighting sees(int second, boolean tells, String... behind) {
        return new Sighting(START.plusSeconds(second), "rotator-1", true, Set.of(behind), tells);
    }
}

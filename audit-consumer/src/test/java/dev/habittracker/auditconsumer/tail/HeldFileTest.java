package dev.habittracker.auditconsumer.tail;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.habittracker.auditconsumer.tail.HeldFile.AtPath;
import dev.habittracker.auditconsumer.tail.HeldFile.DrainAndLetGo;
import dev.habittracker.auditconsumer.tail.HeldFile.Lost;
import dev.habittracker.auditconsumer.tail.HeldFile.ReadOn;
import dev.habittracker.auditconsumer.tail.HeldFile.ReadOnUnnamed;

import static org.assertj.core.api.Assertions.assertThat;

class HeldFileTest {

    @Test
    void next_pathNamesTheHeldFile_readsOn() {
        assertThat(held(100, true, new AtPath(7, 100)).next()).isInstanceOf(ReadOn.class);
    }

    @Test
    void next_renamedAndTheNewFileIsEmpty_readsOnForVaultHasNotReopened() {
        assertThat(held(100, true, new AtPath(8, 0)).next()).isInstanceOf(ReadOnUnnamed.class);
    }

    @Test
    void next_deletedOrRenamedWithoutANewFile_readsOnAndSaysSo() {
        assertThat(held(100, true, null).next())
                .isInstanceOfSatisfying(ReadOnUnnamed.class, next -> assertThat(next.remark()).contains("SIGHUP"));
    }

    @Test
    void next_newFileHasContent_drainsTheOldOneFirst() {
        assertThat(held(100, true, new AtPath(8, 1)).next()).isInstanceOf(DrainAndLetGo.class);
    }

    @Test
    void next_shorterThanWhatWasRead_isALossEvenIfTheFileWasAlsoReplaced() {
        assertThat(held(99, true, new AtPath(7, 99)).next())
                .isInstanceOfSatisfying(Lost.class, lost -> assertThat(lost.kind()).isEqualTo(Loss.Kind.TRUNCATED));
        assertThat(held(99, true, new AtPath(8, 5)).next()).isInstanceOf(Lost.class);
    }

    @Test
    void next_cutAndGrownBeyondWhatWasRead_isALossForItBeginsDifferently() {
        assertThat(held(500, false, new AtPath(7, 500)).next())
                .isInstanceOfSatisfying(Lost.class, lost -> assertThat(lost.kind()).isEqualTo(Loss.Kind.REWRITTEN));
    }

    private static HeldFile held(long size, boolean sameBeginning, @Nullable AtPath atPath) {
        return new HeldFile(7, 100, size, sameBeginning, Optional.ofNullable(atPath));
    }
}

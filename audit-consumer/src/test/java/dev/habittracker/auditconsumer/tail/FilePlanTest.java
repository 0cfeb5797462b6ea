package dev.habittracker.auditconsumer.tail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.habittracker.auditconsumer.record.FileId;
import dev.habittracker.auditconsumer.record.Sha256;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.tail.Checkpoint.State;
import dev.habittracker.auditconsumer.tail.FilePlan.Step;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class FilePlanTest {

    private static final Source SOURCE = new Source("node1", "file");
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void plan_firstStart_readsRotatedFilesOldestFirstAndFollowsTheCurrentOne() {
        FilePlan plan = plan(List.of(), file("audit.log.2", 1, 10, "a"), file("audit.log.1", 2, 10, "b"),
                file("audit.log", 3, 10, "c"));

        assertThat(plan.steps()).extracting(step -> step.file().name())
                .containsExactly("audit.log.2", "audit.log.1", "audit.log");
        assertThat(plan.steps()).extracting(Step::follow).containsExactly(false, false, true);
        assertThat(plan.steps()).extracting(FilePlanTest::position).containsOnly(0L);
        assertThat(plan.changed()).isEmpty();
    }

    @Test
    void plan_knownFile_isReadOnFromItsPositionWhateverItIsCalled() {
        FilePlan plan = plan(List.of(checkpoint(1, "a", 7, State.OPEN)), file("audit.log.1", 1, 10, "a"),
                file("audit.log", 2, 5, "b"));

        assertThat(plan.steps()).extracting(FilePlanTest::position).containsExactly(7L, 0L);
        assertThat(plan.changed()).isEmpty();
    }

    @Test
    void plan_finishedFile_isLeftAloneUnlessItGrew() {
        List<Checkpoint> finished = List.of(checkpoint(1, "a", 10, State.FINISHED));

        assertThat(plan(finished, file("audit.log.1", 1, 10, "a"), file("audit.log", 2, 5, "b")).steps()).hasSize(1);
        assertThat(plan(finished, file("audit.log.1", 1, 12, "a"), file("audit.log", 2, 5, "b")).steps()).hasSize(2);
    }

    @Test
    void plan_newFileIsStillEmpty_followsTheRenamedOneForVaultWritesToIt() {
        FilePlan plan = plan(List.of(checkpoint(1, "a", 7, State.OPEN)), file("audit.log.1", 1, 10, "a"),
                empty("audit.log", 2));

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.file().name()).isEqualTo("audit.log.1");
            assertThat(step.follow()).isTrue();
        });
    }

    @Test
    void plan_onlyAnEmptyFile_followsItWithoutAnIdentity() {
        assertThat(plan(List.of(), empty("audit.log", 2)).steps()).singleElement().satisfies(step -> {
            assertThat(step.follow()).isTrue();
            assertThat(step.checkpoint()).isNull();
        });
    }

    @Test
    void plan_noFileAtAll_hasNoSteps() {
        assertThat(plan(List.of()).steps()).isEmpty();
    }

    @Test
    void plan_fileShorterThanItsPosition_isALossAndGoesOnAtItsEnd() {
        FilePlan plan = plan(List.of(checkpoint(1, "a", 20, State.OPEN)), file("audit.log", 1, 10, "a"));

        assertThat(plan.steps()).singleElement().satisfies(step -> assertThat(position(step)).isEqualTo(10));
        assertThat(plan.changed()).singleElement().satisfies(changed -> assertThat(changed.losses()).singleElement()
                .satisfies(loss -> {
                    assertThat(loss.kind()).isEqualTo(Loss.Kind.TRUNCATED);
                    assertThat(loss.from()).isEqualTo(20);
                    assertThat(loss.at()).isEqualTo(NOW);
                }));
    }

    @Test
    void plan_sameInodeWithAnotherFirstLine_isAnotherFileAndTheUnfinishedOneIsALoss() {
        FilePlan plan = plan(List.of(checkpoint(1, "a", 20, State.OPEN)), file("audit.log", 1, 100, "b"));

        assertThat(plan.steps()).extracting(FilePlanTest::position).containsExactly(0L);
        assertThat(plan.changed()).singleElement().satisfies(changed -> {
            assertThat(changed.state()).isEqualTo(State.LOST);
            assertThat(changed.losses()).extracting(Loss::kind).containsExactly(Loss.Kind.VANISHED);
        });
    }

    @Test
    void plan_lossThatWasReported_isNotReportedAgain() {
        assertThat(plan(List.of(checkpoint(1, "a", 20, State.LOST)), file("audit.log", 1, 100, "b")).changed())
                .isEmpty();
    }

    @Test
    void plan_finishedFileThatIsGone_isNoLoss() {
        assertThat(plan(List.of(checkpoint(1, "a", 20, State.FINISHED)), file("audit.log", 2, 100, "b")).changed())
                .isEmpty();
    }

    @Test
    void plan_copyMadeByCopytruncate_isReadOnWhereTheOriginalWasLeft() {
        FilePlan plan = plan(List.of(checkpoint(1, "a", 20, State.LOST)), file("audit.log.1", 9, 30, "a"),
                file("audit.log", 1, 100, "b"));

        assertThat(plan.steps()).first().satisfies(step -> {
            assertThat(position(step)).isEqualTo(20);
            assertThat(requireNonNull(step.checkpoint()).file().inode())
                    .as("coordinates stay those of the original").isEqualTo(1);
        });
    }

    @Test
    void plan_copyBesideItsOriginal_isNotReadTwice() {
        FilePlan plan = plan(List.of(checkpoint(1, "a", 20, State.OPEN)), file("audit.log.bak", 9, 30, "a"),
                file("audit.log", 1, 40, "a"));

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.file().name()).isEqualTo("audit.log");
            assertThat(position(step)).isEqualTo(20);
        });
    }

    @Test
    void plan_copyShorterThanWhatWasRead_isIgnoredWithoutALoss() {
        FilePlan plan = plan(List.of(checkpoint(1, "a", 20, State.FINISHED)), file("audit.log.bak", 9, 10, "a"),
                file("audit.log", 2, 40, "b"));

        assertThat(plan.steps()).extracting(step -> step.file().name()).containsExactly("audit.log");
        assertThat(plan.changed()).isEmpty();
    }

    private static FilePlan plan(List<Checkpoint> checkpoints, FoundFile... found) {
        return FilePlan.of(SOURCE, checkpoints, List.of(found), NOW);
    }

    private static long position(Step step) {
        return step.checkpoint() == null ? -1 : step.checkpoint().position();
    }

    private static FoundFile file(String name, long inode, long size, String firstLine) {
        return new FoundFile(name, inode, size, Optional.of(digest(firstLine)));
    }

    private static FoundFile empty(String name, long inode) {
        return new FoundFile(name, inode, 0, Optional.empty());
    }

    private static Checkpoint checkpoint(long inode, String firstLine, long position, State state) {
        return new Checkpoint(SOURCE, new FileId(inode, digest(firstLine)), position, state, NOW.minusSeconds(60),
                List.of());
    }

    private static Sha256 digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}

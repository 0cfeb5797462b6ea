package dev.habittracker.auditconsumer.ship;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.auditconsumer.file.AuditDirectory;
import dev.habittracker.auditconsumer.file.OpenFile;
import dev.habittracker.auditconsumer.record.FileId;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.ship.FileShipper.Shipped;
import dev.habittracker.auditconsumer.tail.Checkpoint;
import dev.habittracker.auditconsumer.tail.Checkpoint.State;
import dev.habittracker.auditconsumer.tail.FilePlan;
import dev.habittracker.auditconsumer.tail.FilePlan.Step;
import dev.habittracker.auditconsumer.tail.HeldFile;
import dev.habittracker.auditconsumer.tail.HeldFile.AtPath;
import dev.habittracker.auditconsumer.tail.HeldFile.DrainAndLetGo;
import dev.habittracker.auditconsumer.tail.HeldFile.Lost;
import dev.habittracker.auditconsumer.tail.HeldFile.ReadOn;
import dev.habittracker.auditconsumer.tail.HeldFile.ReadOnUnnamed;
import dev.habittracker.auditconsumer.tail.Loss;

/**
 * One session with the log: plans, reads the files of the plan, follows the last one until Vault has moved on, and plans
 * again. Everything it knows came from the log after the session began, so a new session may begin at any moment.
 */
final class TailSession {

    private static final Logger LOG = LoggerFactory.getLogger(TailSession.class);

    private final Source source;
    private final AuditDirectory directory;
    private final RecordLog.Session log;
    private final TailSettings settings;
    private final TailStatus status;
    private final Clock clock;
    private final CountDownLatch stopped;
    private final Map<FileId, Checkpoint> checkpoints = new LinkedHashMap<>();

    TailSession(
            Source source,
            AuditDirectory directory,
            RecordLog.Session log,
            TailSettings settings,
            TailStatus status,
            Clock clock,
            CountDownLatch stopped) {
        this.source = source;
        this.directory = directory;
        this.log = log;
        this.settings = settings;
        this.status = status;
        this.clock = clock;
        this.stopped = stopped;
    }

    void run() throws InterruptedException {
        log.checkpoints().forEach(checkpoint -> {
            checkpoints.put(checkpoint.file(), checkpoint);
            status.losses(checkpoint.losses());
        });
        while (stopped.getCount() > 0) {
            List<OpenFile> files = directory.openAll();
            try {
                perform(files);
            } finally {
                files.forEach(OpenFile::close);
            }
        }
    }

    private void perform(List<OpenFile> files) throws InterruptedException {
        FilePlan plan = FilePlan.of(source, List.copyOf(checkpoints.values()),
                files.stream().map(OpenFile::found).toList(), clock.instant());
        plan.changed().forEach(this::persistLoss);
        if (plan.steps().isEmpty()) {
            status.state(TailSnapshot.State.NO_FILE, "there is no file " + directory.current());
            pause();
        }
        List<Step> steps = new ArrayList<>(plan.steps());
        while (!steps.isEmpty() && stopped.getCount() > 0) {
            Step step = steps.removeFirst();
            OpenFile file = files.stream().filter(open -> open.inode() == step.file().inode()).findFirst()
                    .orElseThrow();
            LOG.info("audit file {} (inode {}): {}, read from {}", step.file().name(), step.file().inode(),
                    step.reason(), step.checkpoint() == null ? 0 : step.checkpoint().position());
            FileShipper shipper = new FileShipper(file, source, step.checkpoint(), log, settings, clock);
            status.grew(file.modified());
            if (step.follow()) {
                follow(file, shipper);
            } else {
                status.state(TailSnapshot.State.CATCHING_UP, "");
                drain(file, shipper, steps);
            }
        }
    }

    private void follow(OpenFile file, FileShipper shipper) throws InterruptedException {
        status.state(TailSnapshot.State.FOLLOWING, "");
        while (stopped.getCount() > 0) {
            boolean grew = shipper.read();
            // Looked at between reading and shipping: what was read of a file that was cut meanwhile is not handed on.
            HeldFile.Next next = look(file, shipper, directory.atPath()).next();
            switch (next) {
                case ReadOn() -> status.state(TailSnapshot.State.FOLLOWING, "");
                case ReadOnUnnamed(String remark) -> status.state(TailSnapshot.State.FOLLOWING, remark);
                case DrainAndLetGo() -> {
                    drain(file, shipper, List.of());
                    return;
                }
                case Lost lost -> {
                    lose(file, shipper, lost);
                    return;
                }
            }
            if (grew) {
                Instant now = clock.instant();
                status.grew(now);
                // Said before it is handed on: where that takes long, the lag is to be seen.
                status.reading(file.name(), shipper.position(), file.size(), 0, now);
            }
            shipped(shipper, shipper.ship(), file, List.of());
            if (!grew) {
                pause();
            }
        }
    }

    /** Reads a file to its end that Vault does not write to any more. */
    private void drain(OpenFile file, FileShipper shipper, List<Step> later) {
        boolean more = true;
        while (more && stopped.getCount() > 0) {
            more = shipper.read();
            if (look(file, shipper, Optional.of(new AtPath(file.inode(), file.size()))).next() instanceof Lost lost) {
                lose(file, shipper, lost);
                return;
            }
            shipped(shipper, shipper.ship(), file, later);
        }
        if (!more && !isFinished(shipper, file)) {
            shipped(shipper, shipper.finish(), file, later);
            LOG.info("audit file {} (inode {}): read to its end at {}", file.name(), file.inode(), shipper.position());
        }
    }

    /** A file without any newline gets its identity at its end only; then it may turn out to be known. */
    private boolean isFinished(FileShipper shipper, OpenFile file) {
        return shipper.checkpoint().isEmpty() && checkpoints.values().stream()
                .anyMatch(known -> known.file().inode() == file.inode() && known.state() == State.FINISHED
                        && known.position() == file.size());
    }

    private HeldFile look(OpenFile file, FileShipper shipper, Optional<AtPath> atPath) {
        return new HeldFile(file.inode(), shipper.scanned(), file.size(), file.hasSameBeginning(), atPath);
    }

    private void shipped(FileShipper shipper, Shipped shipped, OpenFile file, List<Step> later) {
        shipper.checkpoint().ifPresent(checkpoint -> checkpoints.put(checkpoint.file(), checkpoint));
        status.shipped(shipped.lines(), shipped.bytes());
        long backlog = later.stream().mapToLong(step -> step.file().size()
                - (step.checkpoint() == null ? 0 : step.checkpoint().position())).sum();
        status.reading(file.name(), shipper.position(), file.size(), backlog, clock.instant());
    }

    private void lose(OpenFile file, FileShipper shipper, Lost lost) {
        Optional<Checkpoint> checkpoint = shipper.checkpoint();
        if (checkpoint.isEmpty()) {
            LOG.error("audit records may be lost: {} (inode {}): {}; no line of it had been read", file.name(),
                    file.inode(), lost.detail());
            return;
        }
        Loss loss = new Loss(lost.kind(), checkpoint.get().file(), checkpoint.get().position(), clock.instant(),
                file.name() + ": " + lost.detail());
        persistLoss(checkpoint.get().with(loss, State.LOST));
    }

    private void persistLoss(Checkpoint checkpoint) {
        checkpoint.losses().stream().filter(loss -> !status.snapshot().losses().contains(loss))
                .forEach(loss -> LOG.error("audit records may be lost: {} at {} of {}: {}", loss.kind(), loss.from(),
                        loss.file(), loss.detail()));
        log.begin();
        log.commit(checkpoint);
        checkpoints.put(checkpoint.file(), checkpoint);
        status.losses(checkpoint.losses());
    }

    private void pause() throws InterruptedException {
        // Returns early when the tail is told to stop.
        if (stopped.await(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("told to stop");
        }
    }
}

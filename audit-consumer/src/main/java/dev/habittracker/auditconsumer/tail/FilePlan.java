package dev.habittracker.auditconsumer.tail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.auditconsumer.record.FileId;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.tail.Checkpoint.State;

/**
 * What to read next, decided from what was read before and what stands in the directory now. One decision serves the
 * start, a rotation and a truncation.
 *
 * <p>A file is recognized by inode and first line. The same first line under another inode is a copy (copytruncate makes
 * one): it is read on only where the original cannot be. Another first line under the same inode is another file. Files
 * are read oldest first. Only the newest file that has content may still be written to, so that one is followed: between
 * a rename and Vault's SIGHUP that is the renamed file, not the empty new one. All before it are read to their end.
 *
 * @param steps the files to read, in this order; at most the last is followed
 * @param changed checkpoints that carry a new loss, to be persisted before anything is read
 */
public record FilePlan(List<Step> steps, List<Checkpoint> changed) {

    /**
     * One file to read.
     *
     * @param file the file
     * @param checkpoint where to begin; null while the file has no complete line and hence no identity
     * @param follow true if Vault may still write to it
     * @param reason why so, for the log
     */
    public record Step(FoundFile file, @Nullable Checkpoint checkpoint, boolean follow, String reason) {}

    /** @throws NullPointerException if a list or an element is null */
    public FilePlan {
        steps = List.copyOf(steps);
        changed = List.copyOf(changed);
    }

    /**
     * Decides.
     *
     * @param source whose files these are
     * @param checkpoints all of this source, in any order
     * @param found the files in the directory, oldest first, the current one last
     * @param now for new checkpoints and losses
     */
    public static FilePlan of(
            Source source,
            List<Checkpoint> checkpoints,
            List<FoundFile> found,
            Instant now) {
        List<Step> steps = new ArrayList<>();
        List<Checkpoint> changed = new ArrayList<>();
        Set<FileId> seen = new HashSet<>();
        int followed = IntStream.range(0, found.size()).filter(i -> found.get(i).hasContent()).max()
                .orElse(found.size() - 1);
        for (int i = 0; i <= followed; i++) {
            FoundFile file = found.get(i);
            boolean follow = i == followed;
            Optional<FileId> id = file.id();
            if (id.isEmpty()) {
                steps.add(new Step(file, null, follow, "has no complete line yet"));
                continue;
            }
            Optional<Checkpoint> known = known(id.get(), checkpoints);
            if (known.isPresent() && !known.get().file().equals(id.get()) && isSuperseded(file, found, known.get())) {
                continue;
            }
            Checkpoint checkpoint = known.orElseGet(() -> Checkpoint.beginning(source, id.get(), now));
            seen.add(checkpoint.file());
            if (file.size() < checkpoint.position()) {
                checkpoint = cutBack(checkpoint, file, now);
                changed.add(checkpoint);
            }
            boolean nothingLeft = checkpoint.state() == State.FINISHED && checkpoint.position() == file.size();
            if (follow || !nothingLeft) {
                steps.add(new Step(file, checkpoint, follow, reason(known, id.get(), follow)));
            }
        }
        for (Checkpoint checkpoint : checkpoints) {
            if (checkpoint.state() == State.OPEN && !seen.contains(checkpoint.file())) {
                changed.add(checkpoint.with(new Loss(Loss.Kind.VANISHED, checkpoint.file(), checkpoint.position(), now,
                        "was not read to its end, and no file in the directory begins with its first line"
                                + " (compressed files are not looked into)"),
                        State.LOST));
            }
        }
        return new FilePlan(steps, changed);
    }

    private static Optional<Checkpoint> known(FileId id, List<Checkpoint> checkpoints) {
        Comparator<Checkpoint> sameInodeFirst = Comparator.comparing(c -> c.file().equals(id) ? 0 : 1);
        return checkpoints.stream().filter(c -> c.file().firstLine().equals(id.firstLine()))
                .min(sameInodeFirst.thenComparing(Checkpoint::at, Comparator.reverseOrder()));
    }

    /** True if a copy gives nothing that the original, or a longer copy, does not give. */
    private static boolean isSuperseded(FoundFile copy, List<FoundFile> found, Checkpoint original) {
        return copy.size() < original.position() || found.stream()
                .filter(other -> other != copy && other.firstLine().equals(copy.firstLine()))
                .anyMatch(other -> other.inode() == original.file().inode()
                        || other.size() > copy.size()
                        || other.size() == copy.size() && found.indexOf(other) < found.indexOf(copy));
    }

    private static Checkpoint cutBack(Checkpoint checkpoint, FoundFile file, Instant now) {
        if (checkpoint.lossFrom(checkpoint.position())) {
            return checkpoint.at(file.size(), State.OPEN, now);
        }
        Loss loss = new Loss(Loss.Kind.TRUNCATED, checkpoint.file(), checkpoint.position(), now, file.name() + " has "
                + file.size() + " bytes, of which " + checkpoint.position() + " had been read: it was cut");
        return checkpoint.with(loss, State.OPEN).at(file.size(), State.OPEN, now);
    }

    private static String reason(Optional<Checkpoint> known, FileId id, boolean follow) {
        String what = known
                .map(c -> c.file().equals(id) ? "known" : "copy of a known file, whose original is not there")
                .orElse("new");
        return what + (follow ? ", the newest with content" : ", a newer one has content");
    }
}

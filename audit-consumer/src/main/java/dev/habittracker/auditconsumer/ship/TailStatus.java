package dev.habittracker.auditconsumer.ship;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.habittracker.auditconsumer.ship.TailSnapshot.State;
import dev.habittracker.auditconsumer.tail.Loss;

/** The tail's state, written by the tail alone and read by anyone. */
public final class TailStatus {

    private final AtomicReference<TailSnapshot> snapshot = new AtomicReference<>(
            new TailSnapshot(State.STARTING, "", null, 0, 0, 0, null, null, List.of(), 0, 0));

    public TailSnapshot snapshot() {
        return snapshot.get();
    }

    void state(State state, String remark) {
        snapshot.updateAndGet(s -> new TailSnapshot(state, remark, s.file(), s.position(), s.size(), s.backlog(),
                s.caughtUp(), s.grew(), s.losses(), s.lines(), s.bytes()));
    }

    void reading(String file, long position, long size, long backlog, Instant now) {
        Instant caught = position >= size && backlog == 0 ? now : null;
        snapshot.updateAndGet(s -> new TailSnapshot(s.state(), s.remark(), file, position, size, backlog,
                caught == null ? s.caughtUp() : caught, s.grew(), s.losses(), s.lines(), s.bytes()));
    }

    void grew(Instant when) {
        snapshot.updateAndGet(s -> new TailSnapshot(s.state(), s.remark(), s.file(), s.position(), s.size(),
                s.backlog(), s.caughtUp(), later(s.grew(), when), s.losses(), s.lines(), s.bytes()));
    }

    void shipped(long lines, long bytes) {
        snapshot.updateAndGet(s -> new TailSnapshot(s.state(), s.remark(), s.file(), s.position(), s.size(),
                s.backlog(), s.caughtUp(), s.grew(), s.losses(), s.lines() + lines, s.bytes() + bytes));
    }

    /** Losses are never forgotten while the process runs; those it knows already are not counted twice. */
    void losses(List<Loss> more) {
        snapshot.updateAndGet(s -> {
            List<Loss> all = new ArrayList<>(s.losses());
            more.stream().filter(loss -> !all.contains(loss)).forEach(all::add);
            all.sort(Comparator.comparing(Loss::at));
            return new TailSnapshot(s.state(), s.remark(), s.file(), s.position(), s.size(), s.backlog(), s.caughtUp(),
                    s.grew(),
                    List.copyOf(all), s.lines(), s.bytes());
        });
    }

    private static Instant later(@Nullable Instant first, Instant second) {
        return first != null && first.isAfter(second) ? first : second;
    }
}

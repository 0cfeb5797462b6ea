package dev.habittracker.keyring.follow;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.MemberStatus;

/// When a process says how it is, and what: on every change of what others act on, and on a heartbeat.
final class StatusLine {

    private final MemberSettings settings;
    private final Supplier<List<String>> kidsSeen;
    private Moment due;
    private long sequence;
    private @Nullable MemberStatus last;

    StatusLine(MemberSettings settings, Supplier<List<String>> kidsSeen, Moment now) {
        this.settings = settings;
        this.kidsSeen = kidsSeen;
        this.due = now;
    }

    Moment due() {
        return due;
    }

    /// The status to send now, if one is due or what it says has changed.
    Optional<MemberStatus> next(Condition condition, Moment now) {
        MemberStatus status = condition.status(settings, kidsSeen.get(), sequence + 1, now);
        if (!now.reached(due) && last != null && saysTheSame(status, last)) {
            return Optional.empty();
        }
        sequence++;
        last = status;
        due = now.plus(settings.statusInterval());
        return Optional.of(status);
    }

    private static boolean saysTheSame(MemberStatus a, MemberStatus b) {
        return Objects.equals(a.applied(), b.applied()) && Objects.equals(a.writeId(), b.writeId())
                && a.keys().equals(b.keys()) && a.ready() == b.ready() && labels(a).equals(labels(b))
                && Objects.equals(a.declaredFalse(), b.declaredFalse());
    }

    private static List<String> labels(MemberStatus status) {
        return status.problems().stream().map(line -> line.substring(0, line.indexOf(':'))).toList();
    }
}

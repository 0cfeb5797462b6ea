package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.HeldKey;
import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.ring.Ring;

/// How a process is at one moment, as its status tells it.
///
/// @param snapshot     what it goes by; `null` before the first ring
/// @param heard        the highest position heard of
/// @param held         the keys held, with what their self-tests said
/// @param clockOffset  Vault's clock less its own; `null` before the first answer
/// @param ready        whether it may take requests
/// @param problems     what it complains of, as `label: message`
/// @param falsehoods   writes that were declared false, of the epoch of the ring in use or a later one
record Condition(@Nullable Snapshot snapshot, Position heard, List<HeldKey> held,
        @Nullable Duration clockOffset, boolean ready, List<String> problems, Set<WriteRef> falsehoods) {

    /// A Kafka record must hold them; those above hide those below until they are gone from the topic themselves.
    private static final int MOST_FALSEHOODS = 1000;

    MemberStatus status(MemberSettings settings, List<String> kidsSeen, long sequence, Moment now) {
        Ring ring = snapshot == null ? null : snapshot.ring();
        Moment lease = snapshot == null ? null : snapshot.leaseStart();
        return new MemberStatus(settings.keyring(), settings.instance(), settings.service(), settings.role(), sequence,
                now.wall(), settings.statusInterval(), ring == null ? null : ring.position(),
                ring == null ? null : ring.writeId(), snapshot == null ? null : snapshot.appliedAt().wall(), heard,
                held, lease == null ? null : lease.wall(), clockOffset, settings.maxTokenLifetime(), kidsSeen,
                ready, problems, settings.role() == MemberRole.ROTATOR ? declaredFalse() : null);
    }

    private List<WriteRef> declaredFalse() {
        return falsehoods.stream()
                .sorted(Comparator.comparing(WriteRef::position).thenComparing(WriteRef::writeId).reversed())
                .limit(MOST_FALSEHOODS).toList();
    }
}

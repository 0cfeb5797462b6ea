package dev.habittracker.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// What a member of a keyring says of itself, on every change and on a heartbeat. Rotators are members too.
///
/// @param keyring          the keyring's name
/// @param instance         random per process
/// @param service          the name of the service that the process runs, such as `habit-api`
/// @param role             what the process does with the ring
/// @param sequence         counts the statuses of this instance from 1; a rotator knows its own echo by it
/// @param sent             when, by the member's clock
/// @param interval         how often a status comes at the least; live means: one came within three of these
/// @param applied          the position of the ring in use; `null` before the first
/// @param writeId          the write that made that ring; `null` before the first
/// @param appliedAt        when that ring was put to use, by the member's clock; `null` before the first
/// @param heard            the highest position known from ring, events and statuses; `null` before the first
/// @param keys             the keys held, each with its self-test
/// @param lastRead         start of the last read of Vault that renewed the signing lease; `null` before the first
/// @param clockOffset      Vault's clock less the member's, as last seen; `null` before the first answer of Vault
/// @param maxTokenLifetime the lifetime that the member is configured to issue; `null` where it issues nothing
/// @param kidsSeen         kids of tokens that the member checked of late, newest first
/// @param ready            whether the member takes requests
/// @param problems         what an operator should know: a fork, an event ahead of the store, a slow clock
/// @param declaredFalse    a rotator's word, after `forget`, that these writes were never done, whatever tells of them;
///                         `null` where there are none, and for other members
@JsonNaming(SnakeCaseStrategy.class)
public record MemberStatus(String keyring, String instance, String service, MemberRole role, long sequence,
        Instant sent, Duration interval, @Nullable Position applied, @Nullable String writeId,
        @Nullable Instant appliedAt, @Nullable Position heard, List<HeldKey> keys, @Nullable Instant lastRead,
        @Nullable Duration clockOffset, @Nullable Duration maxTokenLifetime, List<String> kidsSeen, boolean ready,
        List<String> problems, @Nullable List<WriteRef> declaredFalse) {

    /// The CloudEvents type of a status.
    public static final String CLOUD_EVENT_TYPE = "dev.habittracker.keys.member-status.v1";

    public MemberStatus {
        declaredFalse = declaredFalse == null || declaredFalse.isEmpty() ? null : List.copyOf(declaredFalse);
    }
}

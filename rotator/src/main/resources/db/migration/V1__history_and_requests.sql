-- What is kept of keyrings' pasts, and the requests of operators. No key material stands in any of these tables.

-- One row for each version of a ring, filled from the ring's own journal.
create table ring_version (
    keyring    text        not null,
    epoch      bigint      not null,
    version    bigint      not null,
    write_id   text        not null,
    event      text        not null,
    reason     text        not null,
    request_id text,
    decided_by text        not null,
    decided    timestamptz not null,
    -- when Vault made the version; unknown where it was filled in later
    created    timestamptz,
    -- when Kafka was known to have its event
    published  timestamptz,
    -- the event's data, as the topic has it
    data       jsonb       not null,
    -- the kids that the ring listed; unknown where the version was filled in later
    kids       text[],
    recorded   timestamptz not null default now(),
    primary key (keyring, epoch, version, write_id)
);

-- When each member put a version to use, by the member's clock.
create table member_applied (
    keyring  text        not null,
    epoch    bigint      not null,
    version  bigint      not null,
    instance text        not null,
    service  text        not null,
    applied  timestamptz not null,
    primary key (keyring, epoch, version, instance)
);

-- What was done, and what was waited for, on the way to a version; epoch and version are 0 before the first ring.
create table rotation_step (
    id      bigint generated always as identity primary key,
    keyring text        not null,
    epoch   bigint      not null,
    version bigint      not null,
    at      timestamptz not null,
    kind    text        not null,
    reason  text        not null
);
create index rotation_step_of_version on rotation_step (keyring, epoch, version, id);

create table request (
    id              text        not null primary key,
    keyring         text        not null,
    idempotency_key text        not null,
    operation       text        not null,
    parameters      jsonb       not null,
    reason          text,
    requested_by    text        not null,
    accepted        timestamptz not null,
    -- the ring's position when the request was accepted
    seen_epoch      bigint,
    seen_version    bigint,
    state           text        not null check (state in ('accepted', 'waiting', 'done', 'blocked', 'refused')),
    state_reason    text        not null,
    result_epoch    bigint,
    result_version  bigint,
    finished        timestamptz,
    unique (keyring, idempotency_key)
);
create index request_open on request (keyring, accepted) where state in ('accepted', 'waiting');

-- The policy that each keyring should have: the last change counts, of the configuration or by an operator.
create table aim (
    keyring           text    not null primary key,
    configured        jsonb   not null,
    target            jsonb   not null,
    allow_kind_change boolean not null
);

-- Writes that an operator declared false: forged events, say.
create table declared_false (
    keyring  text        not null,
    epoch    bigint      not null,
    version  bigint      not null,
    write_id text        not null,
    declared timestamptz not null,
    primary key (keyring, epoch, version, write_id)
);

-- A file of one audit device of one Vault node.
create table audit_file (
    id     bigint generated always as identity primary key,
    node   text not null,
    device text not null,
    -- inode number and SHA-256 of the first line
    file   text not null,
    unique (node, device, file)
);

-- One row for each part of a line; almost every line is one part. The parts of a line are contiguous, and so are the
-- lines of a file: [part_start, part_end) and the newline cover the file without a gap.
create table audit_record (
    -- order of storing; breaks ties between records of the same time
    id             bigint generated always as identity,
    file_id        bigint not null references audit_file,
    line_start     bigint not null,
    line_end       bigint not null,
    line_sha256    bytea  not null check (octet_length(line_sha256) = 32),
    part_start     bigint not null,
    part_end       bigint not null,
    state          text   not null check (state in ('PARSED', 'SALVAGED', 'FRAGMENT', 'UNREADABLE', 'HEAD')),
    -- why it is not simply a record on a line of its own
    remark         text,
    -- the bytes as Vault wrote them; null where they are in audit_chunk
    raw            bytea check ((raw is null) = (state = 'HEAD')),
    -- the record with U+0000, lone surrogates and numbers beyond numeric replaced; null unless it is complete
    record         jsonb check (record is null or state in ('PARSED', 'SALVAGED')),
    time           timestamptz,
    type           text,
    request_id     text,
    operation      text,
    path           text,
    namespace      text,
    mount_point    text,
    entity_id      text,
    display_name   text,
    role_name      text,
    accessor       text,
    remote_address text,
    error          text,
    allowed        boolean,
    secret_version integer,
    primary key (file_id, line_start, line_end, line_sha256, part_start),
    check (line_start >= 0 and line_end > line_start),
    check (part_start >= line_start and part_end >= part_start and part_end <= line_end)
);

-- A client chooses the path and its length; a B-tree row must not be longer than 2,704 bytes.
create index audit_record_path on audit_record (left(path, 500), operation, time desc, id desc);
create index audit_record_request on audit_record (left(request_id, 100), type, time, id);

-- The pieces of a line that is too long for one message.
create table audit_chunk (
    file_id     bigint  not null references audit_file,
    line_start  bigint  not null,
    line_end    bigint  not null,
    line_sha256 bytea   not null check (octet_length(line_sha256) = 32),
    chunk       integer not null,
    chunks      integer not null,
    raw         bytea   not null,
    primary key (file_id, line_start, line_end, line_sha256, chunk),
    check (chunk >= 0 and chunk < chunks)
);

-- How far each partition was stored, written in the same transaction as the rows.
create table audit_offset (
    topic        text    not null,
    partition_no integer not null,
    -- a topic that was deleted and created again has another id, and is read from its start
    topic_id     uuid    not null,
    next_offset  bigint  not null,
    primary key (topic, partition_no)
);

-- Messages that could not be stored; each is whole on the topic of dead letters.
create table audit_dead_letter (
    topic        text        not null,
    topic_id     uuid        not null,
    partition_no integer     not null,
    message      bigint      not null,
    reason       text        not null,
    noticed      timestamptz not null,
    primary key (topic_id, partition_no, message)
);

-- Messages that the topic had deleted before they were stored: [from_offset, to_offset).
create table audit_gap (
    topic        text        not null,
    topic_id     uuid        not null,
    partition_no integer     not null,
    from_offset  bigint      not null,
    to_offset    bigint      not null,
    noticed      timestamptz not null,
    primary key (topic_id, partition_no, from_offset)
);

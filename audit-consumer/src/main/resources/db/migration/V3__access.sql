-- Who looked at the audit trail.
create table audit_access (
    id              bigint generated always as identity primary key,
    at              timestamptz not null,
    -- which question, such as records
    question        text        not null,
    -- its parameters, as they were in the address
    parameters      text        not null,
    -- of the caller's token: its accessor as SHA-256, its display name and entity; null where it has none
    accessor_sha256 text,
    display_name    text,
    entity_id       text,
    -- how many records the answer had; null while it is being sent, and where it broke off
    rows            bigint
);

create index audit_access_at on audit_access (at desc, id desc);

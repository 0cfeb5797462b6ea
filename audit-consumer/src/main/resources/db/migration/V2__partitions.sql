-- The records in partitions, one for each UTC day, so that a day can be dropped whole. Rows that were there are moved.

alter table audit_record rename to audit_record_v1;
alter index audit_record_pkey rename to audit_record_v1_pkey;
drop index audit_record_path;
drop index audit_record_request;

create sequence audit_record_id as bigint;

create table audit_record (
    -- order of storing; breaks ties between records of the same time
    id             bigint      not null default nextval('audit_record_id'),
    -- when Vault wrote it, in microseconds; -infinity where the bytes do not say
    time           timestamptz not null,
    file_id        bigint      not null references audit_file,
    line_start     bigint      not null,
    line_end       bigint      not null,
    line_sha256    bytea       not null check (octet_length(line_sha256) = 32),
    part_start     bigint      not null,
    part_end       bigint      not null,
    state          text        not null check (state in ('PARSED', 'SALVAGED', 'FRAGMENT', 'UNREADABLE', 'HEAD')),
    -- why it is not simply a record on a line of its own
    remark         text,
    -- the bytes as Vault wrote them; null where they are in audit_chunk
    raw            bytea check ((raw is null) = (state = 'HEAD')),
    -- the record with U+0000, lone surrogates and numbers beyond numeric replaced; null unless it is complete
    record         jsonb check (record is null or state in ('PARSED', 'SALVAGED')),
    type           text,
    request_id     text,
    operation      text,
    path           text,
    namespace      text,
    mount_point    text,
    mount_type     text,
    entity_id      text,
    display_name   text,
    role_name      text,
    -- these four are hashed by the audit device
    accessor       text,
    token          text,
    wrapping_token text,
    shown_token    text,
    policies       text[],
    remote_address text,
    error          text,
    allowed        boolean,
    secret_version integer,
    -- the time belongs to a line, so the key names the line and its place, whatever the partition
    primary key (file_id, line_start, part_start, line_sha256, time),
    check (line_start >= 0 and line_end > line_start),
    check (part_start >= line_start and part_end >= part_start and part_end <= line_end)
) partition by range (time);

alter sequence audit_record_id owned by audit_record.id;

-- Without a time no day can be found, nor when to forget: these few are kept without end.
create table audit_record_undated partition of audit_record for values from (minvalue) to ('0001-01-01 00:00:00+00');

-- A client chooses some of these texts and their length; a B-tree row must not be longer than 2,704 bytes. Of a hash the
-- last 16 digits are enough to find it. Newest first, so that a page is the beginning of a scan.
create index audit_record_time on audit_record (time desc, id desc);
create index audit_record_path on audit_record (left(path, 500) collate "C", time desc, id desc);
create index audit_record_request on audit_record (left(request_id, 100), time);
create index audit_record_accessor on audit_record (right(accessor, 16), time desc, id desc);
create index audit_record_token on audit_record (right(token, 16), time desc, id desc);
create index audit_record_entity on audit_record (left(entity_id, 100), time desc, id desc);
create index audit_record_address on audit_record (left(remote_address, 100), time desc, id desc);
create index audit_record_error on audit_record (time desc, id desc) where error is not null;
create index audit_record_wrapped on audit_record (right(wrapping_token, 16)) where wrapping_token is not null;
create index audit_record_shown on audit_record (right(shown_token, 16)) where shown_token is not null;

-- The partition of a day, made where it is missing. To attach a table disturbs neither readers nor writers, as to create
-- a partition would.
create function audit_partition(day date) returns void language plpgsql as $$
declare
    name text := 'audit_record_' || to_char(day, 'YYYYMMDD');
begin
    if to_regclass(name) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('audit_partition'));
    if to_regclass(name) is not null then
        return;
    end if;
    execute format('create table %I (like audit_record including all)', name);
    execute format('alter table audit_record attach partition %I for values from (%L) to (%L)', name,
        day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
end $$;

select audit_partition(day)
  from (select distinct (time at time zone 'UTC')::date as day from audit_record_v1 where time is not null) days;

insert into audit_record (id, time, file_id, line_start, line_end, line_sha256, part_start, part_end, state, remark, raw,
    record, type, request_id, operation, path, namespace, mount_point, mount_type, entity_id, display_name, role_name,
    accessor, token, wrapping_token, shown_token, policies, remote_address, error, allowed, secret_version)
select id, coalesce(time, '-infinity'), file_id, line_start, line_end, line_sha256, part_start, part_end, state, remark,
    raw, record, type, request_id, operation, path, namespace, mount_point, record #>> '{request,mount_type}', entity_id,
    display_name, role_name, coalesce(accessor, record #>> '{request,client_token_accessor}'),
    coalesce(record #>> '{auth,client_token}', record #>> '{request,client_token}'),
    record #>> '{response,wrap_info,token}', record #>> '{request,data,token}',
    case when jsonb_typeof(record #> '{auth,policies}') = 'array'
         then array(select jsonb_array_elements_text(record #> '{auth,policies}')) end,
    remote_address, error, allowed, secret_version
  from audit_record_v1
on conflict do nothing;

select setval('audit_record_id', greatest(1, (select max(id) from audit_record)));

-- How far a file was stored: a line at or behind this place was never stored before, and needs no look.
alter table audit_file add column seen_to bigint not null default 0;

update audit_file f set seen_to = greatest(
    coalesce((select max(line_end) from audit_record_v1 r where r.file_id = f.id), 0),
    coalesce((select max(line_end) from audit_chunk c where c.file_id = f.id), 0));

-- The lines that are kept in pieces, with their time: the pieces go when the day of the line goes.
create table audit_long_line (
    file_id     bigint      not null references audit_file,
    line_start  bigint      not null,
    line_end    bigint      not null,
    line_sha256 bytea       not null check (octet_length(line_sha256) = 32),
    time        timestamptz not null,
    primary key (file_id, line_start, line_end, line_sha256)
);

create index audit_long_line_time on audit_long_line (time);

insert into audit_long_line (file_id, line_start, line_end, line_sha256, time)
select file_id, line_start, line_end, line_sha256, coalesce(time, '-infinity') from audit_record_v1 where state = 'HEAD';

drop table audit_record_v1;

-- Records of before this time are not kept: their partitions were dropped. It only grows, and whoever stores holds it
-- fast meanwhile, so that a line delivered again does not come back after its day was dropped.
create table audit_retention (
    only_row  boolean     primary key default true check (only_row),
    kept_from timestamptz not null
);

insert into audit_retention (kept_from) values ('-infinity');

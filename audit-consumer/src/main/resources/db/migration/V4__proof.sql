-- That nothing is missing, and that nothing was changed since it was stored.

-- Which bytes of the file are stored; what lies between is not.
alter table audit_file add column covered int8multirange not null default '{}';

update audit_file f set covered = coalesce(
    (select range_agg(int8range(r.line_start, r.line_end)) from audit_record r where r.file_id = f.id), '{}');

-- Something that an operator should know: when it was noticed, where it is, what was seen.
create table audit_fact (
    id      bigint generated always as identity primary key,
    kind    text        not null,
    noticed timestamptz not null,
    node    text,
    device  text,
    file    text,
    -- bytes of the file; the end is null where nobody knows it
    from_position bigint,
    to_position   bigint,
    -- how many records, where they can be counted
    records bigint,
    detail  text        not null,
    -- the same fact is written down once; null where each stands for itself
    same_as text unique
);

create index audit_fact_noticed on audit_fact (noticed desc, id desc);

-- The transaction that stored a row.
alter table audit_record add column batch bigint;
create sequence audit_batch as bigint;
create index audit_record_batch on audit_record (batch);

-- The chain: a link for each batch and each day that it has records of, for a day is dropped whole. A link holds the digest
-- of the rows and of the link before it; so no row, and no link but the last ones, can be changed unnoticed.
create table audit_link (
    position bigint      primary key,
    batch    bigint      not null,
    -- -infinity for records without a time
    day      date        not null,
    stored   timestamptz not null,
    rows     bigint      not null,
    digest   bytea       not null,
    previous bytea       not null,
    chain    bytea       not null,
    unique (batch, day)
);

create table audit_chain (
    only_row boolean primary key default true check (only_row),
    position bigint  not null,
    chain    bytea   not null
);

insert into audit_chain (position, chain) values (0, sha256('audit trail'));

-- The digest of the rows of a batch on a day. Columns by name and independent of the session's settings: a later column
-- changes no digest.
create function audit_digest(of_batch bigint, of_day date, out rows bigint, out digest bytea) language sql stable as $$
    select count(*), sha256(coalesce(string_agg(sha256(convert_to(row(
               r.id, case when r.time <> '-infinity' then (extract(epoch from r.time) * 1000000)::bigint end, r.file_id,
               r.line_start, r.line_end, encode(r.line_sha256, 'hex'), r.part_start, r.part_end, r.state, r.remark,
               encode(sha256(r.raw), 'hex'), r.record::text, r.type, r.request_id, r.operation, r.path, r.namespace,
               r.mount_point, r.mount_type, r.entity_id, r.display_name, r.role_name, r.accessor, r.token,
               r.wrapping_token, r.shown_token, r.policies::text, r.remote_address, r.error, r.allowed::text,
               r.secret_version)::text, 'UTF8')), ''::bytea order by r.id), ''))
      from audit_record r
     where r.batch = of_batch
       and r.time >= case when of_day = '-infinity' then '-infinity' else of_day::timestamp at time zone 'UTC' end
       and r.time < case when of_day = '-infinity' then '0001-01-01 00:00:00+00'
                         else (of_day + 1)::timestamp at time zone 'UTC' end
$$;

create function audit_chained(previous bytea, place bigint, batch bigint, day date, stored timestamptz, rows bigint,
    digest bytea) returns bytea language sql immutable as $$
    select sha256(previous || convert_to(concat_ws('/', place, batch,
               case when day = '-infinity' then 'undated' else to_char(day, 'YYYY-MM-DD') end,
               (extract(epoch from stored) * 1000000)::bigint, rows), 'UTF8') || digest)
$$;

-- Links a batch to the chain, at the end of the transaction that stored it: from here to its commit the others wait.
create function audit_seal(of_batch bigint, days date[], now timestamptz) returns void language plpgsql as $$
declare
    of_day date;
    counted record;
    head audit_chain;
    linked bytea;
begin
    foreach of_day in array days loop
        select * into counted from audit_digest(of_batch, of_day);
        if counted.rows > 0 then
            select * into head from audit_chain for update;
            linked := audit_chained(head.chain, head.position + 1, of_batch, of_day, now, counted.rows, counted.digest);
            insert into audit_link (position, batch, day, stored, rows, digest, previous, chain)
            values (head.position + 1, of_batch, of_day, now, counted.rows, counted.digest, head.chain, linked);
            update audit_chain set position = head.position + 1, chain = linked;
        end if;
    end loop;
end $$;

-- What was stored before there was a chain is its beginning.
do $$
declare
    first bigint := nextval('audit_batch');
begin
    update audit_record set batch = first;
    perform audit_seal(first, (select coalesce(array_agg(distinct
        case when time = '-infinity' then '-infinity'::date else (time at time zone 'UTC')::date end), '{}')
        from audit_record), now());
end $$;

alter table audit_record alter column batch set not null;

-- What was noticed before there were facts.
insert into audit_fact (kind, noticed, detail, same_as)
select 'TOPIC_GAP', noticed, topic || '-' || partition_no || ': messages from offset ' || from_offset || ' to before '
           || to_offset || ' were deleted before they were stored',
       'gap ' || topic_id || '/' || partition_no || '/' || from_offset
  from audit_gap
union all
select 'DEAD_LETTER', noticed, topic || '-' || partition_no || '@' || message || ': ' || reason,
       'dead letter ' || topic_id || '/' || partition_no || '/' || message
  from audit_dead_letter;

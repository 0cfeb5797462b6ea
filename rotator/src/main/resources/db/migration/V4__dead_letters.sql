-- Records that nobody could read and that were put among the dead letters, by where they stood.
create table dead_letter (
    topic         text        not null,
    partition     integer     not null,
    record_offset bigint      not null,
    -- the record's own time: tells it from one of a topic of the same name that was made later
    sent          timestamptz not null,
    primary key (topic, partition, record_offset, sent)
);

-- A step whose insert was done, but whose answer was lost, is sent again: it is the same one if all of it is.
delete from rotation_step again using rotation_step first
where again.id > first.id and (again.keyring, again.epoch, again.version, again.at, again.kind, again.reason)
    = (first.keyring, first.epoch, first.version, first.at, first.kind, first.reason);
-- the reason's hash in its place, for an index has no room for long texts
create unique index rotation_step_once
    on rotation_step (keyring, epoch, version, at, kind, hashtextextended(reason, 0));

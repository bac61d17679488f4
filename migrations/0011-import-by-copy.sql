-- Imports write at the pace of COPY: no index on the random bytes of a key that every new figure would have to be sorted into.
-- One figure of a key stands at a time because a source is imported and withdrawn by one transaction at a time, which compares keys first.
-- What ended keeps its index by key (observation_earlier), so the history of a figure is found as before.
drop index collection.observation_current;
drop index collection.observation_since;
create index observation_by_release on collection.observation (source_id, since_release);

-- The id of a release is known before its observations are copied.
grant usage on sequence collection.release_id_seq to sidmi_app;

alter table collection.delivery drop constraint delivery_state;
alter table collection.delivery add constraint delivery_state check (state in ('received', 'done', 'failed', 'cancelled'));

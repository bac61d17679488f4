-- Sealed reports: what reporters sent as age files, the desks of the units that answer them, and the coded part beside.
-- Of a reporter only the day is kept. Ids are random, messages are numbered within their report. Row-level security is the second lock:
-- without saying for whom it asks (the node, a receipt, a member of the unit) a query finds nothing.
create schema reports;

-- Also what a second, harmless receipt leads to: the same, without keys, so that no unit sees it.
create table reports.report (
  id uuid primary key,
  -- SHA-256 of what the receipt is looked up by.
  lookup bytea not null constraint report_lookup_is_a_hash check (octet_length(lookup) = 32),
  day date not null,
  recipient text not null,
  identity bytea not null,
  -- Keys of units that what is said from now on is sealed to.
  keys uuid[] not null,
  may_contact boolean not null,
  may_count boolean not null,
  pass_on text[] not null,
  is_withdrawn boolean not null default false,
  -- The last number given to a message.
  last_seq integer not null default 0,
  constraint report_lookup_once unique (lookup)
);
create index report_by_day on reports.report (day);

-- A report before one of its units.
create table reports.desk (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null constraint desk_of_report references reports.report (id),
  unit_id uuid not null,
  day date not null,
  state text not null default 'new' constraint desk_state check (state in ('new', 'open', 'waiting', 'closed', 'rejected', 'withdrawn')),
  is_aside boolean not null default false,
  assignee_id uuid,
  answer_by date not null,
  answered date,
  joined_to uuid constraint desk_joined_to references reports.desk (id),
  reason text,
  ended_by uuid,
  ended_at timestamptz,
  constraint desk_once unique (report_id, unit_id),
  constraint desk_not_joined_to_itself check (joined_to <> id)
);
create index desk_by_unit on reports.desk (unit_id, state);
create index desk_by_joined on reports.desk (joined_to);

-- Number 0 is the report itself. Officers' words carry their names and, for notes, the time; a reporter's only the day.
create table reports.message (
  id uuid primary key,
  report_id uuid not null constraint message_of_report references reports.report (id),
  seq integer not null,
  kind text not null constraint message_kind check (kind in ('report', 'reporter', 'unit', 'note')),
  unit_id uuid,
  person_id uuid,
  day date not null,
  at timestamptz,
  body bytea not null,
  constraint message_once unique (report_id, seq),
  constraint message_speaker check (case kind when 'note' then unit_id is not null when 'unit' then true else unit_id is null end),
  constraint message_without_time check (kind = 'note' or at is null)
);
alter table reports.message alter column body set storage external;
create index message_by_day on reports.message (day);

-- What another unit must be able to read after a transfer, sealed anew to its key by the officer who passed it on.
create table reports.resealed (
  message_id uuid not null constraint resealed_message references reports.message (id) on delete cascade,
  unit_id uuid not null,
  report_id uuid not null constraint resealed_of_report references reports.report (id),
  body bytea not null,
  primary key (message_id, unit_id)
);
alter table reports.resealed alter column body set storage external;

-- A sealed file: on its way under `part_id`, whole at `place`, and of a report once one names it with its secret.
create table reports.file (
  id uuid primary key,
  secret bytea not null constraint file_secret_is_a_hash check (octet_length(secret) = 32),
  bytes bigint not null constraint file_bytes check (bytes between 0 and 629145600),
  day date not null,
  part_id uuid not null,
  -- Chosen by chance beforehand, so that a fall between the disk and this table is mended.
  place text not null,
  is_whole boolean not null default false,
  report_id uuid constraint file_of_report references reports.report (id),
  message_id uuid constraint file_of_message references reports.message (id),
  -- The unit it was sealed anew for, instead of another file.
  unit_id uuid,
  replaces uuid
);
create index file_by_report on reports.file (report_id);

-- The coded part, set by an officer: classifications without identity, all that reaches statistics.
create table reports.coding (
  desk_id uuid primary key constraint coding_of_desk references reports.desk (id),
  report_id uuid not null constraint coding_of_report references reports.report (id),
  unit_id uuid not null,
  offence text not null,
  territory text not null,
  month date,
  sex text,
  age_band text,
  nationality text,
  modus_operandi text[] not null,
  coded_by uuid not null,
  coded_at timestamptz not null
);
create index coding_by_report on reports.coding (report_id);

-- What officers did with a desk.
create table reports.step (
  desk_id uuid not null constraint step_of_desk references reports.desk (id),
  unit_id uuid not null,
  act text not null,
  person_id uuid,
  at timestamptz not null
);
create index step_by_desk on reports.step (desk_id);

-- How many reports a past day brought, and a digest of their ids: none can vanish unseen, and none has its hour in the memory.
create table reports.settled_day (
  day date primary key,
  reports integer not null,
  digest bytea not null
);

-- What was last handed to collection to be counted.
create table reports.counted (
  is_only boolean primary key default true constraint counted_is_only check (is_only),
  digest bytea not null,
  day date not null
);

create function reports.is_node() returns boolean language sql stable as $$
  select coalesce(current_setting('sidmi.for', true), '') = 'node'
$$;

-- The hash of the lookup the transaction was given; null when it asks for no receipt.
create function reports.asked_lookup() returns bytea language sql stable as $$
  select decode(nullif(current_setting('sidmi.lookup', true), ''), 'hex')
$$;

create function reports.asking_person() returns uuid language sql stable as $$
  select nullif(current_setting('sidmi.person', true), '')::uuid
$$;

-- The units of the person for whom the transaction asks; people of migration control have none.
create function reports.my_units() returns setof uuid language sql stable security definer set search_path = pg_catalog, reports as $$
  select member.unit from units.shared_member member join accounts.shared_person person on person.id = member.person
  where member.person = reports.asking_person() and person.is_active and person.institution_kind <> 'migration'
$$;

create function reports.is_reporter(p_report uuid) returns boolean language sql stable security definer set search_path = pg_catalog, reports as $$
  select exists (select from reports.report where report.id = p_report and report.lookup = reports.asked_lookup())
$$;

create function reports.is_officer(p_report uuid) returns boolean language sql stable security definer set search_path = pg_catalog, reports as $$
  select exists (select from reports.desk where desk.report_id = p_report and desk.unit_id in (select reports.my_units()))
$$;

-- Which units have a report, for those who may see it: that another one has it too is no secret among them.
create function reports.units_of(p_report uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, reports as $$
  select unit_id from reports.desk where desk.report_id = p_report and reports.is_officer(p_report)
$$;

-- Whether the transaction said for whom it writes.
create function reports.is_known() returns boolean language sql stable as $$
  select reports.is_node() or reports.asked_lookup() is not null or reports.asking_person() is not null
$$;

alter table reports.report enable row level security;
create policy report_seen on reports.report using (
  reports.is_node() or lookup = reports.asked_lookup() or (reports.asking_person() is not null and reports.is_officer(id))) with check (reports.is_known());

alter table reports.desk enable row level security;
create policy desk_seen on reports.desk using (
  reports.is_node() or unit_id in (select reports.my_units()) or (reports.asked_lookup() is not null and reports.is_reporter(report_id))) with check (reports.is_known());

alter table reports.resealed enable row level security;
create policy resealed_seen on reports.resealed using (
  reports.is_node() or unit_id in (select reports.my_units()) or (reports.asked_lookup() is not null and reports.is_reporter(report_id))) with check (reports.is_known());

-- What a unit said or noted is its own, until it is sealed anew for another.
alter table reports.message enable row level security;
create policy message_seen on reports.message using (
  reports.is_node()
  or (kind <> 'note' and reports.asked_lookup() is not null and reports.is_reporter(report_id))
  or (kind in ('report', 'reporter') and reports.asking_person() is not null and reports.is_officer(report_id))
  or (kind in ('unit', 'note') and unit_id in (select reports.my_units()))
  or (kind = 'unit' and exists (select from reports.resealed where resealed.message_id = message.id and resealed.unit_id in (select reports.my_units()))))
  with check (reports.is_known());

-- A file on its way is seen by whoever holds its secret.
alter table reports.file enable row level security;
create policy file_seen on reports.file using (
  reports.is_node()
  or encode(secret, 'hex') = any (string_to_array(nullif(current_setting('sidmi.secrets', true), ''), ','))
  or (report_id is not null and reports.asked_lookup() is not null and reports.is_reporter(report_id))
  or (report_id is not null and unit_id is null and reports.asking_person() is not null and reports.is_officer(report_id))
  or unit_id in (select reports.my_units())) with check (true);

alter table reports.coding enable row level security;
create policy coding_seen on reports.coding using (reports.is_node() or unit_id in (select reports.my_units()));

alter table reports.step enable row level security;
create policy step_seen on reports.step using (reports.is_node() or unit_id in (select reports.my_units()));

-- Past days' rows are written anew in the order of their random ids, all at once: neither their place nor their transaction tells when in the day they came.
-- Nobody can send meanwhile, so what has become large keeps its place and only loses its transaction.
create function reports.shuffle(p_since date, p_before date) returns void language plpgsql security definer set search_path = pg_catalog, reports as $$
begin
  set local lock_timeout = '5s';
  update reports.report set day = day where day >= p_since and day < p_before;
  update reports.desk set day = day where day >= p_since and day < p_before;
  update reports.message set day = day where day >= p_since and day < p_before and kind in ('report', 'reporter');
  update reports.file set day = day where day >= p_since and day < p_before;
  cluster reports.report using report_pkey;
  cluster reports.desk using desk_pkey;
  cluster reports.file using file_pkey;
  if pg_total_relation_size('reports.message') < 500000000 then
    cluster reports.message using message_pkey;
  end if;
end $$;

revoke all on function reports.shuffle(date, date) from public;
grant usage on schema reports to sidmi_app;
grant execute on all functions in schema reports to sidmi_app;
grant select, insert, update on all tables in schema reports to sidmi_app;
grant delete on reports.message, reports.resealed, reports.file, reports.coding to sidmi_app;

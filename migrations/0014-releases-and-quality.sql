-- A release may also be a withdrawal: it closes what a release or some territories and periods brought, says why, and deletes nothing.
alter table collection.release alter column delivery_id drop not null;
alter table collection.release alter column profile_sha256 drop not null;
alter table collection.release add column kind text not null default 'delivery' constraint release_kind check (kind in ('delivery', 'withdrawal'));
-- The release a withdrawal takes back; null when it takes back chosen cells, which `withdrawn_cells` names.
alter table collection.release add column withdraws bigint;
alter table collection.release add column withdrawn_cells jsonb;
alter table collection.release add column reason text;
alter table collection.release add column person_id uuid;
alter table collection.release add column institution_id uuid;
alter table collection.release add column counts jsonb;
alter table collection.release add constraint release_delivered check ((kind = 'delivery') = (delivery_id is not null) and (kind = 'delivery') = (profile_sha256 is not null));
alter table collection.release add constraint release_withdrawal_says_why check ((kind = 'withdrawal') = (reason is not null));
alter table collection.release add constraint release_withdraws_one check (kind = 'delivery' or (withdraws is null) <> (withdrawn_cells is null));

grant update (counts) on collection.release to sidmi_app;

-- What a withdrawal brings back keeps the release that once brought it, so that its file and line can still be found.
alter table collection.observation add column origin_release bigint;
create index observation_origin on collection.observation (origin_release) where origin_release is not null;

create or replace view collection.shared_observation as
  select observation.id, observation.source_id, observation.measure, observation.since_release as release_id, release.number as release,
    release.delivery_id as delivery, observation.line, observation.grain, observation.period_start, observation.country,
    observation.territory, observation.municipality, observation.offence, observation.category, observation.subcategory,
    observation.modality, observation.region, observation.sex, observation.age_band, observation.nationality, observation.route,
    observation.cause, observation.lat, observation.lon, observation.value, observation.withheld
  from collection.observation left join collection.release on release.id = coalesce(observation.origin_release, observation.since_release)
  where observation.until_release is null;

create or replace view collection.shared_observation_history as
  select observation.id, observation.source_id, observation.measure, observation.since_release as release_id, release.number as release,
    release.delivery_id as delivery, observation.line, observation.grain, observation.period_start, observation.country,
    observation.territory, observation.municipality, observation.offence, observation.category, observation.subcategory,
    observation.modality, observation.region, observation.sex, observation.age_band, observation.nationality, observation.route,
    observation.cause, observation.lat, observation.lon, observation.value, observation.withheld,
    observation.since_release, observation.until_release
  from collection.observation left join collection.release on release.id = coalesce(observation.origin_release, observation.since_release);

create or replace view collection.shared_release as
  select release.id, release.source_id, release.number, release.at as released_at, release.delivery_id as delivery, release.scope,
    release.kind, release.withdraws, release.reason
  from collection.release;

-- What came of each delivery, for those who judge how good it was.
create view collection.shared_delivery_outcome as
  select delivery.id as delivery, delivery.source_id, delivery.institution_id, delivery.person_id, delivery.received_at, delivery.state,
    (delivery.counts ->> 'read')::int as read, (delivery.counts ->> 'accepted')::int as accepted, (delivery.counts ->> 'refused')::int as refused
  from collection.delivery;
grant select on collection.shared_delivery_outcome to sidmi_app;

create schema quality;
grant usage on schema quality to sidmi_app;

-- One finding for as long as it is the same one: `key` says which figures of which source it is about.
create table quality.finding (
  id uuid primary key default gen_random_uuid(),
  check_id text not null constraint finding_check check (check_id in ('place', 'totals', 'duplicate', 'split', 'jump', 'gap')),
  source_id text not null,
  key text not null,
  diagnosis text not null,
  severity text not null constraint finding_severity check (severity in ('severe', 'moderate', 'minor')),
  score double precision not null,
  facts jsonb not null,
  -- The observations it was found in, at most a hundred of them, and how many there are.
  observations bigint[] not null,
  cells integer not null,
  delivery_id uuid,
  institution_id uuid,
  person_id uuid,
  state text not null default 'open' constraint finding_state check (state in ('open', 'explained', 'mended')),
  explanation text,
  found_release integer not null,
  mended_release integer,
  found_at timestamptz not null,
  changed_at timestamptz not null,
  constraint finding_once unique (check_id, source_id, key),
  constraint finding_explained check (state <> 'explained' or explanation is not null),
  constraint finding_mended check ((state = 'mended') = (mended_release is not null))
);
create index finding_by_state on quality.finding (state, severity, changed_at desc);
create index finding_by_institution on quality.finding (institution_id, state);

-- What happened to a finding, and what people wrote about it, in order.
create table quality.note (
  id bigint generated always as identity primary key,
  finding_id uuid not null constraint note_of_finding references quality.finding (id),
  at timestamptz not null,
  person_id uuid,
  what text not null constraint note_what check (what in ('found', 'mended', 'returned', 'assigned', 'explained', 'reopened', 'noted')),
  words text
);
create index note_by_finding on quality.note (finding_id, id);

-- How far each source was examined, by which form of the checks.
create table quality.examination (
  source_id text primary key,
  release bigint not null,
  release_number integer not null,
  form smallint not null,
  at timestamptz not null,
  milliseconds integer not null,
  marks jsonb not null
);

grant select, insert, update on quality.finding to sidmi_app;
grant select, insert on quality.note to sidmi_app;
grant select, insert, update on quality.examination to sidmi_app;

-- Sources, the files delivered to them, the releases those made, and every observation with the line it came from.
create schema collection;
grant usage on schema collection to sidmi_app;

create table collection.source (
  id text primary key,
  name jsonb not null,
  publisher text not null,
  licence text not null,
  attribution jsonb not null,
  note jsonb not null,
  url text not null,
  is_public boolean not null,
  is_demonstration boolean not null,
  cadence text not null constraint source_cadence check (cadence in ('weekly', 'monthly', 'yearly', 'irregular'))
);

create table collection.measure (
  source_id text not null constraint measure_of_source references collection.source (id),
  id text not null,
  unit text not null constraint measure_unit check (unit in ('case-files', 'victims', 'persons', 'events', 'encounters')),
  name jsonb not null,
  is_default boolean not null,
  position integer not null,
  primary key (source_id, id)
);

-- Every wording of a profile that ever coded a file, so that an old figure can still be explained.
create table collection.profile (
  sha256 text primary key,
  id text not null,
  version integer not null,
  source_id text not null constraint profile_of_source references collection.source (id),
  definition jsonb not null
);

create table collection.delivery (
  id uuid primary key,
  source_id text not null constraint delivery_of_source references collection.source (id),
  institution_id uuid,
  person_id uuid,
  -- Where the deliverer may speak for, when the source is shared out by territory; empty means anywhere.
  territories text[] not null,
  file_sha256 text not null,
  file_name text not null,
  file_bytes bigint not null,
  state text not null constraint delivery_state check (state in ('received', 'done', 'failed')),
  received_at timestamptz not null,
  finished_at timestamptz,
  problem jsonb,
  -- How the file was read, and what came of it; null until it was.
  reading jsonb,
  counts jsonb,
  constraint delivery_failed_says_why check ((state = 'failed') = (problem is not null)),
  constraint delivery_done_has_counts check (state <> 'done' or counts is not null)
);
create index delivery_by_institution on collection.delivery (institution_id, received_at desc);
create index delivery_by_time on collection.delivery (received_at desc);

create table collection.release (
  id bigint generated always as identity primary key,
  source_id text not null constraint release_of_source references collection.source (id),
  number integer not null,
  delivery_id uuid not null constraint release_of_delivery references collection.delivery (id),
  at timestamptz not null,
  profile_sha256 text not null constraint release_of_profile references collection.profile (sha256),
  scope text not null constraint release_scope check (scope in ('full', 'territory-periods', 'partial')),
  constraint release_number unique (source_id, number)
);
create unique index release_one_per_delivery on collection.release (delivery_id);

create table collection.refusal (
  delivery_id uuid not null constraint refusal_of_delivery references collection.delivery (id),
  line integer not null,
  reason jsonb not null,
  column_name text,
  value text,
  primary key (delivery_id, line)
);

-- One figure of one period as one release brought it. A revision closes the row and adds another; nothing is deleted.
-- Releases are not foreign keys here: millions of rows are written at once by the statement that made the release.
create table collection.observation (
  id bigint generated always as identity primary key,
  source_id text not null,
  measure text not null,
  key bytea not null,
  since_release bigint not null,
  until_release bigint,
  line integer not null,
  grain text not null constraint observation_grain check (grain in ('day', 'week', 'month', 'year', 'undated')),
  period_start date,
  country text,
  territory text,
  municipality text,
  offence text,
  category text,
  subcategory text,
  modality text,
  region text,
  sex text,
  age_band text,
  nationality text,
  route text,
  cause text,
  lat double precision,
  lon double precision,
  value numeric not null constraint observation_value check (value >= 0),
  constraint observation_dated check ((grain = 'undated') = (period_start is null))
);
create unique index observation_current on collection.observation (source_id, measure, key) where until_release is null;
create index observation_earlier on collection.observation (source_id, measure, key) where until_release is not null;
create index observation_until on collection.observation (until_release) where until_release is not null;
create index observation_since on collection.observation (since_release);

create view collection.shared_source as
  select source.id, source.name, source.publisher, source.licence, source.attribution, source.note, source.url,
    source.is_public, source.is_demonstration, source.cadence, latest.id as release_id, latest.number as release_number, latest.at as released_at
  from collection.source
  left join lateral (select release.id, release.number, release.at from collection.release where release.source_id = source.id
    order by release.number desc limit 1) as latest on true;

create view collection.shared_measure as
  select source_id, id, unit, name, is_default, position from collection.measure;

create view collection.shared_delivery as
  select id, source_id, institution_id, file_name, state, received_at, finished_at from collection.delivery;

create view collection.shared_release as
  select release.id, release.source_id, release.number, release.at as released_at, release.delivery_id as delivery, release.scope
  from collection.release;

-- What stands now. The join costs nothing to a question that asks for neither release nor delivery.
create view collection.shared_observation as
  select observation.id, observation.source_id, observation.measure, observation.since_release as release_id, release.number as release,
    release.delivery_id as delivery, observation.line, observation.grain, observation.period_start, observation.country,
    observation.territory, observation.municipality, observation.offence, observation.category, observation.subcategory,
    observation.modality, observation.region, observation.sex, observation.age_band, observation.nationality, observation.route,
    observation.cause, observation.lat, observation.lon, observation.value
  from collection.observation left join collection.release on release.id = observation.since_release
  where observation.until_release is null;

grant select, insert, update on collection.source, collection.measure, collection.delivery, collection.observation to sidmi_app;
grant select, insert on collection.profile, collection.release, collection.refusal to sidmi_app;
grant select on collection.shared_source, collection.shared_measure, collection.shared_delivery, collection.shared_release, collection.shared_observation to sidmi_app;

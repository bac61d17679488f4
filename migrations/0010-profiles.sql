-- Profiles made on this node: drafts with the file they are tried on, and every published version with who made it.
create table collection.draft (
  id uuid primary key,
  version integer not null,
  state text not null constraint draft_state check (state in ('draft', 'published', 'discarded')),
  definition jsonb not null,
  -- What was guessed and from what, as it was told when the file was first looked at.
  findings jsonb not null,
  file_sha256 text not null,
  file_name text not null,
  file_bytes bigint not null,
  drafted_by uuid,
  changed_by uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index draft_by_change on collection.draft (changed_at desc) where state <> 'discarded';

-- A definition is a file of the form of content/profiles with one profile in it. Never changed: a change is another version.
create table collection.published_profile (
  source_id text not null constraint published_profile_source references collection.source (id),
  profile_id text not null,
  version integer not null,
  definition jsonb not null,
  published_at timestamptz not null,
  published_by uuid,
  drafted_by uuid,
  retired_at timestamptz,
  retired_by uuid,
  primary key (source_id, profile_id, version)
);

grant select, insert, update on collection.draft to sidmi_app;
grant select, insert, update (retired_at, retired_by) on collection.published_profile to sidmi_app;

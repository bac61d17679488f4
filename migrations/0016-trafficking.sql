-- Trafficking case data as codes alone, structured on the four IC-TIP units; the forms that bring them and the devices that may.
create schema trafficking;

-- A blank form; filled ones are never kept. The node's own form is not here: it is made from the field list.
create table trafficking.form (
  id text primary key,
  version text not null,
  title text not null,
  xml text not null,
  added_by uuid,
  added_at timestamptz not null
);

-- A telephone or tablet of an institution. Only the hash of its access code is kept.
create table trafficking.device (
  id uuid primary key default gen_random_uuid(),
  institution_id uuid not null,
  name text not null,
  username text not null,
  hash text not null constraint device_hash_is_argon2id check (hash like '$argon2id$%'),
  enrolled_by uuid,
  enrolled_at timestamptz not null,
  last_sent_at timestamptz,
  revoked_at timestamptz,
  constraint device_username_once unique (username)
);
create index device_by_institution on trafficking.device (institution_id);

-- One file or filled form. Neither is kept: only which fields came in, and how much was left at the door and why.
create table trafficking.intake (
  id uuid primary key default gen_random_uuid(),
  institution_id uuid not null,
  person_id uuid,
  device_id uuid constraint intake_of_device references trafficking.device (id),
  standard text not null constraint intake_standard check (standard in ('htcds', 'ctdc')),
  form_id text,
  received_at timestamptz not null,
  -- The kept columns as the file spelled and ordered them.
  columns text[] not null,
  counts jsonb not null,
  left_at_door jsonb not null,
  -- Line, field and rule of what was refused; never what it said.
  faults jsonb not null
);
create index intake_by_institution on trafficking.intake (institution_id, received_at desc);

-- The key is a keyed hash made in the node: the same record sent again changes this row, and nobody can be found by it.
create table trafficking.record (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  institution_id uuid not null,
  key bytea not null constraint record_key_is_a_hash check (octet_length(key) = 32),
  intake_id uuid not null constraint record_of_intake references trafficking.intake (id),
  position integer not null,
  standard text not null constraint record_standard check (standard in ('htcds', 'ctdc')),
  received_at timestamptz not null,
  event jsonb not null,
  victim jsonb not null,
  perpetrator jsonb not null,
  reporting_entity jsonb not null,
  constraint record_once unique (institution_id, key)
);
create index record_by_intake on trafficking.record (intake_id, position);
create index record_in_order on trafficking.record (institution_id, seq);

grant usage on schema trafficking to sidmi_app;
grant select, insert, update, delete on all tables in schema trafficking to sidmi_app;

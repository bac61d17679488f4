-- People, institutions, roles, what people sign in with, and their sessions.
create schema accounts;

create table accounts.institution (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  kind text not null constraint institution_kind check (kind in
    ('police', 'prosecutor', 'migration', 'ombudsperson', 'shelter', 'statistics', 'secretariat')),
  country text not null constraint institution_country check (country ~ '^[A-Z]{2}$'),
  is_demonstration boolean not null default false,
  created_at timestamptz not null default now(),
  constraint institution_one_name_per_country unique (country, name)
);

create table accounts.person (
  id uuid primary key default gen_random_uuid(),
  email text not null constraint person_email_is_lower check (email = lower(email)),
  name text not null,
  language text not null constraint person_language check (language in ('es', 'en')),
  institution_id uuid not null constraint person_institution references accounts.institution (id),
  territories text[] not null default '{}',
  is_active boolean not null default true,
  is_demonstration boolean not null default false,
  created_at timestamptz not null default now(),
  constraint person_email_once unique (email)
);
create index person_by_institution on accounts.person (institution_id);

create table accounts.role_grant (
  person_id uuid not null constraint role_grant_person references accounts.person (id),
  role text not null constraint role_grant_role check (role in
    ('administrator', 'focal-point', 'analyst', 'coordinator', 'duty-officer')),
  granted_by uuid constraint role_grant_granted_by references accounts.person (id),
  granted_at timestamptz not null,
  primary key (person_id, role)
);

create table accounts.credential_password (
  person_id uuid primary key constraint credential_password_person references accounts.person (id),
  hash text not null constraint credential_password_is_argon2id check (hash like '$argon2id$%'),
  changed_at timestamptz not null
);

-- The secret is encrypted with a key of the node's data folder; confirmed once a first code was right.
create table accounts.credential_totp (
  person_id uuid primary key constraint credential_totp_person references accounts.person (id),
  sealed_secret bytea not null,
  is_confirmed boolean not null default false,
  last_step bigint not null default 0
);

create table accounts.passkey (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null constraint passkey_person references accounts.person (id),
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  constraint passkey_credential_once unique (credential_id)
);
create index passkey_by_person on accounts.passkey (person_id);

create table accounts.recovery_code (
  person_id uuid not null constraint recovery_code_person references accounts.person (id),
  code_hash bytea not null,
  primary key (person_id, code_hash)
);

create table accounts.session (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null,
  person_id uuid not null constraint session_person references accounts.person (id),
  factor text not null constraint session_factor check (factor in ('none', 'totp', 'recovery', 'passkey')),
  agent text not null,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  constraint session_token_once unique (token_hash)
);
create index session_by_person on accounts.session (person_id);

-- Browsers a person has signed in with before: a stranger's wrong guesses do not slow them down.
create table accounts.device (
  token_hash bytea not null,
  person_id uuid not null constraint device_person references accounts.person (id),
  last_used_at timestamptz not null,
  primary key (token_hash, person_id)
);
create index device_by_person on accounts.device (person_id);

-- The link's token is derived from the id with a key of the node's data folder, so it is not kept.
create table accounts.invitation (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null constraint invitation_person references accounts.person (id),
  purpose text not null constraint invitation_purpose check (purpose in ('join', 'renew')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invitation_by_person on accounts.invitation (person_id);

create table accounts.challenge (
  id uuid primary key default gen_random_uuid(),
  challenge text not null,
  purpose text not null constraint challenge_purpose check (purpose in ('register', 'sign-in')),
  person_id uuid constraint challenge_person references accounts.person (id),
  expires_at timestamptz not null
);

-- The code printed in the terminal of an empty node; its one row goes when the first administrator is there.
create table accounts.set_up (
  code_hash bytea primary key,
  created_at timestamptz not null
);

create view accounts.shared_institution as
  select id, name, kind, country, is_demonstration from accounts.institution;

create view accounts.shared_person as
  select person.id, person.email, person.name, person.language, person.institution_id, institution.name as institution_name,
    institution.kind as institution_kind, institution.country,
    array(select role from accounts.role_grant where role_grant.person_id = person.id order by role) as roles,
    person.territories, person.is_active, person.is_demonstration
  from accounts.person join accounts.institution on institution.id = person.institution_id;

grant usage on schema accounts to sidmi_app;
grant select, insert, update, delete on all tables in schema accounts to sidmi_app;

-- Receiving units, who belongs to them, and their keys: public halves in the open, secret halves only as browsers sealed them.
alter table accounts.role_grant drop constraint role_grant_role;
alter table accounts.role_grant add constraint role_grant_role check (role in
  ('administrator', 'focal-point', 'analyst', 'coordinator', 'duty-officer', 'reception-officer'));
alter table accounts.institution drop constraint institution_kind;
alter table accounts.institution add constraint institution_kind check (kind in
  ('police', 'prosecutor', 'migration', 'ombudsperson', 'shelter', 'consulate', 'statistics', 'secretariat'));

create schema units;

-- Its kind is that of its institution: nothing to be said twice, nothing that could say otherwise.
create table units.unit (
  id uuid primary key default gen_random_uuid(),
  institution_id uuid not null,
  name text not null,
  country text not null constraint unit_country check (country ~ '^[A-Z]{2}$'),
  represents text constraint unit_represents check (represents ~ '^[A-Z]{2}$'),
  territories text[] not null,
  offences text[] not null default '{}',
  created_by uuid,
  created_at timestamptz not null,
  closed_at timestamptz,
  -- Since when its key should be replaced, and why; after somebody passed to migration control it receives nothing until then.
  rotation_due_at timestamptz,
  rotation_reason text constraint unit_rotation_reason check (rotation_reason in ('removed', 'recovered', 'migration')),
  constraint unit_one_name unique (institution_id, name),
  constraint unit_rotation_says_why check ((rotation_due_at is null) = (rotation_reason is null))
);

-- A person's own key. An earlier one is kept, retired: whoever remembers its passphrase still opens what was wrapped to it.
create table units.personal_key (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null,
  recipient text not null constraint personal_key_recipient check (recipient ~ '^age1[a-z0-9]{58}$'),
  made_at timestamptz not null,
  retired_at timestamptz,
  constraint personal_key_recipient_once unique (recipient)
);
create unique index personal_key_current on units.personal_key (person_id) where retired_at is null;

-- Its secret half, sealed with a passphrase or a passkey; nothing unsealed can be put here.
create table units.lock (
  id uuid primary key default gen_random_uuid(),
  personal_key_id uuid not null constraint lock_of_key references units.personal_key (id),
  kind text not null constraint lock_kind check (kind in ('passphrase', 'passkey')),
  name text not null,
  -- What the browser needs to ask for the passkey; not secret.
  hint text,
  sealed bytea not null constraint lock_is_sealed check (substring(sealed from 1 for 21) = convert_to('age-encryption.org/v1', 'UTF8')),
  made_at timestamptz not null
);
create unique index lock_one_passphrase on units.lock (personal_key_id) where kind = 'passphrase';
create index lock_by_key on units.lock (personal_key_id);

create table units.member (
  unit_id uuid not null constraint member_of_unit references units.unit (id),
  person_id uuid not null,
  is_lead boolean not null default false,
  added_by uuid,
  added_at timestamptz not null,
  primary key (unit_id, person_id)
);
create index member_by_person on units.member (person_id);

create table units.unit_key (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null constraint key_of_unit references units.unit (id),
  recipient text not null constraint unit_key_recipient check (recipient ~ '^age1[a-z0-9]{58}$'),
  made_by uuid,
  made_at timestamptz not null,
  retired_at timestamptz,
  constraint unit_key_recipient_once unique (recipient)
);
create unique index unit_key_current on units.unit_key (unit_id) where retired_at is null;
create index unit_key_by_unit on units.unit_key (unit_id);

-- A unit's identity sealed to one member's own key.
create table units.wrap (
  unit_key_id uuid not null constraint wrap_of_unit_key references units.unit_key (id),
  personal_key_id uuid not null constraint wrap_to_personal_key references units.personal_key (id),
  sealed bytea not null constraint wrap_is_sealed check (substring(sealed from 1 for 21) = convert_to('age-encryption.org/v1', 'UTF8')),
  wrapped_by uuid,
  wrapped_at timestamptz not null,
  primary key (unit_key_id, personal_key_id)
);
create index wrap_by_personal_key on units.wrap (personal_key_id);

-- A unit's identity sealed to the second custodian and that again to the first: neither opens it alone.
create table units.custody (
  unit_key_id uuid primary key constraint custody_of_unit_key references units.unit_key (id),
  first_key_id uuid not null constraint custody_first references units.personal_key (id),
  second_key_id uuid not null constraint custody_second references units.personal_key (id),
  sealed bytea not null constraint custody_is_sealed check (substring(sealed from 1 for 21) = convert_to('age-encryption.org/v1', 'UTF8')),
  entrusted_by uuid,
  entrusted_at timestamptz not null,
  constraint custody_needs_two check (first_key_id <> second_key_id)
);

-- The first custodian opened the outer seal and hands the inner part to the second, for one new member.
create table units.recovery (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null constraint recovery_of_unit references units.unit (id),
  person_id uuid not null,
  first_person uuid not null,
  second_person uuid not null,
  handed_at timestamptz not null,
  done_at timestamptz,
  stopped_at timestamptz
);
create index recovery_by_unit on units.recovery (unit_id);

-- Gone once the recovery is done or stopped.
create table units.recovery_part (
  recovery_id uuid not null constraint part_of_recovery references units.recovery (id),
  unit_key_id uuid not null constraint part_of_unit_key references units.unit_key (id),
  second_key_id uuid not null constraint part_for_key references units.personal_key (id),
  sealed bytea not null constraint part_is_sealed check (substring(sealed from 1 for 21) = convert_to('age-encryption.org/v1', 'UTF8')),
  primary key (recovery_id, unit_key_id)
);

-- What was done with a unit and its keys, for every member to see.
create table units.step (
  seq bigint generated always as identity primary key,
  unit_id uuid not null constraint step_of_unit references units.unit (id),
  what text not null,
  by_person uuid,
  about_person uuid,
  at timestamptz not null
);
create index step_by_unit on units.step (unit_id, seq);

-- The second lock on the promise: whatever an act may be made to do, nothing is sealed for a person of migration control.
create function units.refuse_migration_control() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  v_keys uuid[];
begin
  case tg_table_name
    when 'wrap' then v_keys := array[new.personal_key_id];
    when 'custody' then v_keys := array[new.first_key_id, new.second_key_id];
    else v_keys := array[new.second_key_id];
  end case;
  if exists (select from units.personal_key as key join accounts.shared_person as person on person.id = key.person_id
             where key.id = any (v_keys) and person.institution_kind = 'migration') then
    raise exception 'nothing is sealed for migration control' using errcode = 'check_violation', constraint = 'never_for_migration_control';
  end if;
  return new;
end $$;
create trigger wrap_never_for_migration before insert or update on units.wrap for each row execute function units.refuse_migration_control();
create trigger custody_never_for_migration before insert or update on units.custody for each row execute function units.refuse_migration_control();
create trigger part_never_for_migration before insert or update on units.recovery_part for each row execute function units.refuse_migration_control();

-- Who may hold keys at all: reception officers, while active, of institutions that receive reports.
create view units.entitled as
  select id as person_id, name, email, institution_id, institution_name, institution_kind
  from accounts.shared_person
  where is_active and 'reception-officer' = any (roles)
    and institution_kind in ('prosecutor', 'ombudsperson', 'shelter', 'consulate', 'police');

-- Who can open what is sealed to a unit's key today.
create view units.holder as
  select unit_key.id as unit_key_id, unit_key.unit_id, member.person_id
  from units.unit_key
    join units.unit on unit.id = unit_key.unit_id
    join units.wrap on wrap.unit_key_id = unit_key.id
    join units.personal_key on personal_key.id = wrap.personal_key_id and personal_key.retired_at is null
    join units.member on member.unit_id = unit_key.unit_id and member.person_id = personal_key.person_id
    join units.entitled on entitled.person_id = member.person_id and entitled.institution_id = unit.institution_id;

-- Keys whose two custodians can both still do their part.
create view units.kept_in_custody as
  select custody.unit_key_id, one.person_id as first_person, two.person_id as second_person
  from units.custody
    join units.personal_key as one on one.id = custody.first_key_id and one.retired_at is null
    join units.entitled as entitled_one on entitled_one.person_id = one.person_id
    join units.personal_key as two on two.id = custody.second_key_id and two.retired_at is null
    join units.entitled as entitled_two on entitled_two.person_id = two.person_id;

create view units.shared_unit as
  select unit.id, unit.name, institution.kind, unit.institution_id, institution.is_demonstration, unit.country, unit.represents, unit.territories, unit.offences,
    unit_key.id as key_id, unit_key.recipient,
    unit.closed_at is null and unit_key.id is not null and unit.rotation_reason is distinct from 'migration'
      and institution.kind in ('prosecutor', 'ombudsperson', 'shelter', 'consulate', 'police')
      and (select count(*) from units.holder where holder.unit_key_id = unit_key.id)
        + (select count(*) from units.kept_in_custody where kept_in_custody.unit_key_id = unit_key.id) >= 2
      and exists (select from units.holder where holder.unit_key_id = unit_key.id) as is_open
  from units.unit
    join accounts.shared_institution as institution on institution.id = unit.institution_id
    left join units.unit_key on unit_key.unit_id = unit.id and unit_key.retired_at is null;

create view units.shared_member as
  select member.unit_id as unit, member.person_id as person, member.is_lead
  from units.member
    join units.unit on unit.id = member.unit_id
    join units.entitled on entitled.person_id = member.person_id and entitled.institution_id = unit.institution_id;

create view units.shared_key as
  select id, unit_id as unit, recipient, retired_at is null as is_current from units.unit_key;

grant usage on schema units to sidmi_app;
grant select on all tables in schema units to sidmi_app;
grant insert, update, delete on units.unit, units.personal_key, units.lock, units.member, units.unit_key, units.wrap, units.custody,
  units.recovery, units.recovery_part, units.step to sidmi_app;

-- Whoever could once open a unit's key may have kept it. When such a person passes to migration control nothing sealed to that key is taken any more,
-- whether they still held it, had been removed before, or had it in their hands as a custodian.

-- Keys of units that a person could open and has no more sealed to them: of whoever was removed, and of second custodians once a recovery is over.
create table units.once_held (
  unit_key_id uuid not null constraint once_held_unit_key references units.unit_key (id),
  person_id uuid not null,
  primary key (unit_key_id, person_id)
);
insert into units.once_held (unit_key_id, person_id)
  select unit_key.id, step.about_person from units.step join units.unit_key on unit_key.unit_id = step.unit_id and unit_key.made_at <= step.at
    where step.what in ('removed', 'dropped') and step.about_person is not null
  union
  select unit_key.id, recovery.second_person from units.recovery join units.unit_key on unit_key.unit_id = recovery.unit_id and unit_key.made_at <= recovery.handed_at
    where recovery.done_at is not null or recovery.stopped_at is not null;

-- Who can open which key, or once could. Both custodians can together: it counts once neither of the two is of anything but migration control.
create view units.could_open as
  select wrap.unit_key_id, personal_key.person_id from units.wrap join units.personal_key on personal_key.id = wrap.personal_key_id
  union
  select unit_key_id, person_id from units.once_held
  union
  select part.unit_key_id, personal_key.person_id from units.recovery_part as part join units.personal_key on personal_key.id = part.second_key_id
  union
  select custody.unit_key_id, one.person_id from units.custody join units.personal_key as one on one.id in (custody.first_key_id, custody.second_key_id)
    where not exists (select from units.personal_key as each join accounts.shared_person as person on person.id = each.person_id
      where each.id in (custody.first_key_id, custody.second_key_id) and person.institution_kind <> 'migration');

-- Since when somebody of migration control may have it.
alter table units.unit_key add column exposed_at timestamptz;
update units.unit_key set exposed_at = unit.rotation_due_at from units.unit where unit.id = unit_key.unit_id and unit.rotation_reason = 'migration';
update units.unit_key set exposed_at = now() from units.could_open join accounts.shared_person as person on person.id = could_open.person_id
  where could_open.unit_key_id = unit_key.id and person.institution_kind = 'migration' and unit_key.exposed_at is null;
update units.unit set rotation_reason = 'migration', rotation_due_at = coalesce(rotation_due_at, now())
  where exists (select from units.unit_key where unit_key.unit_id = unit.id and unit_key.retired_at is null and unit_key.exposed_at is not null);

create or replace view units.shared_key as
  select unit_key.id, unit_key.unit_id as unit, unit_key.recipient,
    unit_key.retired_at is null and unit_key.exposed_at is null as is_current,
    unit_key.exposed_at is not null as is_exposed
  from units.unit_key;

grant select, insert on units.once_held to sidmi_app;
grant select on units.could_open to sidmi_app;

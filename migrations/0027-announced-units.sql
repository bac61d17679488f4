-- Each unit's own promise of a first answer; a unit is announced before it receives; duplicates are counted once whatever becomes of them.
alter table units.unit add column promised_days integer not null default 7 constraint unit_promised_days check (promised_days between 1 and 60);

-- Since when its first key is public, and of what kind its institution was then: as another kind it is announced anew.
alter table units.unit add column announced_at timestamptz;
alter table units.unit add column announced_kind text;
-- From when it receives if nobody doubts it: those that were there before, and a node's first, wait for nobody.
alter table units.unit add column receives_from timestamptz;
alter table units.unit add constraint unit_announced_as check ((announced_at is null) = (announced_kind is null) and (announced_at is null) = (receives_from is null));
update units.unit set announced_at = first.made_at, announced_kind = institution.kind, receives_from = first.made_at
  from (select unit_id, min(made_at) as made_at from units.unit_key group by unit_id) as first, accounts.shared_institution as institution
  where first.unit_id = unit.id and institution.id = unit.institution_id;

-- Whoever proved to hold the key of another unit that receives, and knows this one.
create table units.vouch (
  unit_id uuid not null constraint vouch_for_unit references units.unit (id),
  person_id uuid not null,
  by_unit_id uuid not null constraint vouch_by_unit references units.unit (id),
  at timestamptz not null,
  primary key (unit_id, person_id),
  constraint vouch_by_another check (unit_id <> by_unit_id)
);
create index vouch_by_unit on units.vouch (by_unit_id);

-- Reception officers who do not know it: it then waits for somebody who vouches.
create table units.doubt (
  unit_id uuid not null constraint doubt_of_unit references units.unit (id),
  person_id uuid not null,
  at timestamptz not null,
  primary key (unit_id, person_id)
);

-- Why a unit that otherwise could does not receive yet; null once it may. A demonstration's units are nobody's to wait for.
create view units.waiting as
  select unit.id as unit_id, unit.receives_from as until,
    case
      when institution.is_demonstration or unit.announced_at is null then null
      when unit.announced_kind <> institution.kind then 'announced'
      when exists (select from units.vouch where vouch.unit_id = unit.id) then null
      when exists (select from units.doubt where doubt.unit_id = unit.id) then 'doubted'
      when unit.receives_from > now() then 'announced'
    end as why
  from units.unit join accounts.shared_institution as institution on institution.id = unit.institution_id;

create or replace view units.shared_unit as
  select unit.id, unit.name, institution.kind, unit.institution_id, institution.is_demonstration, unit.country, unit.represents, unit.territories, unit.offences,
    unit_key.id as key_id, unit_key.recipient,
    unit.closed_at is null and unit_key.id is not null and unit.rotation_reason is distinct from 'migration'
      and institution.kind in ('prosecutor', 'ombudsperson', 'shelter', 'consulate', 'police')
      and waiting.why is null
      and (select count(*) from units.holder where holder.unit_key_id = unit_key.id)
        + (select count(*) from units.kept_in_custody where kept_in_custody.unit_key_id = unit_key.id) >= 2
      and exists (select from units.holder where holder.unit_key_id = unit_key.id) as is_open,
    unit.promised_days
  from units.unit
    join accounts.shared_institution as institution on institution.id = unit.institution_id
    join units.waiting on waiting.unit_id = unit.id
    left join units.unit_key on unit_key.unit_id = unit.id and unit_key.retired_at is null;

grant select on units.vouch, units.doubt, units.waiting to sidmi_app;
grant insert, delete on units.vouch, units.doubt to sidmi_app;

-- Reports that a unit joined tell of the same, and are counted once: also after a closing or their reporters parted them, until the unit says otherwise.
create table reports.same (
  desk_id uuid not null constraint same_desk references reports.desk (id),
  other_id uuid not null constraint same_other references reports.desk (id),
  unit_id uuid not null,
  primary key (desk_id, other_id),
  constraint same_as_another check (desk_id <> other_id)
);
create index same_by_other on reports.same (other_id);
insert into reports.same (desk_id, other_id, unit_id) select id, joined_to, unit_id from reports.desk where joined_to is not null;
alter table reports.same enable row level security;
create policy same_seen on reports.same using (reports.is_node() or unit_id in (select reports.my_units()));
grant select, insert, delete on reports.same to sidmi_app;

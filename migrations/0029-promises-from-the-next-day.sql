-- A changed promise counts from the next day (UTC): by when an answer is due then tells no more than the day a report came.
alter table units.unit add column promised_before integer constraint unit_promised_before check (promised_before between 1 and 60);
alter table units.unit add column promised_since date;
alter table units.unit add constraint unit_promised_both check ((promised_before is null) = (promised_since is null));

create or replace view units.shared_unit as
  select unit.id, unit.name, institution.kind, unit.institution_id, institution.is_demonstration, unit.country, unit.represents, unit.territories, unit.offences,
    unit_key.id as key_id, unit_key.recipient,
    unit.closed_at is null and unit_key.id is not null and unit.rotation_reason is distinct from 'migration'
      and institution.kind in ('prosecutor', 'ombudsperson', 'shelter', 'consulate', 'police')
      and waiting.why is null
      and (select count(*) from units.holder where holder.unit_key_id = unit_key.id)
        + (select count(*) from units.kept_in_custody where kept_in_custody.unit_key_id = unit_key.id) >= 2
      and exists (select from units.holder where holder.unit_key_id = unit_key.id) as is_open,
    case when unit.promised_since > (now() at time zone 'UTC')::date then unit.promised_before else unit.promised_days end as promised_days
  from units.unit
    join accounts.shared_institution as institution on institution.id = unit.institution_id
    join units.waiting on waiting.unit_id = unit.id
    left join units.unit_key on unit_key.unit_id = unit.id and unit_key.retired_at is null;

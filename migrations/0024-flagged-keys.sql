-- A key that must be replaced because somebody who held it passed to migration control is current no longer: nothing more is sealed to it.
create or replace view units.shared_key as
  select unit_key.id, unit_key.unit_id as unit, unit_key.recipient,
    unit_key.retired_at is null and unit.rotation_reason is distinct from 'migration' as is_current
  from units.unit_key
    join units.unit on unit.id = unit_key.unit_id;

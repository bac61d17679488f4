-- Figures a source keeps back, such as «<5»: kept with the source's words and no value, so that nothing adds them up. Residents as a unit.
alter table collection.observation add column withheld text;
alter table collection.observation alter column value drop not null;
alter table collection.observation add constraint observation_value_or_withheld check ((value is null) = (withheld is not null));

alter table collection.measure drop constraint measure_unit;
alter table collection.measure add constraint measure_unit check (unit in ('case-files', 'victims', 'persons', 'events', 'encounters', 'residents'));

create or replace view collection.shared_observation as
  select observation.id, observation.source_id, observation.measure, observation.since_release as release_id, release.number as release,
    release.delivery_id as delivery, observation.line, observation.grain, observation.period_start, observation.country,
    observation.territory, observation.municipality, observation.offence, observation.category, observation.subcategory,
    observation.modality, observation.region, observation.sex, observation.age_band, observation.nationality, observation.route,
    observation.cause, observation.lat, observation.lon, observation.value, observation.withheld
  from collection.observation left join collection.release on release.id = observation.since_release
  where observation.until_release is null;

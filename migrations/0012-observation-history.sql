-- Every observation of every release, for questions about an earlier state and for the column store, which follows release by release.
create view collection.shared_observation_history as
  select observation.id, observation.source_id, observation.measure, observation.since_release as release_id, release.number as release,
    release.delivery_id as delivery, observation.line, observation.grain, observation.period_start, observation.country,
    observation.territory, observation.municipality, observation.offence, observation.category, observation.subcategory,
    observation.modality, observation.region, observation.sex, observation.age_band, observation.nationality, observation.route,
    observation.cause, observation.lat, observation.lon, observation.value, observation.withheld,
    observation.since_release, observation.until_release
  from collection.observation left join collection.release on release.id = observation.since_release;

grant select on collection.shared_observation_history to sidmi_app;

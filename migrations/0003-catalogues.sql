-- What the content files say, for joins in SQL: loaded whole at start when a file has changed, never edited here.
create schema catalogues;

create table catalogues.version (
  name text primary key,
  version text not null,
  sha256 text not null constraint version_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  loaded_at timestamptz not null
);

create table catalogues.country (
  code text primary key constraint country_code check (code ~ '^[A-Z]{2}$'),
  alpha3 text not null,
  name_es text not null,
  name_en text not null,
  is_demonstration boolean not null
);

-- `area` is the code of the map area the territory is drawn on; null where it is not drawn.
create table catalogues.territory (
  code text primary key constraint territory_code check (code ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$'),
  country text not null,
  name_es text not null,
  name_en text not null,
  national_code text,
  area text
);
create index territory_by_country on catalogues.territory (country);

create table catalogues.offence (
  code text primary key,
  name_es text not null,
  name_en text not null,
  iccs_code text
);

create view catalogues.shared_version as select name, version, sha256, loaded_at from catalogues.version;
create view catalogues.shared_country as select code, alpha3, name_es, name_en, is_demonstration from catalogues.country;
create view catalogues.shared_territory as select code, country, name_es, name_en, national_code, area from catalogues.territory;
create view catalogues.shared_offence as select code, name_es, name_en, iccs_code from catalogues.offence;

grant usage on schema catalogues to sidmi_app;
grant select, insert, update, delete on catalogues.version, catalogues.country, catalogues.territory, catalogues.offence to sidmi_app;
grant select on catalogues.shared_version, catalogues.shared_country, catalogues.shared_territory, catalogues.shared_offence to sidmi_app;

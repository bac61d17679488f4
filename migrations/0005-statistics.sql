-- What each source's releases cover, counted once: which periods, which dimensions. Never a second truth: the release is part of the
-- key, and so is the form in which this version of the program writes it.
create schema statistics;
grant usage on schema statistics to sidmi_app;

create table statistics.coverage (
  source_id text not null,
  release bigint not null,
  form smallint not null,
  facts jsonb not null,
  constraint coverage_key primary key (source_id, release, form)
);
grant select, insert, delete on statistics.coverage to sidmi_app;

-- Year by place of one measure, for public pages.
create table statistics.cube (
  source_id text not null,
  measure text not null,
  place text not null constraint cube_place check (place in ('country', 'territory')),
  release bigint not null,
  form smallint not null,
  cells jsonb not null,
  constraint cube_key primary key (source_id, measure, place, release, form)
);
grant select, insert, delete on statistics.cube to sidmi_app;

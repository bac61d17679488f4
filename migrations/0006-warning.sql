-- Early warning: each run over the series, and the signals it left with what an analyst decided about them.
create schema warning;

create table warning.run (
  id uuid primary key default gen_random_uuid(),
  at timestamptz not null,
  series integer not null,
  judged integer not null,
  signals integer not null,
  alpha double precision not null,
  method text not null
);

-- One rise of one series. `since` is the first unusual period, `period_start` the latest; a later run extends an open one.
create table warning.signal (
  id uuid primary key default gen_random_uuid(),
  run_id uuid not null constraint signal_of_run references warning.run (id),
  source_id text not null,
  measure text not null,
  grain text not null constraint signal_grain check (grain in ('week', 'month')),
  place text not null,
  dimension text not null constraint signal_dimension check (dimension in ('offence', 'category')),
  what text not null,
  since date not null,
  period_start date not null,
  observed double precision not null,
  expected double precision not null,
  upperbound double precision not null,
  score double precision not null,
  chance double precision not null,
  release_number integer,
  curve jsonb not null,
  state text not null default 'open' constraint signal_state check (state in ('open', 'dismissed', 'raised')),
  reason text,
  alert_id uuid,
  decided_by uuid,
  decided_at timestamptz,
  found_at timestamptz not null,
  constraint signal_once unique (source_id, measure, grain, place, dimension, what, since),
  constraint signal_decided check ((state = 'open') = (decided_at is null)),
  constraint signal_dismissed_with_reason check (state <> 'dismissed' or reason is not null)
);
create index signal_by_state on warning.signal (state, period_start desc);

grant usage on schema warning to sidmi_app;
grant select, insert on warning.run to sidmi_app;
grant select, insert, update on warning.signal to sidmi_app;

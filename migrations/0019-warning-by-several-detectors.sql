-- Early warning by several detectors: what each said of a signal, how many comparisons the run made, and what signals turned out to be.
alter table warning.run add column discovery text not null default 'none';
-- The share of false signals a run allows; before this migration each series was judged alone at `alpha`.
alter table warning.run add column q double precision;
-- By detector: how many comparisons it made.
alter table warning.run add column tested jsonb not null default '{}';

alter table warning.signal add column places text[] not null default '{}';
alter table warning.signal add column detectors text[] not null default '{farrington-flexible}';
-- What each detector said, and what the expected value and the rise are made of, as the run saw them.
alter table warning.signal add column evidence jsonb not null default '[]';
alter table warning.signal add column explained jsonb;
-- The least share of false signals at which the run would have told this one.
alter table warning.signal add column adjusted double precision;
update warning.signal set places = array[place];
create index signal_by_series on warning.signal (source_id, measure, what);

-- What a signal turned out to be. A changed mind is a new row; the latest one counts.
create table warning.verdict (
  id bigint generated always as identity constraint verdict_key primary key,
  signal_id uuid not null constraint verdict_of_signal references warning.signal (id),
  verdict text not null constraint verdict_known check (verdict in ('true', 'false', 'unclear')),
  note text not null,
  person_id uuid not null,
  at timestamptz not null
);
create index verdict_by_signal on warning.verdict (signal_id, id desc);
grant select, insert on warning.verdict to sidmi_app;

-- The round: which institution owes which source for which periods, what it declared, what it was excused, and who was reminded.
create schema rounds;
grant usage on schema rounds to sidmi_app;

create table rounds.obligation (
  id uuid primary key,
  institution_id uuid not null,
  source_id text not null,
  -- What it answers for when the source is shared out by territory; empty means all that it delivers.
  territories text[] not null,
  cadence text not null constraint obligation_cadence check (cadence in ('weekly', 'monthly', 'quarterly', 'yearly')),
  first_period date not null,
  last_period date,
  due_days integer not null constraint obligation_due_days check (due_days between 0 and 366),
  -- Periods from before this day are due as if they had ended on it: history brought later is not late from the start.
  in_force_from date not null,
  contacts uuid[] not null,
  remind_before_days integer not null constraint obligation_remind_before check (remind_before_days between 0 and 60),
  escalate_after_days integer not null constraint obligation_escalate_after check (escalate_after_days between 1 and 366),
  set_at timestamptz not null,
  set_by uuid,
  constraint obligation_ends_after_it_begins check (last_period is null or last_period >= first_period)
);
create unique index obligation_in_force on rounds.obligation (institution_id, source_id) where last_period is null;
create index obligation_by_source on rounds.obligation (source_id);

-- «Nothing (else) to report», said by the institution itself.
create table rounds.declaration (
  obligation_id uuid not null constraint declaration_of_obligation references rounds.obligation (id),
  period_start date not null,
  declared_at timestamptz not null,
  declared_by uuid not null,
  constraint declaration_key primary key (obligation_id, period_start)
);

create table rounds.excuse (
  obligation_id uuid not null constraint excuse_of_obligation references rounds.obligation (id),
  period_start date not null,
  reason text not null,
  excused_at timestamptz not null,
  excused_by uuid not null,
  constraint excuse_key primary key (obligation_id, period_start)
);

-- One row for each person and occasion, so that nobody is told the same twice.
create table rounds.reminder (
  id uuid primary key,
  obligation_id uuid not null constraint reminder_of_obligation references rounds.obligation (id),
  period_start date not null,
  person_id uuid not null,
  occasion text not null,
  mail text not null constraint reminder_mail check (mail in ('none', 'queued', 'sent', 'failed')),
  attempts integer not null,
  last_error text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  constraint reminder_once unique (obligation_id, period_start, person_id, occasion)
);
create index reminder_waiting on rounds.reminder (changed_at) where mail = 'queued';

-- Every figure that ever stood: when it came, from whose delivery, and whether it still stands.
create view collection.shared_appearance as
  select observation.source_id, observation.grain, observation.period_start, observation.country, observation.territory,
    delivery.institution_id, release.at as released_at, observation.until_release is null as stands
  from collection.observation
    join collection.release on release.id = coalesce(observation.origin_release, observation.since_release)
    left join collection.delivery on delivery.id = release.delivery_id;

-- Enough of a delivery to say whether a receipt is genuine.
create view collection.shared_receipt as
  select id, file_sha256, received_at from collection.delivery;

-- Files come roughly in the order of their periods: a range of them is found without reading the others, at next to no cost to an import.
create index observation_by_period on collection.observation using brin (source_id, period_start);

grant select, insert, update on rounds.obligation, rounds.reminder to sidmi_app;
grant select, insert, update, delete on rounds.declaration, rounds.excuse to sidmi_app;
grant select on collection.shared_appearance, collection.shared_receipt to sidmi_app;

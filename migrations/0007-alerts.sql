-- Alerts: every version kept, every message issued, every delivery with what became of it.
create schema alerts;
grant usage on schema alerts to sidmi_app;

create table alerts.alert (
  id uuid primary key,
  -- Random, not counted: a number in sequence would tell outsiders how many alerts they do not see.
  reference text not null constraint alert_reference_unique unique,
  state text not null constraint alert_state_known check (state in ('draft', 'review', 'published', 'updated', 'cancelled', 'closed')),
  -- The version being worked on, and the one people have received; they differ while an update is prepared.
  version integer not null constraint alert_version_positive check (version > 0),
  version_in_force integer,
  author_id uuid not null,
  institution_id uuid not null,
  signal_id uuid,
  return_reason text,
  end_note text,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index alert_by_institution on alerts.alert (institution_id, changed_at desc);
create index alert_by_state on alerts.alert (state);

create table alerts.version (
  alert_id uuid not null constraint version_of_alert references alerts.alert (id),
  number integer not null,
  content jsonb not null,
  written_by uuid not null,
  written_at timestamptz not null,
  constraint version_key primary key (alert_id, number)
);

create table alerts.message (
  id uuid primary key,
  alert_id uuid not null,
  version integer not null,
  kind text not null constraint message_kind_known check (kind in ('Alert', 'Update', 'Cancel')),
  is_public boolean not null,
  sent_at timestamptz not null,
  sent_by uuid not null,
  note text,
  constraint message_of_version foreign key (alert_id, version) references alerts.version (alert_id, number),
  constraint message_once unique (alert_id, version, kind)
);
create index message_public on alerts.message (sent_at desc) where is_public;

create table alerts.delivery (
  id uuid primary key,
  message_id uuid not null constraint delivery_of_message references alerts.message (id),
  person_id uuid not null,
  channel text not null constraint delivery_channel_known check (channel in ('workspace', 'email')),
  state text not null constraint delivery_state_known check (state in ('queued', 'sent', 'failed')),
  attempts integer not null,
  last_error text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  acknowledged_at timestamptz,
  note text,
  constraint delivery_once unique (message_id, person_id, channel),
  constraint delivery_acknowledged_on_screen check (acknowledged_at is null or channel = 'workspace')
);
create index delivery_by_person on alerts.delivery (person_id, created_at desc);
create index delivery_waiting on alerts.delivery (changed_at) where state = 'queued';

-- What was written, sent or delivered stays: only the alert's standing and a delivery's progress ever change.
grant select, insert, update on alerts.alert, alerts.delivery to sidmi_app;
grant select, insert on alerts.version, alerts.message to sidmi_app;

-- Alerts: exact circles, checked attachments, links, exercises, and what people watch.

-- Versions written before have today's shape, saying nothing they did not say: no corridor, no attachment, an open desk.
update alerts.version set content = content
  || '{"corridors": [], "borderPoints": [], "vehicles": [], "documents": [], "isExercise": false, "readers": {}, "attachments": []}'
  || '{"desk": {"isClosed": false, "people": []}, "links": {"signals": [], "views": [], "protocols": []}}'
  || jsonb_build_object(
    'kind', case content ->> 'kind' when 'missing-people' then 'missing-in-transit' else content ->> 'kind' end,
    'audience', (content -> 'audience') || '{"corridors": [], "borderPoints": [], "people": []}');

-- A file as it is given out: checked, and without what it said of its author or place. Which version carries it stands in the version.
create table alerts.attachment (
  id uuid primary key,
  alert_id uuid not null constraint attachment_of_alert references alerts.alert (id),
  name text not null constraint attachment_name check (length(name) between 1 and 120),
  kind text not null constraint attachment_kind check (kind in ('pdf', 'png', 'jpeg', 'csv')),
  bytes integer not null constraint attachment_bytes check (bytes > 0),
  sha256 text not null constraint attachment_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  -- CAP 1.2 states a resource's digest as SHA-1.
  sha1 text not null constraint attachment_sha1 check (sha1 ~ '^[0-9a-f]{40}$'),
  added_by uuid not null,
  added_at timestamptz not null
);
create index attachment_by_alert on alerts.attachment (alert_id);
grant select, insert on alerts.attachment to sidmi_app;

create table alerts.watch (
  id uuid primary key,
  person_id uuid not null,
  kind text not null constraint watch_kind check (kind in ('offence', 'territory', 'corridor', 'border-point', 'vehicle', 'document')),
  code text not null constraint watch_code check (length(code) between 1 and 60),
  created_at timestamptz not null,
  constraint watch_once unique (person_id, kind, code)
);

-- Signals that matched a watch: each is told once.
create table alerts.watched_signal (
  watch_id uuid not null constraint watched_by references alerts.watch (id) on delete cascade,
  signal_id uuid not null,
  place text not null,
  what text not null,
  found_at timestamptz not null,
  constraint watched_signal_once primary key (watch_id, signal_id)
);
grant select, insert, delete on alerts.watch, alerts.watched_signal to sidmi_app;

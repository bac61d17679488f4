-- Notices: that there is something to read, told to people by the ways they chose; and who is told next when nobody answers.
create schema notices;
grant usage on schema notices to sidmi_app;

-- How a person wants to be told. Minutes are counted from midnight in the person's own time zone.
create table notices.person_setting (
  person_id uuid primary key,
  time_zone text not null,
  quiet_from smallint,
  quiet_until smallint,
  digest_at smallint not null,
  changed_at timestamptz not null,
  constraint person_setting_minutes check (digest_at between 0 and 1439 and quiet_from between 0 and 1439 and quiet_until between 0 and 1439),
  constraint person_setting_whole_night check ((quiet_from is null) = (quiet_until is null) and quiet_from <> quiet_until)
);

create table notices.channel_choice (
  person_id uuid not null constraint channel_choice_of_person references notices.person_setting (person_id),
  severity text not null constraint channel_choice_severity check (severity in ('Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown')),
  channels text[] not null constraint channel_choice_known check (channels <@ array['email', 'push', 'digest']),
  -- Waits until the quiet hours are over; what is severe never does.
  waits boolean not null,
  constraint channel_choice_key primary key (person_id, severity),
  constraint channel_choice_severe_never_waits check (not waits or severity not in ('Extreme', 'Severe'))
);

-- A browser that may be woken. What is sent to it is encrypted to these keys.
create table notices.push_subscription (
  id uuid primary key,
  person_id uuid not null,
  endpoint text not null constraint push_subscription_once unique constraint push_subscription_https check (endpoint like 'https://%'),
  p256dh text not null,
  auth text not null,
  agent text not null,
  created_at timestamptz not null
);
create index push_subscription_by_person on notices.push_subscription (person_id);

-- The secret that signs is derived from the id with a key of the node's data folder, so it is not kept.
create table notices.webhook (
  id uuid primary key,
  institution_id uuid not null,
  url text not null constraint webhook_https check (url like 'https://%'),
  set_by uuid,
  set_at timestamptz not null,
  ended_at timestamptz
);
create unique index webhook_in_force on notices.webhook (institution_id) where ended_at is null;

create table notices.notice (
  id uuid primary key,
  -- What there is to read; a later notice of the same takes the place of what still waits.
  subject_id uuid not null,
  -- Where it is read, below the workspace.
  address text not null constraint notice_address check (address ~ '^/[a-z0-9/-]+$'),
  severity text not null constraint notice_severity check (severity in ('Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown')),
  -- A practice, which every letter says.
  is_exercise boolean not null,
  made_at timestamptz not null
);
create index notice_by_subject on notices.notice (subject_id);

-- One notice on its way to one recipient by one channel: a person, or for the channel webhook an institution's webhook.
create table notices.dispatch (
  id uuid primary key,
  notice_id uuid not null constraint dispatch_of_notice references notices.notice (id),
  channel text not null constraint dispatch_channel check (channel in ('email', 'push', 'digest', 'webhook')),
  recipient_id uuid not null,
  state text not null constraint dispatch_state check (state in ('queued', 'sent', 'failed', 'dropped')),
  attempts integer not null,
  last_error text,
  -- When it is to be tried next.
  due_at timestamptz not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  constraint dispatch_once unique (notice_id, recipient_id, channel)
);
create index dispatch_due on notices.dispatch (due_at) where state = 'queued';
create index dispatch_waiting_for on notices.dispatch (recipient_id) where state = 'queued';

-- Who of an institution is told, one after another, while nobody of it has acknowledged.
create table notices.escalation_plan (
  institution_id uuid primary key,
  people uuid[] not null,
  -- Minutes without an acknowledgement before the next person is told; null never.
  extreme_minutes integer,
  severe_minutes integer,
  moderate_minutes integer,
  set_by uuid,
  set_at timestamptz not null,
  constraint escalation_plan_minutes check (extreme_minutes between 1 and 10080 and severe_minutes between 1 and 10080 and moderate_minutes between 1 and 10080)
);

create view notices.shared_dispatch as
  select notice_id, recipient_id as person_id, channel, state from notices.dispatch where channel <> 'webhook';
create view notices.shared_escalation_plan as
  select institution_id, people, extreme_minutes, severe_minutes, moderate_minutes from notices.escalation_plan;

-- What was done about an alert, in a code besides the words; and when the person wrote it, which without network is before it arrived.
alter table alerts.delivery
  add column did text constraint delivery_did check (did in ('read', 'informed', 'acting', 'done', 'passed-on', 'not-ours')),
  add column written_at timestamptz;

-- The e-mails of before become dispatches; a delivery is from now on that a message stands on somebody's screen.
insert into notices.notice (id, subject_id, address, severity, is_exercise, made_at)
  select message.id, message.alert_id, '/alerts/' || message.alert_id, version.content ->> 'severity', coalesce((version.content ->> 'isExercise')::boolean, false), message.sent_at
  from alerts.message join alerts.version on version.alert_id = message.alert_id and version.number = message.version;
insert into notices.dispatch (id, notice_id, channel, recipient_id, state, attempts, last_error, due_at, created_at, changed_at)
  select id, message_id, channel, person_id, state, attempts, last_error, changed_at, created_at, changed_at from alerts.delivery where channel = 'email';
delete from alerts.delivery where channel = 'email';

create table alerts.escalation (
  message_id uuid not null constraint escalation_of_message references alerts.message (id),
  institution_id uuid not null,
  -- 1 for the first person told after nobody acknowledged.
  step integer not null constraint escalation_step check (step > 0),
  person_id uuid not null,
  at timestamptz not null,
  constraint escalation_key primary key (message_id, institution_id, step),
  constraint escalation_once unique (message_id, institution_id, person_id)
);

grant select, insert, update, delete on notices.person_setting, notices.channel_choice, notices.push_subscription to sidmi_app;
grant select, insert, update on notices.webhook, notices.notice, notices.dispatch, notices.escalation_plan to sidmi_app;
grant select on notices.shared_dispatch, notices.shared_escalation_plan to sidmi_app;
grant select, insert on alerts.escalation to sidmi_app;

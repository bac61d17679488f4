-- Periodic bulletins: composed, reviewed by a second person, published as they stood that day, corrected by a new one.
create schema bulletins;
grant usage on schema bulletins to sidmi_app;

create table bulletins.bulletin (
  id uuid primary key,
  institution_id uuid not null,
  author_id uuid not null,
  -- Who changed it last: that person does not approve it.
  revised_by uuid not null,
  state text not null constraint bulletin_state check (state in ('draft', 'review', 'published', 'withdrawn', 'discarded')),
  version integer not null default 1,
  content jsonb not null,
  -- The figures, alerts and signals as they were when it was published; never changed afterwards.
  filled jsonb,
  return_reason text,
  withdrawn_reason text,
  -- The bulletin this one corrects.
  corrects uuid constraint bulletin_corrects references bulletins.bulletin (id),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  published_at timestamptz,
  published_by uuid,
  constraint bulletin_published_is_filled check ((state in ('published', 'withdrawn')) = (filled is not null and published_at is not null and published_by is not null)),
  constraint bulletin_withdrawn_says_why check ((state = 'withdrawn') = (withdrawn_reason is not null))
);
create index bulletin_published on bulletins.bulletin (published_at desc) where published_at is not null;
create index bulletin_of_institution on bulletins.bulletin (institution_id, changed_at desc);

grant select, insert, update on bulletins.bulletin to sidmi_app;

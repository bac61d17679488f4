-- Views of the figures that people keep, under a short address that rebuilds them.
create table statistics.saved_view (
  id text primary key constraint saved_view_id check (id ~ '^[a-z2-7]{10}$'),
  name text not null constraint saved_view_name check (length(name) between 1 and 120),
  owner_id uuid not null,
  is_shared boolean not null,
  -- The question as its address holds it: names and values.
  question jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index saved_view_by_owner on statistics.saved_view (owner_id);
grant select, insert, update, delete on statistics.saved_view to sidmi_app;

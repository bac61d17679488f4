-- The memory nobody can rewrite: events are appended by one function; the serving role may read them and nothing else.
create schema audit;

create table audit.event (
  seq bigint primary key,
  at timestamptz not null,
  act text not null,
  actor_kind text not null constraint event_actor_kind check (actor_kind in ('person', 'anonymous', 'system')),
  actor_id uuid,
  subject text,
  outcome text not null constraint event_outcome check (outcome in ('done', 'refused', 'failed')),
  changed text[] not null,
  previous_hash bytea not null,
  hash bytea not null
);
create index event_by_subject on audit.event (subject, seq);
create index event_by_actor on audit.event (actor_id, seq);

-- One line at a time: the lock is held from the append to the commit, so the chain never forks.
create function audit.append(p_at timestamptz, p_act text, p_actor_kind text, p_actor_id uuid, p_subject text, p_outcome text, p_changed text[])
returns bigint language plpgsql security definer set search_path = pg_catalog, audit as $$
declare
  v_seq bigint;
  v_previous bytea;
  v_line text;
begin
  perform pg_advisory_xact_lock(hashtext('audit.event'));
  select event.seq, event.hash into v_seq, v_previous from audit.event order by event.seq desc limit 1;
  v_seq := coalesce(v_seq, 0) + 1;
  v_previous := coalesce(v_previous, decode(repeat('00', 32), 'hex'));
  v_line := json_build_array(encode(v_previous, 'hex'), v_seq::text,
    to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), p_act, p_actor_kind, p_actor_id::text,
    p_subject, p_outcome, array_to_string(p_changed, ','))::text;
  insert into audit.event values (v_seq, p_at, p_act, p_actor_kind, p_actor_id, p_subject, p_outcome, p_changed,
    v_previous, sha256(convert_to(v_line, 'UTF8')));
  return v_seq;
end $$;

revoke all on function audit.append(timestamptz, text, text, uuid, text, text, text[]) from public;
grant usage on schema audit to sidmi_app;
grant select on audit.event to sidmi_app;
grant execute on function audit.append(timestamptz, text, text, uuid, text, text, text[]) to sidmi_app;

-- What kind of node this database belongs to, decided once.
create table platform.node (
  is_only boolean primary key default true constraint node_is_only check (is_only),
  is_demonstration boolean not null,
  created_at timestamptz not null default now()
);
grant select on platform.node to sidmi_app;

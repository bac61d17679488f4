-- What the database itself still told of reporters: in which transaction and in which order a decoy's answer and the bytes of every message were written;
-- what a withdrawn report had been joined to; and, in public figures worked out at every look, the very minute of an answer or a withdrawal.

-- How long units of each kind take for their first answer, as it is told to everybody: worked out once a day, in steps, from enough reports.
create table reports.answer_times (
  kind text constraint answer_times_key primary key,
  day date not null,
  cases integer not null,
  median_days integer,
  in_time_percent integer not null
);
grant select, insert, delete on reports.answer_times to sidmi_app;

-- Everything of days before this one was already written anew. Without a row nothing was: the first night heals what there is.
create table reports.shuffled (
  is_only boolean default true constraint shuffled_key primary key constraint shuffled_is_only check (is_only),
  before date not null
);

-- What came before that day is written anew in the order of its random ids and in one transaction: neither its place nor its transaction tells when in the day it came.
-- Long values lie beside their rows under numbers that PostgreSQL gives one after the other, and an update or CLUSTER keeps them: a report and the decoy
-- sent with it had neighbouring ones. So bodies themselves are written anew, one by one in the order of their ids. A decoy's answer, which no
-- officer wrote, bears a day to come: it is written anew until that is past. CLUSTER also takes what was deleted off the disk.
-- Nobody can send meanwhile, so what has become large keeps its place and only loses its transaction and its numbers.
drop function reports.shuffle(date, date);
create function reports.shuffle(p_before date) returns void language plpgsql security definer set search_path = pg_catalog, reports as $$
declare
  v_since date := least(coalesce((select before from reports.shuffled), '-infinity'), p_before - 1);
  v_id uuid;
begin
  set local lock_timeout = '5s';
  update reports.report set day = day where day < p_before;
  update reports.desk set day = day where day < p_before;
  update reports.file set day = day where day < p_before;
  update reports.same set unit_id = unit_id;
  for v_id in
    select id from reports.message where day >= v_since and ((kind in ('report', 'reporter') and day < p_before) or (kind = 'unit' and person_id is null)) order by id
  loop
    update reports.message set body = body || ''::bytea where id = v_id;
  end loop;
  cluster reports.report using report_pkey;
  cluster reports.desk using desk_pkey;
  cluster reports.file using file_pkey;
  cluster reports.same using same_pkey;
  cluster reports.coding using coding_pkey;
  if (select coalesce(sum(octet_length(body)), 0) from reports.message) + (select coalesce(sum(octet_length(body)), 0) from reports.resealed) < 500000000 then
    cluster reports.message using message_pkey;
    cluster reports.resealed using resealed_pkey;
  end if;
  insert into reports.shuffled (before) values (p_before) on conflict (is_only) do update set before = excluded.before;
end $$;
revoke all on function reports.shuffle(date) from public;
grant execute on function reports.shuffle(date) to sidmi_app;

-- What each file or form brought of a record: withdrawing one leaves the records that another still brings, as that one has them.
create table trafficking.brought (
  record_id uuid not null constraint brought_of_record references trafficking.record (id) on delete cascade,
  intake_id uuid not null constraint brought_by_intake references trafficking.intake (id),
  seq bigint generated always as identity,
  position integer not null,
  standard text not null constraint brought_standard check (standard in ('htcds', 'ctdc')),
  event jsonb not null,
  victim jsonb not null,
  perpetrator jsonb not null,
  reporting_entity jsonb not null,
  constraint brought_once primary key (record_id, intake_id)
);
create index brought_in_order on trafficking.brought (intake_id, position);

insert into trafficking.brought (record_id, intake_id, position, standard, event, victim, perpetrator, reporting_entity)
  select id, intake_id, position, standard, event, victim, perpetrator, reporting_entity from trafficking.record order by seq;

grant select, insert, update, delete on trafficking.brought to sidmi_app;

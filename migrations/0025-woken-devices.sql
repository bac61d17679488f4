-- Which of a person's browsers a push woke while others of them must still be tried again. What woke all at once, or none, leaves nothing here.
create table notices.woken_device (
  dispatch_id uuid not null constraint woken_device_of_dispatch references notices.dispatch (id),
  -- Of notices.push_subscription, which may be gone by now: that it was woken stays so.
  subscription_id uuid not null,
  at timestamptz not null,
  constraint woken_device_key primary key (dispatch_id, subscription_id)
);
grant select, insert on notices.woken_device to sidmi_app;

-- Whoever was told on one of their browsers was told.
create or replace view notices.shared_dispatch as
  select notice_id, recipient_id as person_id, channel,
    case when exists (select from notices.woken_device where woken_device.dispatch_id = dispatch.id) then 'sent' else state end as state
  from notices.dispatch where channel <> 'webhook';

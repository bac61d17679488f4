-- A signal says that it led to an alert, never to which: that stands with the alert, whose circle alone may know it.
alter table warning.signal drop column alert_id;

-- A device may deliver figures in the name of one focal point of its institution; without one it only brings trafficking forms.
alter table trafficking.device add column person_id uuid;

-- The platform's own schema; `platform.migration` is kept there by the program that applies these files.
create schema if not exists platform;
grant usage on schema platform to sidmi_app;

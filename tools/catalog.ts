// Reads from PostgreSQL's own catalogue what our migrations built: schemas, tables, columns, views, functions, grants.
import type { Client } from 'pg'

export interface Column {
  name: string
  /** As PostgreSQL writes it, e.g. `timestamp with time zone`, `text[]`. */
  type: string
  /** Name of the element type, e.g. `timestamptz`; a domain's base type. */
  base: string
  list: boolean
  /** Labels, when the type is an enumeration. */
  labels: string[] | null
  required: boolean
  fallback: string | null
  /** Filled by PostgreSQL: identity `a` always, `d` by default; stored generated column `s`. */
  filled: string
}

export interface Relation {
  schema: string
  name: string
  kind: 'table' | 'view'
  definition: string | null
  columns: Column[]
  constraints: string[]
  indexes: string[]
  triggers: string[]
  policies: string[]
  grants: string[]
}

export interface Routine {
  schema: string
  definition: string
  grants: string[]
}

export interface Catalog {
  schemas: string[]
  relations: Relation[]
  routines: Routine[]
}

const ours = `schema.nspname !~ '^pg_' and schema.nspname not in ('information_schema', 'public', 'graphile_worker')`

/** A view's column is required when it carries the name of required columns the view reads, and no outer join can empty it. */
const requiredInView = `coalesce(
  pg_get_viewdef(class.oid) !~* '\\m(left|right|full) join\\M' and (
    select bool_and(source.attnotnull) from pg_depend link
    join pg_rewrite rule on rule.oid = link.objid and rule.ev_class = class.oid
    join pg_attribute source on source.attrelid = link.refobjid and source.attnum = link.refobjsubid
    where link.classid = 'pg_rewrite'::regclass and source.attname = attribute.attname), false)`

const columns = `select coalesce(json_agg(json_build_object(
    'name', attribute.attname,
    'type', format_type(attribute.atttypid, attribute.atttypmod),
    'base', coalesce(root.typname, element.typname, type.typname),
    'list', type.typelem <> 0 and type.typcategory = 'A',
    'labels', (select json_agg(label.enumlabel order by label.enumsortorder) from pg_enum label
               where label.enumtypid in (type.oid, element.oid)),
    'required', attribute.attnotnull or class.relkind = 'v' and ${requiredInView},
    'fallback', pg_get_expr(fallback.adbin, fallback.adrelid),
    'filled', attribute.attidentity::text || attribute.attgenerated::text) order by attribute.attnum), '[]')
  from pg_attribute attribute
  join pg_type type on type.oid = attribute.atttypid
  left join pg_type element on element.oid = type.typelem and type.typcategory = 'A'
  left join pg_type root on root.oid = type.typbasetype
  left join pg_attrdef fallback on fallback.adrelid = class.oid and fallback.adnum = attribute.attnum
  where attribute.attrelid = class.oid and attribute.attnum > 0 and not attribute.attisdropped`

const constraints = `select coalesce(json_agg('constraint ' || quote_ident(item.conname) || ' ' || pg_get_constraintdef(item.oid)
    order by item.contype <> 'p', item.conname), '[]')
  from pg_constraint item where item.conrelid = class.oid and item.contype in ('p', 'u', 'f', 'c', 'x')`

const indexes = `select coalesce(json_agg(pg_get_indexdef(item.indexrelid) order by item.indexrelid::regclass::text), '[]')
  from pg_index item where item.indrelid = class.oid
    and not exists (select from pg_constraint held where held.conindid = item.indexrelid and held.contype in ('p', 'u', 'x'))`

const triggers = `select coalesce(json_agg(pg_get_triggerdef(item.oid) order by item.tgname), '[]')
  from pg_trigger item where item.tgrelid = class.oid and not item.tgisinternal`

const policies = `select coalesce(json_agg(item.polname || ' for ' || item.polcmd::text || ' using '
    || coalesce(pg_get_expr(item.polqual, item.polrelid), '-') || ' with check '
    || coalesce(pg_get_expr(item.polwithcheck, item.polrelid), '-') order by item.polname), '[]')
  from pg_policy item where item.polrelid = class.oid`

const grants = (list: string): string => `select coalesce(json_agg(distinct lower(item.privilege_type)), '[]')
  from aclexplode(${list}) item where item.grantee = 'sidmi_app'::regrole`

const relationsQuery = `select schema.nspname as schema, class.relname as name,
    case class.relkind when 'r' then 'table' when 'p' then 'table' else 'view' end as kind,
    case when class.relkind in ('v', 'm') then pg_get_viewdef(class.oid) end as definition,
    (${columns}) as columns, (${constraints}) as constraints, (${indexes}) as indexes,
    (${triggers}) as triggers, (${policies}) as policies, (${grants('class.relacl')}) as grants
  from pg_class class join pg_namespace schema on schema.oid = class.relnamespace
  where class.relkind in ('r', 'p', 'v', 'm') and not class.relispartition and ${ours}
  order by schema.nspname, class.relkind <> 'r', class.relname`

const routinesQuery = `select schema.nspname as schema, pg_get_functiondef(routine.oid) as definition,
    (${grants('routine.proacl')}) as grants
  from pg_proc routine join pg_namespace schema on schema.oid = routine.pronamespace
  where ${ours} and routine.prokind in ('f', 'p')
  order by schema.nspname, routine.proname`

export const readCatalog = async (client: Client): Promise<Catalog> => {
  const schemas = await client.query<{ name: string }>(`select schema.nspname as name from pg_namespace schema where ${ours} order by 1`)
  const relations = await client.query<Relation>(relationsQuery)
  const routines = await client.query<Routine>(routinesQuery)
  return { schemas: schemas.rows.map(({ name }) => name), relations: relations.rows, routines: routines.rows }
}

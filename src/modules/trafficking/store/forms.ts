// SQL of blank forms.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'

export interface StoredForm {
  id: string
  version: string
  title: string
  xml: string
}

export const storedForms = async (db: Db): Promise<StoredForm[]> =>
  (await sql<StoredForm>`select id, version, title, xml from trafficking.form order by title, id`.execute(db)).rows

export const storedForm = async (db: Db, id: string): Promise<StoredForm | undefined> =>
  (await sql<StoredForm>`select id, version, title, xml from trafficking.form where id = ${id}`.execute(db)).rows[0]

/** Keeps a blank form; a newer one with the same id takes its place. */
export const keepForm = async (db: Db, { id, version, title, xml }: StoredForm, by: { personId: string | null; now: Date }): Promise<void> => {
  await sql`insert into trafficking.form (id, version, title, xml, added_by, added_at) values (${id}, ${version}, ${title}, ${xml}, ${by.personId}::uuid, ${by.now})
    on conflict (id) do update set version = excluded.version, title = excluded.title, xml = excluded.xml, added_by = excluded.added_by, added_at = excluded.added_at`.execute(db)
}

export const removeStoredForm = async (db: Db, id: string): Promise<void> => {
  await sql`delete from trafficking.form where id = ${id}`.execute(db)
}

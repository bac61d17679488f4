// Saved views in the database: who keeps which question, and who may see it.
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { ViewQuestion } from '../model/views.ts'

export interface StoredView {
  id: string
  name: string
  ownerId: string
  ownerName: string
  isShared: boolean
  question: ViewQuestion
  createdAt: Date
  changedAt: Date
}

const viewsWhere = async (db: Db, condition: RawBuilder<unknown>): Promise<StoredView[]> => {
  const { rows } = await sql<StoredView>`
    select saved_view.id, saved_view.name, owner_id as "ownerId", coalesce(person.name, '') as "ownerName", is_shared as "isShared", question,
      created_at as "createdAt", changed_at as "changedAt"
    from statistics.saved_view left join accounts.shared_person person on person.id = owner_id
    where ${condition} order by lower(saved_view.name), saved_view.id limit 500`.execute(db)
  return rows
}

const visibleTo = ({ id }: Actor): RawBuilder<unknown> => sql`(is_shared or owner_id = ${id}::uuid)`

/** A person's own views and those shared with everybody. */
export const listViews = (db: Db, actor: Actor): Promise<StoredView[]> => viewsWhere(db, visibleTo(actor))

/** The view with this id, if the person may see it. */
export const viewById = async (db: Db, actor: Actor, id: string): Promise<StoredView | undefined> =>
  (await viewsWhere(db, sql`saved_view.id = ${id} and ${visibleTo(actor)}`))[0]

interface NewView extends Pick<StoredView, 'id' | 'name' | 'isShared' | 'question'> {
  ownerId: string
  at: Date
}

export const keepView = async (db: Db, { id, name, ownerId, isShared, question, at }: NewView): Promise<void> => {
  await sql`insert into statistics.saved_view (id, name, owner_id, is_shared, question, created_at, changed_at)
    values (${id}, ${name}, ${ownerId}, ${isShared}, ${JSON.stringify(question)}, ${at}, ${at})`.execute(db)
}

export const renameStored = async (db: Db, { id, name, isShared, at }: Omit<NewView, 'ownerId' | 'question'>): Promise<void> => {
  await sql`update statistics.saved_view set name = ${name}, is_shared = ${isShared}, changed_at = ${at} where id = ${id}`.execute(db)
}

export const dropView = async (db: Db, id: string): Promise<void> => {
  await sql`delete from statistics.saved_view where id = ${id}`.execute(db)
}

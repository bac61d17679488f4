// Every SQL statement of the bulletins.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { BulletinContent, BulletinState, FilledBlock } from './model.ts'

export interface Bulletin {
  id: string
  institutionId: string
  institution: string
  author: string
  revisedBy: string
  state: BulletinState
  version: number
  content: BulletinContent
  filled: FilledBlock[] | null
  returnReason: string | null
  withdrawnReason: string | null
  corrects: string | null
  /** The published bulletin that corrects this one. */
  correctedBy: string | null
  changedAt: Date
  publishedAt: Date | null
}

const bulletinsWhere = (condition: RawBuilder<unknown>): RawBuilder<Bulletin> => sql<Bulletin>`
  select bulletin.id, bulletin.institution_id as "institutionId", institution.name as institution, author.name as author, bulletin.revised_by as "revisedBy",
    bulletin.state, bulletin.version, bulletin.content, bulletin.filled, bulletin.return_reason as "returnReason",
    bulletin.withdrawn_reason as "withdrawnReason", bulletin.corrects, bulletin.changed_at as "changedAt", bulletin.published_at as "publishedAt",
    (select later.id from bulletins.bulletin as later where later.corrects = bulletin.id and later.state = 'published' order by later.published_at desc limit 1) as "correctedBy"
  from bulletins.bulletin
    join accounts.shared_institution as institution on institution.id = bulletin.institution_id
    join accounts.shared_person as author on author.id = bulletin.author_id
  where ${condition}`

const isPublic = sql`bulletin.state in ('published', 'withdrawn')`

export const bulletinById = async (db: Db, id: string): Promise<Bulletin | undefined> => (await bulletinsWhere(sql`bulletin.id = ${id}::uuid`).execute(db)).rows[0]

/** As `bulletinById`, held against another change until the transaction ends. */
export const lockedBulletin = async (db: Db, id: string): Promise<Bulletin | undefined> => {
  await sql`select from bulletins.bulletin where id = ${id}::uuid for update`.execute(db)
  return bulletinById(db, id)
}

/** Published, or published and later withdrawn. */
export const publicBulletin = async (db: Db, id: string): Promise<Bulletin | undefined> =>
  (await bulletinsWhere(sql`bulletin.id = ${id}::uuid and ${isPublic}`).execute(db)).rows[0]

/** The node's own, the last changed first. */
export const allBulletins = async (db: Db): Promise<Bulletin[]> =>
  (await sql<Bulletin>`${bulletinsWhere(sql`bulletin.state <> 'discarded'`)} order by bulletin.changed_at desc limit 200`.execute(db)).rows

/** What anyone may read, the newest first. */
export const publicBulletins = async (db: Db): Promise<Bulletin[]> =>
  (await sql<Bulletin>`${bulletinsWhere(isPublic)} order by bulletin.published_at desc limit 200`.execute(db)).rows

export interface NewBulletin {
  id: string
  institutionId: string
  authorId: string
  content: BulletinContent
  corrects: string | null
  now: Date
}

export const insertBulletin = async (db: Db, { id, institutionId, authorId, content, corrects, now }: NewBulletin): Promise<void> => {
  await sql`insert into bulletins.bulletin (id, institution_id, author_id, revised_by, state, content, corrects, created_at, changed_at)
    values (${id}::uuid, ${institutionId}::uuid, ${authorId}::uuid, ${authorId}::uuid, 'draft', ${JSON.stringify(content)}::jsonb, ${corrects}::uuid, ${now}, ${now})`.execute(db)
}

/** A new version of the text. */
export const setContent = async (db: Db, id: string, { content, by, now }: { content: BulletinContent; by: string; now: Date }): Promise<void> => {
  await sql`update bulletins.bulletin set content = ${JSON.stringify(content)}::jsonb, version = version + 1, revised_by = ${by}::uuid, state = 'draft',
    changed_at = ${now} where id = ${id}::uuid`.execute(db)
}

/** Another state, with the reason it was returned or withdrawn for. */
export const setState = async (db: Db, id: string, { state, reason, now }: { state: BulletinState; reason: string | null; now: Date }): Promise<void> => {
  await sql`update bulletins.bulletin set state = ${state}, changed_at = ${now},
    return_reason = ${state === 'draft' ? reason : null}, withdrawn_reason = ${state === 'withdrawn' ? reason : null} where id = ${id}::uuid`.execute(db)
}

/** Publishes it with its blocks as they stand now. */
export const setPublished = async (db: Db, id: string, { filled, by, now }: { filled: readonly FilledBlock[]; by: string; now: Date }): Promise<void> => {
  await sql`update bulletins.bulletin set state = 'published', filled = ${JSON.stringify(filled)}::jsonb, published_by = ${by}::uuid, published_at = ${now},
    changed_at = ${now}, return_reason = null where id = ${id}::uuid`.execute(db)
}

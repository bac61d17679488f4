// Drafts of profiles in the database, each with the kept file it is tried on.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import { storableJson } from '../../../platform/db/storable.ts'
import type { Draft, draftStates, Finding } from '../model/draft.ts'

export interface StoredDraft {
  id: string
  version: number
  state: (typeof draftStates)[number]
  definition: Draft
  findings: Finding[]
  fileSha256: string
  fileName: string
  fileBytes: number
  draftedById: string | null
  draftedBy: string | null
  changedAt: Date
}

const draftsWhere = (condition: RawBuilder<unknown>): RawBuilder<StoredDraft> => sql<StoredDraft>`
  select draft.id, draft.version, draft.state, draft.definition, draft.findings, draft.file_sha256 as "fileSha256", draft.file_name as "fileName",
    draft.file_bytes as "fileBytes", draft.drafted_by as "draftedById", person.name as "draftedBy", draft.changed_at as "changedAt"
  from collection.draft left join accounts.shared_person as person on person.id = draft.drafted_by
  where ${condition} order by draft.changed_at desc, draft.id limit 200`

/** The draft, unless it was discarded. */
export const draftById = async (db: Db, id: string): Promise<StoredDraft | undefined> =>
  (await draftsWhere(sql`draft.id = ${id}::uuid and draft.state <> 'discarded'`).execute(db)).rows[0]

/** Drafts not published yet, the newest first. */
export const openDrafts = async (db: Db): Promise<StoredDraft[]> => (await draftsWhere(sql`draft.state = 'draft'`).execute(db)).rows

export type NewDraft = Pick<StoredDraft, 'id' | 'definition' | 'findings' | 'fileSha256' | 'fileName' | 'fileBytes'>

export const insertDraft = async (db: Db, draft: NewDraft, by: { id: string | null; at: Date }): Promise<void> => {
  await sql`insert into collection.draft (id, version, state, definition, findings, file_sha256, file_name, file_bytes, drafted_by, changed_by, created_at, changed_at)
    values (${draft.id}::uuid, 1, 'draft', ${storableJson(draft.definition)}, ${storableJson(draft.findings)}, ${draft.fileSha256}, ${draft.fileName}, ${draft.fileBytes},
      ${by.id}::uuid, ${by.id}::uuid, ${by.at}, ${by.at})`.execute(db)
}

/** Writes the next version of a draft. */
export const writeDraft = async (db: Db, { id, definition, state }: Pick<StoredDraft, 'id' | 'definition' | 'state'>, by: { id: string | null; at: Date }): Promise<void> => {
  await sql`update collection.draft set version = version + 1, definition = ${storableJson(definition)}, state = ${state}, changed_by = ${by.id}::uuid, changed_at = ${by.at}
    where id = ${id}::uuid`.execute(db)
}

/** Closes what was published or last changed before those moments; how many. */
export const closeRestingDrafts = async (db: Db, before: { published: Date; draft: Date }): Promise<number> => {
  const { numAffectedRows } = await sql`update collection.draft set state = 'discarded'
    where (state = 'published' and changed_at < ${before.published}) or (state = 'draft' and changed_at < ${before.draft})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Files of drafts that are closed; `isNeeded` by a delivery or by another draft. */
export const filesOfClosedDrafts = async (db: Db): Promise<{ sha256: string; isNeeded: boolean }[]> => {
  const { rows } = await sql<{ sha256: string; isNeeded: boolean }>`
    select closed.file_sha256 as sha256, exists (select from collection.delivery where delivery.file_sha256 = closed.file_sha256)
      or exists (select from collection.draft as open where open.file_sha256 = closed.file_sha256 and open.state <> 'discarded') as "isNeeded"
    from (select distinct file_sha256 from collection.draft where state = 'discarded' and file_sha256 <> '') as closed`.execute(db)
  return rows
}

/** Forgets which file closed drafts were tried on, and what was read of it. */
export const forgetFile = async (db: Db, sha256: string): Promise<void> => {
  await sql`update collection.draft set file_sha256 = '', file_name = '', findings = '[]' where state = 'discarded' and file_sha256 = ${sha256}`.execute(db)
}

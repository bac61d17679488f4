// The files of alerts in the database: what each is, and of which alert.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { AttachmentKind } from '../model/codes.ts'

export interface AttachmentRow {
  id: string
  alertId: string
  name: string
  kind: AttachmentKind
  bytes: number
  sha256: string
  sha1: string
}

/** Those of an alert, whichever version carries them. */
export const attachmentsOf = async (db: Db, alertId: string): Promise<AttachmentRow[]> => {
  const { rows } = await sql<AttachmentRow>`
    select id, alert_id as "alertId", name, kind, bytes, sha256, sha1 from alerts.attachment where alert_id = ${alertId} order by added_at, id`.execute(db)
  return rows
}

export const insertAttachment = async (db: Db, { id, alertId, name, kind, bytes, sha256, sha1 }: AttachmentRow, added: { by: string; at: Date }): Promise<void> => {
  await sql`insert into alerts.attachment (id, alert_id, name, kind, bytes, sha256, sha1, added_by, added_at)
    values (${id}, ${alertId}, ${name}, ${kind}, ${bytes}, ${sha256}, ${sha1}, ${added.by}, ${added.at})`.execute(db)
}

/** Their names, in the order of the ids. */
export const attachmentNames = async (db: Db, ids: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from alerts.attachment where id = any (${[...ids]}::uuid[])`.execute(db)
  return ids.flatMap((id) => rows.find((row) => row.id === id)?.name ?? [])
}

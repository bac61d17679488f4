// SQL of sealed files: begun under a secret, whole once all of it arrived, read by those who see their report.
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import { kept } from './asking.ts'

export interface StoredFile {
  id: string
  bytes: number
  /** Where it is on its way. */
  partId: string
  /** Where it is once whole. */
  place: string
  isWhole: boolean
}

const shape = sql`id, bytes, part_id as "partId", place, is_whole as "isWhole"`

/** The file with this id and secret. */
export const fileBySecret = async (db: Db, { id, secret }: { id: string; secret: string }): Promise<StoredFile | undefined> =>
  (await sql<StoredFile>`select ${shape} from reports.file where id = ${id}::uuid and secret = ${kept(secret)}`.execute(db)).rows[0]

/** The same, locked until the transaction ends: one piece after the other. */
export const lockFile = async (db: Db, { id, secret }: { id: string; secret: string }): Promise<StoredFile | undefined> =>
  (await sql<StoredFile>`select ${shape} from reports.file where id = ${id}::uuid and secret = ${kept(secret)} for update`.execute(db)).rows[0]

/** A file as whoever sees its report may read it; `undefined` until it is whole. */
export const fileSeen = async (db: Db, id: string, reportId: string): Promise<StoredFile | undefined> =>
  (await sql<StoredFile>`select ${shape} from reports.file where id = ${id}::uuid and report_id = ${reportId}::uuid and is_whole`.execute(db)).rows[0]

/** Notes a file as begun, unless its id is known; whether it was. */
export const insertFile = async (db: Db, file: { id: string; secret: string; bytes: number; day: string; partId: string; place: string }): Promise<boolean> => {
  const { rows } = await sql`insert into reports.file (id, secret, bytes, day, part_id, place)
    values (${file.id}::uuid, ${kept(file.secret)}, ${file.bytes}, ${file.day}::date, ${file.partId}::uuid, ${file.place}) on conflict do nothing returning id`.execute(db)
  return rows.length > 0
}

export const noteWhole = async (db: Db, id: string): Promise<void> => {
  await sql`update reports.file set is_whole = true where id = ${id}::uuid`.execute(db)
}

/** Bytes of whole files that no report names. The transaction asks as the node. */
export const unnamedBytes = async (db: Db): Promise<number> =>
  (await sql<{ bytes: number }>`select coalesce(sum(bytes), 0)::double precision as bytes from reports.file where report_id is null and is_whole`.execute(db)).rows[0]?.bytes ?? 0

/** Forgets files that no report named before that day; where their bytes are. */
export const forgetUnused = async (db: Db, before: string): Promise<{ partId: string; place: string }[]> =>
  (await sql<{ partId: string; place: string }>`
    delete from reports.file where report_id is null and day < ${before}::date returning part_id as "partId", place`.execute(db)).rows

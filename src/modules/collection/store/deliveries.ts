// Deliveries in the database: what was received, how it was read, what was refused and what it changed.
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { storableJson } from '../../../platform/db/storable.ts'
import type { Text } from '../../../platform/text.ts'
import type { DeliveryState } from '../model.ts'
import type { ChangedCell, Counts, Reading, RefusalView } from '../model/delivery.ts'
import { codedColumns } from './observations.ts'

export interface Delivery {
  id: string
  sourceId: string
  sourceName: Text
  institutionId: string | null
  institution: string | null
  person: string | null
  personId: string | null
  territories: string[]
  fileSha256: string
  fileName: string
  fileBytes: number
  state: DeliveryState
  receivedAt: Date
  finishedAt: Date | null
  problem: Text | null
  reading: Reading | null
  counts: Counts | null
  release: number | null
}

export interface NewDelivery {
  id: string
  sourceId: string
  file: { sha256: string; name: string; bytes: number }
  territories: readonly string[]
  now: Date
}

/** Whether it was inserted; false when a delivery of that id is there already. */
export const insertDelivery = async (db: Db, actor: Actor, { id, sourceId, file, territories, now }: NewDelivery): Promise<boolean> => {
  const { rows } = await sql`insert into collection.delivery (id, source_id, institution_id, person_id, territories, file_sha256, file_name, file_bytes, state, received_at)
    values (${id}::uuid, ${sourceId}, ${actor.institution?.id ?? null}::uuid, ${actor.id}::uuid, ${[...territories]}::text[],
      ${file.sha256}, ${file.name}, ${file.bytes}, 'received', ${now}) on conflict (id) do nothing returning id`.execute(db)
  return rows.length > 0
}

const deliveriesWhere = (condition: RawBuilder<unknown>): RawBuilder<Delivery> => sql<Delivery>`
  select delivery.id, delivery.source_id as "sourceId", source.name as "sourceName", delivery.institution_id as "institutionId",
    institution.name as institution, person.name as person, delivery.person_id as "personId", delivery.territories, delivery.file_sha256 as "fileSha256",
    delivery.file_name as "fileName", delivery.file_bytes as "fileBytes", delivery.state, delivery.received_at as "receivedAt",
    delivery.finished_at as "finishedAt", delivery.problem, delivery.reading, delivery.counts, release.number as release
  from collection.delivery join collection.source on source.id = delivery.source_id
    left join collection.release on release.delivery_id = delivery.id
    left join accounts.shared_institution as institution on institution.id = delivery.institution_id
    left join accounts.shared_person as person on person.id = delivery.person_id
  where ${condition} order by delivery.received_at desc, delivery.id`

export const deliveryById = async (db: Db, id: string): Promise<Delivery | undefined> =>
  (await deliveriesWhere(sql`delivery.id = ${id}::uuid`).execute(db)).rows[0]

/** As `deliveryById`, held against a second import of it until the transaction ends. */
export const lockedDeliveryById = async (db: Db, id: string): Promise<Delivery | undefined> => {
  await sql`select from collection.delivery where id = ${id}::uuid for update`.execute(db)
  return deliveryById(db, id)
}

const seesAll = (actor: Actor): boolean => actor.kind === 'system' || actor.roles.some((role) => ['analyst', 'coordinator', 'administrator'].includes(role))

/** Whether the person may learn of the delivery: analysts, coordinators and administrators of all, everyone else of their institution's. */
export const isVisible = (actor: Actor, delivery: Pick<Delivery, 'institutionId'>): boolean =>
  seesAll(actor) || (delivery.institutionId !== null && delivery.institutionId === actor.institution?.id)

const visibleTo = (actor: Actor): RawBuilder<unknown> =>
  seesAll(actor) ? sql`true` : sql`delivery.institution_id = ${actor.institution?.id ?? null}::uuid`

/** A page of what the person may see, the newest first, and one more to know whether there are others. */
export const visibleDeliveries = async (db: Db, actor: Actor, page: { source: string | undefined; limit: number; offset: number }): Promise<Delivery[]> => {
  const ofSource = page.source === undefined ? sql`true` : sql`delivery.source_id = ${page.source}`
  const listed = sql`${deliveriesWhere(sql`${visibleTo(actor)} and ${ofSource}`)} limit ${page.limit + 1} offset ${page.offset}`
  return (await (listed as RawBuilder<Delivery>).execute(db)).rows
}

export interface Outcome {
  state: Exclude<DeliveryState, 'received'>
  problem: Text | null
  reading: Reading | null
  counts: Counts | null
}

/** Ends a delivery: done with its counts, failed with why, or cancelled. */
export const finishDelivery = async (db: Db, id: string, { state, problem, reading, counts }: Outcome, now: Date): Promise<void> => {
  const [problemJson, readingJson, countsJson] = [problem, reading, counts].map((value) => (value === null ? null : storableJson(value)))
  await sql`update collection.delivery set state = ${state}, finished_at = ${now},
    problem = ${problemJson}::jsonb, reading = ${readingJson}::jsonb, counts = ${countsJson}::jsonb where id = ${id}::uuid`.execute(db)
}

/**
 * Cancels a delivery that was not imported yet, waiting a little for an import of it that is being stopped.
 * False when it was imported meanwhile; fails with PostgreSQL's 55P03 while another process imports it.
 */
export const cancelDelivery = async (db: Db, id: string, now: Date): Promise<boolean> => {
  await sql`select set_config('lock_timeout', '10s', true)`.execute(db)
  const { rows } = await sql`update collection.delivery set state = 'cancelled', finished_at = ${now} where id = ${id}::uuid and state = 'received' returning id`.execute(db)
  return rows.length > 0
}

/** Refused rows in the order of the file. */
export const refusalsOf = async (db: Db, deliveryId: string, page: { after: number; limit: number }): Promise<RefusalView[]> => {
  const { rows } = await sql<RefusalView>`
    select line, reason, column_name as column, value from collection.refusal
    where delivery_id = ${deliveryId}::uuid and line > ${page.after} order by line limit ${page.limit}`.execute(db)
  return rows
}

/** How many refusals of a delivery are kept with their reasons. */
export const countRefusals = async (db: Db, deliveryId: string): Promise<number> => {
  const { rows } = await sql<{ kept: number }>`select count(*) as kept from collection.refusal where delivery_id = ${deliveryId}::uuid`.execute(db)
  return rows[0]?.kept ?? 0
}

/** The largest revisions a delivery made. */
export const revisionsOf = async (db: Db, deliveryId: string, limit: number): Promise<Omit<ChangedCell, 'label'>[]> => {
  const { rows } = await sql<Omit<ChangedCell, 'label'>>`
    select observation.id, observation.line, ${codedColumns('observation')}, earlier.value as before, observation.value as after
    from collection.release
      join collection.observation on observation.source_id = release.source_id and observation.since_release = release.id
      join collection.observation as earlier on earlier.until_release = release.id
        and earlier.source_id = observation.source_id and earlier.measure = observation.measure and earlier.key = observation.key
    where release.delivery_id = ${deliveryId}::uuid
    order by abs(observation.value - earlier.value) desc nulls last, observation.id limit ${limit}`.execute(db)
  return rows
}

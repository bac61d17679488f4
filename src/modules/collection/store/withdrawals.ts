// Writing a withdrawal: a release of its own that ends observations and brings back earlier ones; nothing is deleted.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import type { WithdrawnCells } from '../model/release.ts'
import { joinWholeTables, within } from './releases.ts'
import { observedColumns } from './columns.ts'
import { aloneWith } from './staging.ts'

/** Holds the source as an import does, so that neither sees half of the other. */
export const holdSource = async (db: Db, sourceId: string): Promise<void> => {
  await aloneWith(db, sourceId)
  await joinWholeTables(db)
}

export interface NewWithdrawal {
  sourceId: string
  at: Date
  reason: string
  personId: string | null
  institutionId: string | null
  withdraws: number | null
  cells: WithdrawnCells | null
}

const writeWithdrawal = async (db: Db, { sourceId, at, reason, personId, institutionId, withdraws, cells }: NewWithdrawal): Promise<{ id: number; number: number }> => {
  const { rows } = await sql<{ id: number; number: number }>`
    insert into collection.release (source_id, number, at, scope, kind, reason, person_id, institution_id, withdraws, withdrawn_cells)
    select ${sourceId}, coalesce(max(number), 0) + 1, ${at}, 'partial', 'withdrawal', ${reason}, ${personId}::uuid, ${institutionId}::uuid, ${withdraws}::bigint,
      ${cells === null ? null : JSON.stringify(cells)}::jsonb from collection.release where source_id = ${sourceId}
    returning id, number`.execute(db)
  return rows[0]!
}

const end = async (db: Db, { release, sourceId }: { release: number; sourceId: string }, which: RawBuilder<unknown>): Promise<number> => {
  const { numAffectedRows } = await sql`update collection.observation set until_release = ${release}
    where source_id = ${sourceId} and until_release is null and ${which}`.execute(db)
  return Number(numAffectedRows ?? 0)
}

const copied = sql.raw(observedColumns.join(', '))

// What the withdrawn release had replaced stands again, unless it is withdrawn itself or something newer stands in its place.
const bringBack = async (db: Db, { release, sourceId }: { release: number; sourceId: string }, { closedBy, excluded }: { closedBy: number; excluded: readonly number[] }): Promise<number> => {
  const { numAffectedRows } = await sql`
    insert into collection.observation (source_id, since_release, origin_release, ${copied})
    select source_id, ${release}, coalesce(origin_release, since_release), ${copied} from collection.observation as earlier
    where source_id = ${sourceId} and until_release = ${closedBy} and coalesce(origin_release, since_release) <> all(${[...excluded]}::bigint[])
      and not exists (select from collection.observation as standing where standing.source_id = ${sourceId} and standing.measure = earlier.measure
        and standing.key = earlier.key and standing.until_release is null)`.execute(db)
  return Number(numAffectedRows ?? 0)
}

const keepCounts = async (db: Db, release: number): Promise<void> => {
  await sql`update collection.release set counts = jsonb_build_object('cells', (
    select jsonb_build_object('added', count(*) filter (where gone.id is null), 'revised', count(*) filter (where fresh.id is not null and gone.id is not null),
      'withdrawn', count(*) filter (where fresh.id is null))
    from (select id, measure, key from collection.observation where source_id = release.source_id and since_release = release.id) as fresh
      full join (select id, measure, key from collection.observation where source_id = release.source_id and until_release = release.id) as gone using (measure, key)))
    where release.id = ${release}`.execute(db)
}

export interface Withdrawn { id: number; number: number; closed: number; restored: number }

/** The release taken back: its id, whether it is a withdrawal itself, and what comes back (see `planWithdrawal`). */
export interface TakenBack { id: number; isWithdrawal: boolean; restores: boolean; excluded: readonly number[] }

/** Ends what a release brought and still stands and, when it was the latest, brings back what it replaced. */
export const withdrawRelease = async (db: Db, withdrawal: NewWithdrawal, { id, isWithdrawal, restores, excluded }: TakenBack): Promise<Withdrawn> => {
  const written = await writeWithdrawal(db, { ...withdrawal, withdraws: id, cells: null })
  const at = { release: written.id, sourceId: withdrawal.sourceId }
  const closed = await end(db, at, isWithdrawal ? sql`since_release = ${id}` : sql`coalesce(origin_release, since_release) = ${id}`)
  const restored = restores ? await bringBack(db, at, { closedBy: id, excluded }) : 0
  await keepCounts(db, written.id)
  return { ...written, closed, restored }
}

const chosen = ({ measures, places, from, to }: WithdrawnCells): RawBuilder<unknown> => sql`${within({ from, to })}
  ${measures.length > 0 ? sql`and measure = any(${measures}::text[])` : sql``}
  ${places.length > 0 ? sql`and (territory = any(${places}::text[]) or country = any(${places}::text[]))` : sql``}`

const deliveredBy = (institutionId: string): RawBuilder<unknown> => sql`coalesce(origin_release, since_release) in (
  select release.id from collection.release join collection.delivery on delivery.id = release.delivery_id where delivery.institution_id = ${institutionId}::uuid)`

/** Ends the standing cells of chosen places and periods; with an institution, only those of its own deliveries. */
export const withdrawCells = async (db: Db, withdrawal: NewWithdrawal, cells: WithdrawnCells, onlyOf: string | null): Promise<Withdrawn> => {
  const written = await writeWithdrawal(db, { ...withdrawal, withdraws: null, cells })
  const which = onlyOf === null ? chosen(cells) : sql`${chosen(cells)} and ${deliveredBy(onlyOf)}`
  const closed = await end(db, { release: written.id, sourceId: withdrawal.sourceId }, which)
  await keepCounts(db, written.id)
  return { ...written, closed, restored: 0 }
}

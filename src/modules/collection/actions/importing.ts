// Reading a delivered file into the database: rows staged as they come, then one comparison and one release, or nothing at all.
import { hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { covers } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'
import { codebook } from './codebook.ts'
import type { CodedRow, Refusal } from '../model/coding.ts'
import type { Counts } from '../model/delivery.ts'
import type { SourceDefinition } from '../model/profile.ts'
import { rowCoder } from '../rules/coding.ts'
import { faultOf, faultText } from '../rules/fault.ts'
import { notTheirTerritory, repeatedRow } from '../rules/refusal.ts'
import { effectiveScope } from '../rules/scope.ts'
import { sources } from '../rules/sources.ts'
import { openTable, type Table } from '../rules/table.ts'
import type { Delivery, Outcome } from '../store/deliveries.ts'
import { findChanges, sizes, writeRelease, type Changes, type Scope } from '../store/merge.ts'
import { keepProfile } from '../store/sources.ts'
import * as staging from '../store/staging.ts'

/** What is being read by this process now: rows so far and the share of the file's bytes. Lost with the process, like the reading itself. */
const beingRead = new Map<string, { rows: number; bytes: number; total: number }>()

export const progressOf = (deliveryId: string): { rows: number; share: number } | null => {
  const found = beingRead.get(deliveryId)
  return found ? { rows: found.rows, share: found.total === 0 ? 1 : Math.min(1, found.bytes / found.total) } : null
}

async function* watched(path: string, deliveryId: string): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 }) as AsyncIterable<Buffer>) {
    const progress = beingRead.get(deliveryId)
    if (progress) progress.bytes += chunk.length
    yield chunk
  }
}

export const openDelivery = (bytes: AsyncIterable<Uint8Array>, source: SourceDefinition): Promise<Table> =>
  openTable(bytes, { source, others: sources.filter((other) => other !== source) })

interface Batch {
  rows: staging.AcceptedRow[]
  refusals: Refusal[]
  spared: { measure: string; key: Buffer }[]
}

const sorted = (rows: readonly CodedRow[], territories: readonly string[]): Batch => {
  const batch: Batch = { rows: [], refusals: [], spared: [] }
  for (const row of rows) {
    if ('refusal' in row) {
      batch.refusals.push(row.refusal)
      batch.spared.push(...row.keys)
    } else if (territories.length > 0 && !covers(territories, row.dimensions.territory ?? row.dimensions.country ?? '')) {
      batch.refusals.push({ line: row.line, ...notTheirTerritory(row.dimensions.territory ?? row.dimensions.country, territories) })
      batch.spared.push(...row.cells)
    } else {
      batch.rows.push(row)
    }
  }
  return batch
}

const stageBatch = async (db: Db, delivery: Delivery, rows: readonly CodedRow[]): Promise<number> => {
  const { rows: accepted, refusals, spared } = sorted(rows, delivery.territories)
  await staging.stageRows(db, accepted)
  await staging.spareKeys(db, spared)
  await staging.insertRefusals(db, delivery.id, refusals)
  return refusals.length
}

const cellsPerStatement = 6000

const stageFile = async (db: Db, delivery: Delivery, table: Table): Promise<{ read: number; refused: number }> => {
  const code = rowCoder(table, codebook)
  const progress = beingRead.get(delivery.id)
  const tally = { read: 0, refused: 0 }
  let waiting: CodedRow[] = []
  let cells = 0
  const send = async (): Promise<void> => {
    tally.refused += await stageBatch(db, delivery, waiting)
    waiting = []
    cells = 0
  }
  for await (const batch of table.rows) {
    for (const row of batch) {
      const coded = code(row)
      waiting.push(coded)
      cells += 'cells' in coded ? coded.cells.length : 1
      if (cells >= cellsPerStatement) await send()
    }
    tally.read += batch.length
    if (progress) progress.rows = tally.read
  }
  await send()
  return tally
}

const countsOf = ({ read, refused }: { read: number; refused: number }, { cells, rows }: Changes): Counts => {
  const accepted = read - refused
  return { read, accepted, refused, added: rows.added, revised: rows.revised, unchanged: accepted - rows.added - rows.revised, cells }
}

const hasChanged = ({ cells }: Changes): boolean => cells.added + cells.revised + cells.withdrawn > 0

const merge = async (db: Db, { delivery, table, now }: { delivery: Delivery; table: Table; now: Date }): Promise<{ changes: Changes; scope: Scope }> => {
  await staging.endStaging(db)
  const scope = effectiveScope(table.profile, table.isCorrection, await sizes(db, delivery.sourceId))
  const changes = await findChanges(db, delivery.sourceId, scope)
  if (hasChanged(changes)) {
    const sha256 = hash('sha256', JSON.stringify(table.profile))
    await keepProfile(db, delivery.sourceId, { profile: table.profile, sha256 })
    await writeRelease(db, { sourceId: delivery.sourceId, deliveryId: delivery.id, at: now, profileSha256: sha256, scope })
  }
  return { changes, scope }
}

const noChanges: Changes = { cells: { added: 0, revised: 0, unchanged: 0, withdrawn: 0 }, rows: { added: 0, revised: 0 } }

const readInto = async (db: Db, { delivery, table, now }: { delivery: Delivery; table: Table; now: Date }): Promise<Outcome> => {
  const began = performance.now()
  await staging.beginStaging(db, delivery.sourceId)
  const tally = await stageFile(db, delivery, table)
  if (table.profile.key === 'content' || table.profile.repeats === 'kept') await staging.numberEqualRows(db)
  else tally.refused += await staging.refuseRepeatedRows(db, delivery.id, repeatedRow)
  const isEmpty = tally.refused === tally.read
  const { changes, scope } = isEmpty ? { changes: noChanges, scope: 'partial' as const } : await merge(db, { delivery, table, now })
  const { profile, encoding, delimiter, isCorrection } = table
  return {
    problem: null,
    counts: countsOf(tally, changes),
    reading: {
      profileId: profile.id, profileVersion: profile.version, profileName: profile.name, encoding, delimiter, columns: [...table.header], scope, isCorrection,
      milliseconds: Math.round(performance.now() - began),
    },
  }
}

const failed = (problem: Text): Outcome => ({ problem, reading: null, counts: null })

/**
 * Reads the delivery's file and makes its release, all inside the caller's transaction.
 * A file that cannot be read leaves nothing but the sentence that says why.
 */
export const importInto = async (db: Db, { delivery, source, path, now }: { delivery: Delivery; source: SourceDefinition; path: string; now: Date }): Promise<Outcome> => {
  beingRead.set(delivery.id, { rows: 0, bytes: 0, total: delivery.fileBytes })
  await staging.markStart(db)
  try {
    const table = await openDelivery(watched(path, delivery.id), source)
    return await readInto(db, { delivery, table, now })
  } catch (error) {
    const fault = faultOf(error)
    if (!fault) throw error
    await staging.backToStart(db)
    return failed(faultText(fault))
  } finally {
    beingRead.delete(delivery.id)
  }
}

// Reading a delivered file into the database: copied in while a thread reads it, compared with what stands, and one release, or nothing at all.
import { hash } from 'node:crypto'
import type { Db } from '../../../platform/db/database.ts'
import type { Text } from '../../../platform/text.ts'
import type { Counts } from '../model/delivery.ts'
import type { SourceDefinition } from '../model/profile.ts'
import { refusalsKept, type Opened, type ReadingTask } from '../model/reading.ts'
import { bytesAt } from '../rules/bytes.ts'
import { faultOf, faultText } from '../rules/fault.ts'
import { keptForOthers, keptForRefused, nothingWithdrawn } from '../rules/remarks.ts'
import { repeatedRow } from '../rules/refusal.ts'
import { effectiveScope, sparesAll } from '../rules/scope.ts'
import { openTable, type Table } from '../rules/table.ts'
import type { Delivery, Outcome } from '../store/deliveries.ts'
import { findChanges, insertRelease, nextRelease, standingOf, writeRelease, type Changes, type Comparison, type NewRelease, type Scope } from '../store/merge.ts'
import { keepProfile } from '../store/sources.ts'
import * as staging from '../store/staging.ts'
import { begin, forget, goOn, type UnderWay } from './progress.ts'
import { reading, type Read, type Reading } from './reading.ts'

const othersThan = (source: SourceDefinition, known: readonly SourceDefinition[]): SourceDefinition[] => known.filter((other) => other.source.id !== source.source.id)

/** The kept file of a delivery as a table, to find its rows again. */
export const openDelivery = (path: string, source: SourceDefinition): Promise<Table> => openTable(bytesAt(path), { source, others: [] })

interface Import {
  db: Db
  delivery: Delivery
  source: SourceDefinition
  /** Every source of the node, to recognise a file delivered under the wrong one. */
  known: readonly SourceDefinition[]
  path: string
  now: Date
  work: UnderWay
}

interface Merged {
  tally: Pick<Read['tally'], 'read' | 'refused' | 'leftOut' | 'withheld'>
  changes: Changes
  scope: Scope
  /** What is to be said of the comparison. */
  notes: Text[]
}

const noChanges: Changes = { cells: { added: 0, revised: 0, unchanged: 0, withdrawn: 0 }, rows: { added: 0, revised: 0 }, spared: { others: 0, refused: 0 } }

const hasChanged = ({ cells }: Changes): boolean => cells.added + cells.revised + cells.withdrawn > 0

const countsOf = ({ tally: { read, refused, leftOut, withheld }, changes: { cells, rows } }: Merged): Counts => {
  const accepted = read - refused - leftOut
  return { read, accepted, refused, leftOut, withheld, added: rows.added, revised: rows.revised, unchanged: accepted - rows.added - rows.revised, cells }
}

const releaseOf = async ({ db, delivery, now }: Import, { profile }: Opened, { id, scope }: { id: number; scope: Scope }): Promise<NewRelease> => {
  const profileSha256 = hash('sha256', JSON.stringify(profile))
  await keepProfile(db, delivery.sourceId, { profile, sha256: profileSha256 })
  return { id, sourceId: delivery.sourceId, deliveryId: delivery.id, at: now, profileSha256, scope }
}

const tellsRowsApart = ({ profile }: Opened): boolean => profile.key === 'content' || profile.repeats === 'kept'

const copyTo = async ({ db, delivery }: Import, landing: staging.Landing, found: Reading): Promise<Read> => {
  await staging.copyRows(db, landing, found.blocks(landing))
  const read = found.read()
  await staging.insertRefusals(db, delivery.id, read.refusals)
  return read
}

/** The first rows of a source have nothing to be compared with. Undefined when two of them have one key: such rows are compared after all. */
const landFirst = async (job: Import, found: Reading): Promise<{ read: Read; merged: Merged } | undefined> => {
  const { db, delivery: { sourceId }, work } = job
  const id = await nextRelease(db)
  const read = await copyTo(job, staging.landingOfFirst(sourceId, id), found)
  goOn(work, 'writing')
  const { tally, suspects } = read
  if (suspects?.length !== 0 && (await staging.hasRepeatsInFirst(db, { sourceId, release: id }, suspects))) return undefined
  const changes: Changes = { ...noChanges, cells: { ...noChanges.cells, added: tally.cells }, rows: { added: tally.written, revised: 0 } }
  const scope = tally.written === 0 ? 'partial' : effectiveScope(found.opened.profile, found.opened.isCorrection, { staged: tally.cells, standing: 0, profileId: null })
  if (hasChanged(changes)) await insertRelease(db, await releaseOf(job, found.opened, { id, scope }))
  return { read, merged: { tally, changes, scope, notes: [] } }
}

const withoutRepeats = async ({ db, delivery }: Import, opened: Opened, { tally, suspects, refusals }: Read): Promise<Read['tally']> => {
  if (suspects?.length === 0) return tally
  if (tellsRowsApart(opened)) {
    await staging.numberEqualRows(db, suspects)
    return tally
  }
  const repeated = await staging.refuseRepeatedRows(db, { deliveryId: delivery.id, suspects, refusalOf: repeatedRow, most: refusalsKept - refusals.length })
  return { ...tally, refused: tally.refused + repeated.rows, written: tally.written - repeated.rows, cells: tally.cells - repeated.cells }
}

// The node itself and a source of a single publisher speak for all of it.
const delivererOf = ({ delivery: { institutionId, territories }, source: { source } }: Import): Comparison['deliverer'] =>
  (source.isByTerritory && institutionId !== null ? { institutionId, territories } : undefined)

const notesOn = ({ cells: { withdrawn }, spared }: Changes, unkeyed: number, sparedAll: boolean): Text[] => [
  ...(sparedAll ? [nothingWithdrawn(unkeyed)] : []),
  ...(!sparedAll && unkeyed > 0 && spared.refused + withdrawn > 0 ? [keptForRefused({ rows: unkeyed, kept: spared.refused, withdrawn })] : []),
  ...(spared.others > 0 ? [keptForOthers(spared.others)] : []),
]

const mergeStaged = async (job: Import, opened: Opened, { cells: staged, unkeyed }: Read['tally']): Promise<Omit<Merged, 'tally'>> => {
  const { db, delivery: { sourceId }, work } = job
  const spared = sparesAll(opened.profile, opened.isCorrection, unkeyed)
  const scope = spared ? 'partial' : effectiveScope(opened.profile, opened.isCorrection, { staged, ...(await standingOf(db, sourceId)) })
  const changes = await findChanges(db, { sourceId, scope, deliverer: delivererOf(job), unkeyed: opened.profile.key === 'content' ? unkeyed : 0 })
  if (hasChanged(changes)) {
    goOn(work, 'writing', changes.cells.added + changes.cells.revised)
    const release = await releaseOf(job, opened, { id: await nextRelease(db), scope })
    await writeRelease(db, release, (cells) => (work.done += cells))
  }
  return { changes, scope, notes: notesOn(changes, unkeyed, spared) }
}

const landAndCompare = async (job: Import, found: Reading): Promise<{ read: Read; merged: Merged }> => {
  const read = await copyTo(job, await staging.landingToCompare(job.db), found)
  goOn(job.work, 'comparing')
  const tally = await withoutRepeats(job, found.opened, read)
  const isEmpty = tally.refused + tally.leftOut === tally.read
  const compared = isEmpty ? { changes: noChanges, scope: 'partial' as const, notes: [] } : await mergeStaged(job, found.opened, tally)
  return { read, merged: { tally, ...compared } }
}

const outcomeOf = ({ opened }: Reading, { read, merged }: { read: Read; merged: Merged }, milliseconds: number): Outcome => {
  const { profile, delimiter, header, isCorrection } = opened
  return {
    state: 'done',
    problem: null,
    counts: countsOf(merged),
    reading: {
      profileId: profile.id, profileVersion: profile.version, profileName: profile.name, encoding: read.encoding, delimiter, columns: [...header],
      scope: merged.scope, isCorrection, notes: [...read.notes, ...merged.notes], milliseconds,
    },
  }
}

const taskOf = ({ delivery, source, known, path }: Import): ReadingTask =>
  ({ path, fileName: delivery.fileName, fileBytes: delivery.fileBytes, source, others: othersThan(source, known), territories: delivery.territories })

const readInto = async (job: Import): Promise<Outcome> => {
  const { db, delivery, work } = job
  const began = performance.now()
  const readOnce = (isFirst: boolean): Promise<Outcome | undefined> => reading(taskOf(job), work, async (found) => {
    const landed = isFirst && !tellsRowsApart(found.opened) ? await landFirst(job, found) : await landAndCompare(job, found)
    return landed && outcomeOf(found, landed, Math.round(performance.now() - began))
  })
  const outcome = await readOnce(!(await staging.hasObservations(db, delivery.sourceId)))
  if (outcome) return outcome
  await staging.backToStart(db)
  goOn(work, 'reading', delivery.fileBytes)
  const compared = await readOnce(false)
  if (!compared) throw new Error('A file was read to be compared and was not')
  return compared
}

const nothingCame = { reading: null, counts: null }

/** What an import that did not go through leaves; any other error is thrown on. */
const withoutRelease = async (db: Db, work: UnderWay, error: unknown): Promise<Outcome> => {
  const fault = faultOf(error)
  if (!work.stopping && !fault) throw error
  await work.stopping
  await staging.backToStart(db)
  if (work.stopping || !fault) return { state: 'cancelled', problem: null, ...nothingCame }
  return { state: 'failed', problem: faultText(fault), ...nothingCame }
}

/**
 * Reads the delivery's file and makes its release, all inside the caller's transaction.
 * A file that cannot be read leaves nothing but the sentence that says why; one that was stopped leaves nothing.
 */
export const importInto = async (db: Db, given: Omit<Import, 'db' | 'work'>): Promise<Outcome> => {
  const { id, sourceId, fileBytes } = given.delivery
  const work = begin(id, { bytes: fileBytes, connection: await staging.connectionOf(db) })
  try {
    await staging.aloneWith(db, sourceId)
    await staging.markStart(db)
    const outcome = await readInto({ db, work, ...given })
    work.stop.signal.throwIfAborted()
    return outcome
  } catch (error) {
    return await withoutRelease(db, work, error)
  } finally {
    forget(id)
  }
}

// Taking rows in: each goes through the door in memory, and only its codes, under a key nobody can turn back, reach the database.
import type { Db } from '../../../platform/db/database.ts'
import type { IntakeCounts, LeftColumn } from '../model/acts.ts'
import type { Coded, Standard } from '../model/fields.ts'
import { countLeft, keepable, passThrough, type Door } from '../rules/door.ts'
import type { Line } from '../rules/table.ts'
import { finishIntake, openIntake, type LineFault } from '../store/intakes.ts'
import { keepRecords, type NewRecord } from '../store/records.ts'
import { places } from './codebook.ts'

export interface Sender {
  institutionId: string
  personId: string | null
  deviceId: string | null
}

interface Taking {
  standard: Standard
  door: Door
  sender: Sender
  formId: string | null
  /** A form keeps what fits of its answers; a file’s row is refused whole, to be mended. */
  isForgiving: boolean
  keyOf: (...parts: readonly string[]) => Buffer
  now: Date
}

export interface Taken {
  id: string
  counts: IntakeCounts
  /** Every column that stayed outside, in the file's own words: for the sender alone. */
  left: LeftColumn[]
  faults: LineFault[]
}

const batchSize = 1000
const mostFaults = 500

/** How records are recognised: by what the file calls them, else by their codes; a second of the same is another one. */
const recogniser = ({ door, sender, keyOf }: Taking) => {
  const seen = new Map<string, number>()
  const called = door.idAt
  return (cells: readonly string[], coded: Coded): Buffer => {
    const name = called === undefined ? '' : (cells[called] ?? '').trim()
    const plain = name === '' ? keyOf(sender.institutionId, 'codes', JSON.stringify(coded)) : keyOf(sender.institutionId, 'id', name)
    const nth = (seen.get(plain.toString('hex')) ?? 0) + 1
    seen.set(plain.toString('hex'), nth)
    return keyOf(plain.toString('hex'), String(nth))
  }
}

const isRefused = ({ isForgiving }: Taking, faults: number, isEmpty: boolean): boolean => isEmpty || (!isForgiving && faults > 0)

/** Takes rows in and keeps the tale of it. The rows themselves are gone when it returns. */
export const takeIn = async (db: Db, rows: AsyncIterable<Line> | Iterable<Line>, taking: Taking): Promise<Taken> => {
  const { door, standard, sender, formId, now } = taking
  const id = await openIntake(db, { ...sender, standard, formId, columns: door.kept.map(({ column }) => column), now })
  const counts = { read: 0, added: 0, changed: 0, unchanged: 0, refused: 0 }
  const faults: LineFault[] = []
  const left = countLeft(door)
  const keyFor = recogniser(taking)
  let batch: NewRecord[] = []
  const flush = async (): Promise<void> => {
    const kept = await keepRecords(db, batch, { intakeId: id, institutionId: sender.institutionId, standard, now })
    for (const what of ['added', 'changed', 'unchanged'] as const) counts[what] += kept[what]
    batch = []
  }
  for await (const { line, cells } of rows) {
    counts.read += 1
    left.add(cells)
    const passed = passThrough(door, cells, places)
    if (faults.length < mostFaults) faults.push(...passed.faults.map((fault) => ({ ...fault, line })))
    if (isRefused(taking, passed.faults.length, passed.isEmpty)) counts.refused += 1
    else batch.push({ key: keyFor(cells, passed.coded), position: counts.read, coded: passed.coded })
    if (batch.length === batchSize) await flush()
  }
  if (batch.length > 0) await flush()
  const told = left.told()
  await finishIntake(db, id, { counts, left: keepable(told), faults })
  return { id, counts, left: told, faults }
}

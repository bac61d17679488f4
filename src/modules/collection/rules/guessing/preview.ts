// What a file becomes by a draft: read, coded and counted exactly as an import would, without keeping anything.
import type { Text } from '../../../../platform/text.ts'
import type { Cell, CodedRow, Dimensions, Row } from '../../model/coding.ts'
import { rolesOf, withPeriod, type Draft, type Preview } from '../../model/draft.ts'
import type { FileBytes } from '../bytes.ts'
import { rowCoder } from '../coding.ts'
import { faultOf, faultText } from '../fault.ts'
import { lookingLimits, takingTurns } from '../limits.ts'
import { repeatedRow } from '../refusal.ts'
import { openTable, type Table } from '../table.ts'
import type { Knowledge } from './knowledge.ts'
import { missingFrom } from './missing.ts'
import type { FileSeen } from './sketch.ts'
import { tallies, weighed, type Tallied } from './unknown.ts'

export interface PreviewOptions {
  /** Rows read at most. */
  mostRows: number
  /** Told of the rows read so far. */
  onRows?: (rows: number) => void
}

const shownRows = 20
const shownCoded = 12
const shownRefusals = 50
const mostWords = 5000
const mostKeys = 2_000_000

interface Sums {
  [key: string]: { measure: string; start: string | null; value: number; withheld: number }
}

interface Tally {
  counts: Preview['counts']
  rows: Row[]
  coded: Preview['coded']
  refusals: Preview['refusals']
  sums: Sums
  words: Tallied[]
  keys: Map<string, number>
}

const emptyTally = (draft: Draft): Tally => ({
  counts: { read: 0, accepted: 0, refused: 0, totals: 0, notWanted: 0, figures: 0, withheld: 0 },
  rows: [], coded: [], refusals: [], sums: {}, words: tallies(draft.profile), keys: new Map(),
})

const inWords = (dimensions: Dimensions, { label }: Knowledge): Text => {
  const { territory, country, municipality, offence, sex, nationality } = dimensions
  const same = (word: string | null): Text[] => (word === null ? [] : [{ es: word, en: word }])
  const place = territory ?? country
  const parts: Text[] = [
    ...(place === null ? same(dimensions.region) : [label('place', place)]),
    ...same(municipality),
    ...(offence === null ? [] : [label('offence', offence)]),
    ...same(dimensions.category), ...same(dimensions.subcategory), ...same(dimensions.modality),
    ...(sex === null ? [] : [label('sex', sex)]),
    ...same(dimensions.age_band),
    ...(nationality === null ? [] : nationality.split(',').map((code) => label('nationality', code))),
    ...same(dimensions.route), ...same(dimensions.cause),
    ...(dimensions.lat === null || dimensions.lon === null ? [] : same(`${dimensions.lat}, ${dimensions.lon}`)),
  ]
  return { es: [...new Set(parts.map(({ es }) => es))].join(' · '), en: [...new Set(parts.map(({ en }) => en))].join(' · ') }
}

const addSums = (sums: Sums, cells: readonly Cell[]): void => {
  for (const { measure, grain, start, value } of cells) {
    const month = start?.slice(0, grain === 'year' ? 4 : 7) ?? null
    const sum = (sums[`${measure} ${month ?? ''}`] ??= { measure, start: month, value: 0, withheld: 0 })
    if (value === null) sum.withheld += 1
    else sum.value += value
  }
}

const refuse = (tally: Tally, refusal: Preview['refusals'][number]): void => {
  tally.counts.refused += 1
  if (tally.refusals.length < shownRefusals) tally.refusals.push(refusal)
}

/** The line an equal row stood on before, when rows of one key are refused. */
const earlierLine = (tally: Tally, cells: readonly Cell[], line: number): number | undefined => {
  const key = cells[0] && `${cells[0].measure} ${Buffer.from(cells[0].key).toString('latin1')}`
  if (key === undefined || tally.keys.size > mostKeys) return undefined
  const before = tally.keys.get(key)
  if (before === undefined) tally.keys.set(key, line)
  return before
}

const addAccepted = (tally: Tally, { line, dimensions, cells }: Extract<CodedRow, { cells: unknown }>, knowledge: Knowledge): void => {
  tally.counts.accepted += 1
  tally.counts.figures += cells.length
  tally.counts.withheld += cells.filter(({ value }) => value === null).length
  addSums(tally.sums, cells)
  if (tally.coded.length >= shownCoded) return
  const figures = cells.slice(0, 12).map(({ measure, start, grain, value, withheld }) => ({ measure, period: start, grain, value, withheld }))
  tally.coded.push({ line, says: inWords(dimensions, knowledge), figures })
}

const addRow = (tally: Tally, coded: CodedRow, refusesRepeats: boolean, knowledge: Knowledge): void => {
  tally.counts.read += 1
  if ('leftOut' in coded) tally.counts[coded.leftOut === 'total' ? 'totals' : 'notWanted'] += 1
  else if ('refusal' in coded) refuse(tally, coded.refusal)
  else {
    const earlier = refusesRepeats ? earlierLine(tally, coded.cells, coded.line) : undefined
    if (earlier === undefined) addAccepted(tally, coded, knowledge)
    else refuse(tally, { line: coded.line, ...repeatedRow(earlier) })
  }
}

const wordsIn = (tallied: Tallied, cells: readonly string[], at: number): void => {
  const word = (cells[at] ?? '').trim()
  const { words } = tallied
  if (words.has(word) || words.size < mostWords) words.set(word, (words.get(word) ?? 0) + 1)
}

const readAll = async (table: Table, tally: Tally, knowledge: Knowledge, { mostRows, onRows }: PreviewOptions): Promise<boolean> => {
  const code = rowCoder(table, knowledge.book)
  const refusesRepeats = table.profile.key !== 'content' && table.profile.repeats === 'refused'
  const places = tally.words.map((tallied) => ({ tallied, at: table.at(tallied.column) }))
  const readRow = (row: Row): void => {
    if (tally.rows.length < shownRows) tally.rows.push(row)
    const coded = code(row)
    if (!('leftOut' in coded)) for (const { tallied, at } of places) wordsIn(tallied, row.cells, at)
    addRow(tally, coded, refusesRepeats, knowledge)
  }
  for await (const batch of takingTurns(table.rows)) {
    const room = mostRows - tally.counts.read
    batch.slice(0, room).forEach(readRow)
    if (batch.length > room) return false
    onRows?.(tally.counts.read)
  }
  return true
}

const mostMonths = 24

/** Totals by month when there are few, by year otherwise. */
const totalsOf = (sums: Sums): Preview['totals'] => {
  const all = Object.values(sums)
  const months = new Set(all.map(({ start }) => start))
  const folded: Sums = {}
  for (const { measure, start, value, withheld } of all) {
    const period = months.size > mostMonths ? (start?.slice(0, 4) ?? null) : start
    const sum = (folded[`${measure} ${period ?? ''}`] ??= { measure, start: period, value: 0, withheld: 0 })
    sum.value += value
    sum.withheld += withheld
  }
  return Object.values(folded).map(({ measure, start, value, withheld }) => ({ measure, period: start, value, withheld }))
    .toSorted((a, b) => a.measure.localeCompare(b.measure) || (a.period ?? '~').localeCompare(b.period ?? '~'))
}

const columnsOf = (draft: Draft, header: readonly string[]): Preview['columns'] => {
  const roles = rolesOf(draft.profile)
  const { key } = draft.profile
  return header.filter((name) => name !== '').map((name) => ({ name, shown: name, role: roles.get(name) ?? 'unused', isKey: key !== 'content' && key.includes(name) }))
}

/** The cells of the columns that have a title, as those are shown. */
const rowsUnder = (header: readonly string[], rows: readonly Row[]): Preview['rows'] =>
  rows.map(({ line, cells }) => ({ line, cells: header.length === 0 ? [...cells] : cells.filter((_, at) => header[at] !== '') }))

const unread = (draft: Draft, seen: FileSeen, fault: Text): Preview => ({
  ...emptyTally(draft), columns: columnsOf(draft, seen.shape.header), rows: rowsUnder(seen.shape.header, seen.shape.rows.slice(0, shownRows)),
  unknown: [], known: [], totals: [], isWhole: false, fault, missing: missingFrom(draft),
})

/** Reads a kept file by a draft. `seen` shows what the file holds when the draft cannot read it. */
export const previewOf = async (file: FileBytes, draft: Draft, seen: FileSeen, about: PreviewOptions & { knowledge: Knowledge }): Promise<Preview> => {
  const { knowledge } = about
  const source = { source: draft.source, measures: draft.measures, profiles: [withPeriod(draft.profile)] }
  const tally = emptyTally(draft)
  try {
    const table = await openTable(file, { source, others: [], fileName: seen.fileName, ...(about.mostRows === Infinity ? {} : { limits: lookingLimits }) })
    const isWhole = await readAll(table, tally, knowledge, about)
    return {
      ...tally, columns: columnsOf(draft, table.header), rows: rowsUnder(table.header, tally.rows),
      ...weighed(table, tally.words, knowledge), totals: totalsOf(tally.sums), isWhole, fault: null, missing: missingFrom(draft),
    }
  } catch (error) {
    const fault = faultOf(error)
    if (!fault) throw error
    return unread(draft, seen, faultText(fault))
  }
}

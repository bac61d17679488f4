// A draft of how to read a file nobody has described yet, from its first rows: every guess with what it was guessed from.
import { setImmediate } from 'node:timers/promises'
import type { Draft, Finding } from '../../model/draft.ts'
import { ProfileSchema, type Encoding, type SheetsRule } from '../../model/profile.ts'
import { findFigures, idOf } from './counting.ts'
import { adding, ask, both, likely, openColumns, quoted, sure, titlesOf, type Desk, type Step } from './desk.ts'
import { cadenceOf, findKey, findScope } from './identity.ts'
import type { Knowledge } from './knowledge.ts'
import { mergedColumns, withFilledDown } from './merged.ts'
import { findNested } from './nested.ts'
import { isNumber } from './numbers.ts'
import { sampleOf } from './sample.ts'
import { aboutSheets, allowLacking, setSheetsAside } from './several-sheets.ts'
import { mostSheets } from '../grids.ts'
import { sheetsBeyond } from '../remarks.ts'
import type { Shape } from './shape.ts'
import { setRangesAside } from './part-years.ts'
import { setRatesAside } from './rates.ts'
import { findRegions } from './regions.ts'
import { findTotals } from './totals.ts'
import { findOffence, findWords } from './what.ts'
import { findWhen } from './when.ts'
import { findCoordinates, findMunicipality, findPlace } from './where.ts'
import { findAge, findNationality, findSex } from './who.ts'

export interface FileSeen {
  shape: Shape
  fileName: string
  encoding: Encoding
  isEncodingSure: boolean
  delimiter: string | null
  /** The sheet of a workbook, when one alone is read. */
  sheet: string | null
  /** The sheets with a table of the same columns, this one among them. */
  alike: readonly string[]
  /** How several of them are read as one table. */
  sheets: SheetsRule | null
  /** Those of them that are not counted. */
  aside: readonly string[]
  /** Other sheets with a table of figures of another form. */
  others: readonly string[]
  /** How many more sheets the workbook has than are looked at. */
  beyond: number
  /** Columns that some of them lack. */
  partial: readonly string[]
  /** Cells whose letters were put right, and the first of them. */
  mended: { count: number; from: string; to: string } | null
  /** Whether `shape` holds every row of the file. */
  isWhole: boolean
}

const blank = (encoding: Encoding, sheets: SheetsRule | null): Desk['profile'] => ({
  ...ProfileSchema.parse({
    id: 'lectura', version: 1, name: both('Lectura'), encodings: [encoding, ...(['utf-8', 'windows-1252'] as const).filter((each) => each !== encoding)],
    scope: 'territory-periods', period: { kind: 'fixed', grain: 'year', start: '1900-01-01' }, measures: {}, key: 'content',
  }),
  ...(sheets && { sheets }),
  period: undefined,
})

const encodingNames: Record<Encoding, string> = { 'utf-8': 'UTF-8', 'windows-1252': 'Windows-1252', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', ibm850: 'IBM 850 (MS-DOS)' }
const separatorNames: Readonly<Record<string, readonly [string, string]>> = { ',': ['coma', 'comma'], ';': ['punto y coma', 'semicolon'], '\t': ['tabulador', 'tab'], '|': ['barra', 'bar'] }

const furtherSheets = (beyond: number): Finding => {
  const { es, en } = sheetsBeyond(beyond, mostSheets)
  return ask(null, [es, en])
}

const aboutFile = (seen: FileSeen): Finding[] => {
  const { shape, encoding, isEncodingSure, delimiter, mended } = seen
  const [es, en] = separatorNames[delimiter ?? ''] ?? ['', '']
  return [
    ...(delimiter === null ? [] : [(isEncodingSure ? sure : likely)(null, [`El texto está en ${encodingNames[encoding]} y las celdas van separadas por ${es}.`, `The text is in ${encodingNames[encoding]} and cells are parted by a ${en}.`])]),
    ...aboutSheets(seen),
    ...(seen.beyond > 0 ? [furtherSheets(seen.beyond)] : []),
    ...(shape.above.length > 0 ? [sure(null, [`El encabezado está en la línea ${shape.headerLine}; lo de arriba son títulos.`, `The header is on line ${shape.headerLine}; what stands above are titles.`])] : []),
    ...(shape.notes.length > 0 ? [sure(null, [`Debajo de la tabla hay ${shape.notes.length} líneas de notas: no son datos.`, `Below the table there are ${shape.notes.length} lines of notes: not data.`])] : []),
    ...(mended ? [likely(null, [`Tenía letras dañadas por la codificación: «${mended.from}» se lee «${mended.to}», y así en ${mended.count} celdas.`, `It had letters damaged by its encoding: “${mended.from}” is read “${mended.to}”, and so in ${mended.count} cells.`])] : []),
  ]
}

const aboutMerged = (columns: readonly string[]): Finding[] => (columns.length === 0 ? [] : [ask(columns[0] ?? null, [
  `En ${quoted(columns)} hay celdas vacías debajo de otras llenas, como las combinadas. ¿Valen lo que dice la de arriba?`, `In ${quoted(columns)} there are blank cells below filled ones, as merged cells are. Do they say what the one above says?`,
], [
  { label: { es: 'Sí, lo de arriba', en: 'Yes, the one above' }, profile: { filledDown: [...columns] }, without: [] },
  { label: { es: 'No, quedan vacías', en: 'No, they are blank' }, profile: {}, without: ['filledDown'] },
])])

const repeatedIn = (header: readonly string[]): string[] => header.filter((name) => / \(\d+\)$/.test(name) && header.includes(name.replace(/ \(\d+\)$/, '')))

/** Columns that cannot be told by their titles are left aside, and said. */
const setRepeatedAside: Step = (desk) => {
  const { header, columns } = desk.sample
  const repeated = repeatedIn(header)
  const untitled = columns.filter(({ name, filled }) => name === '' && filled > 0).length
  const findings = [
    ...(repeated.length > 0 ? [ask(null, [`Hay títulos repetidos: ${quoted(repeated)}. Quizá son dos tablas, una al lado de la otra; solo se usa la primera columna de cada título. Si la otra cuenta algo, elíjala o envíela en otro archivo.`, `Some titles come again: ${quoted(repeated)}. Perhaps there are two tables side by side; only the first column of each title is used. If the other counts something, choose it or send it in another file.`])] : []),
    ...(untitled > 0 ? [ask(null, [`${untitled === 1 ? 'Una columna tiene datos y no tiene' : `${untitled} columnas tienen datos y no tienen`} título: no se usa. Si hace falta, póngale título en el archivo y suéltelo de nuevo.`, `${untitled === 1 ? 'One column holds data and has' : `${untitled} columns hold data and have`} no title: not used. If it is needed, give it a title in the file and drop it again.`])] : []),
  ]
  return adding(desk, { roles: Object.fromEntries(repeated.map((name) => [name, 'unused' as const])), findings })
}

const isHeaderAgain = (header: readonly string[], cells: readonly string[]): boolean =>
  header.every((title, at) => title === '' || (cells[at] ?? '').trim() === title.replace(/ \(\d+\)$/, ''))

/** Header lines that come again among the rows are no data. */
const setHeadersAside: Step = (desk) => {
  const { header, rows, columns } = desk.sample
  const again = rows.filter(({ cells }) => isHeaderAgain(header, cells)).length
  const column = columns.find(({ name }) => name !== '' && !isNumber(name))
  if (again === 0 || !column) return desk
  return adding(desk, {
    profile: { leftOut: [...desk.profile.leftOut, { column: column.name, values: [column.name.replace(/ \(\d+\)$/, '')], why: 'not-wanted' }] },
    findings: [sure(null, [`El encabezado se repite ${again} ${again === 1 ? 'vez' : 'veces'} entre las filas: no son datos.`, `The header comes again ${again} ${again === 1 ? 'time' : 'times'} among the rows: not data.`])],
  })
}

/** Notes below the table stand in its first column: set aside by their words. */
const setNotesAside = (shape: Shape): Step => (desk) => {
  const notes = shape.notes.flatMap(({ cells }) => {
    const at = cells.findIndex((cell) => cell.trim() !== '')
    const column = shape.header[at] ?? ''
    return column === '' ? [] : [{ column, word: (cells[at] ?? '').trim() }]
  })
  const columns = [...new Set(notes.map(({ column }) => column))]
  const leftOut = columns.map((column) => ({ column, values: [...new Set(notes.filter((note) => note.column === column).map(({ word }) => word))], why: 'not-wanted' as const }))
  return adding(desk, { profile: { leftOut: [...desk.profile.leftOut, ...leftOut] } })
}

const restUnused: Step = (desk) => {
  const rest = openColumns(desk).map(({ name }) => name)
  const unused = Object.entries(desk.roles).filter(([, role]) => role === 'unused').map(([name]) => name)
  const kept = new Set([...(desk.profile.key === 'content' ? [] : desk.profile.key)])
  return adding(desk, { roles: Object.fromEntries(rest.map((name) => [name, 'unused' as const])), profile: { unused: [...unused, ...rest].filter((name) => !kept.has(name)) } })
}

const steps: readonly Step[] = [
  setRepeatedAside, setHeadersAside, setRatesAside, setRangesAside, findCoordinates, findWhen, findPlace, findMunicipality, findSex, findAge, findNationality, findOffence, findFigures, findWords, findRegions, findTotals, findNested, findKey, findScope, restUnused,
]

/** A desk with nothing on it but the file. */
export const emptyDesk = (seen: FileSeen, knowledge: Knowledge, filledDown: readonly string[] = []): Desk => ({
  sample: sampleOf(seen.shape.header, withFilledDown(seen.shape.rows, filledDown.map((name) => seen.shape.header.indexOf(name))), { above: seen.shape.above, isWhole: seen.isWhole }),
  knowledge, fileName: seen.fileName, sheet: seen.sheet, roles: {}, profile: blank(seen.encoding, seen.sheets), measures: [], findings: [],
})

const titleOf = (desk: Desk): string => {
  const [title = ''] = titlesOf(desk).filter((each) => /\p{L}{3}/u.test(each))
  const words = /\s/.test(title) ? title : title.replace(/[_-]+/g, ' ')
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`.trim().slice(0, 120)
}

const sourceOf = (desk: Desk): Draft['source'] => {
  const name = titleOf(desk)
  return { id: '', name: both(name), publisher: '', licence: '', attribution: both(''), note: both(''), url: '', isPublic: true, isDemonstration: false, deliveredFrom: [], isByTerritory: false, cadence: cadenceOf(desk) }
}

/** The draft and what it was guessed from. Between its steps the rest of the process takes its turn. */
export const sketch = async (seen: FileSeen, knowledge: Knowledge): Promise<{ draft: Draft; findings: Finding[] }> => {
  const merged = mergedColumns(seen.shape.header, seen.shape.rows)
  const start = adding(emptyDesk(seen, knowledge, merged), { profile: merged.length > 0 ? { filledDown: merged } : {}, findings: [...aboutFile(seen), ...aboutMerged(merged)] })
  let desk = start
  for (const step of [setSheetsAside(seen), ...steps, setNotesAside(seen.shape), allowLacking(seen)]) {
    await setImmediate()
    desk = step(desk)
  }
  const source = sourceOf(desk)
  const id = idOf(source.name.es, [], 'fuente')
  return {
    draft: { source, measures: [...desk.measures], profile: { ...desk.profile, id: `${id.slice(0, 50)}-lectura`, name: source.name } },
    findings: [...desk.findings],
  }
}

// A draft of how to read a file nobody has described yet, from its first rows: every guess with what it was guessed from.
import type { Draft, Finding } from '../../model/draft.ts'
import { ProfileSchema, type Encoding } from '../../model/profile.ts'
import { findFigures, idOf } from './counting.ts'
import { adding, both, likely, openColumns, sure, titlesOf, type Desk, type Step } from './desk.ts'
import { cadenceOf, findKey, findScope } from './identity.ts'
import type { Knowledge } from './knowledge.ts'
import { sampleOf } from './sample.ts'
import type { Shape } from './shape.ts'
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
  /** The sheet of a workbook. */
  sheet: string | null
  /** Cells whose letters were put right, and the first of them. */
  mended: { count: number; from: string; to: string } | null
  /** Whether `shape` holds every row of the file. */
  isWhole: boolean
}

const blank = (encoding: Encoding): Desk['profile'] => ({
  ...ProfileSchema.parse({
    id: 'lectura', version: 1, name: both('Lectura'), encodings: [encoding, ...(['utf-8', 'windows-1252'] as const).filter((each) => each !== encoding)],
    scope: 'territory-periods', period: { kind: 'fixed', grain: 'year', start: '1900-01-01' }, measures: {}, key: 'content',
  }),
  period: undefined,
})

const encodingNames: Record<Encoding, string> = { 'utf-8': 'UTF-8', 'windows-1252': 'Windows-1252', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', ibm850: 'IBM 850 (MS-DOS)' }
const separatorNames: Readonly<Record<string, readonly [string, string]>> = { ',': ['coma', 'comma'], ';': ['punto y coma', 'semicolon'], '\t': ['tabulador', 'tab'], '|': ['barra', 'bar'] }

const aboutFile = ({ shape, encoding, isEncodingSure, delimiter, mended, sheet }: FileSeen): Finding[] => {
  const [es, en] = separatorNames[delimiter ?? ''] ?? ['', '']
  return [
    ...(delimiter === null ? [] : [(isEncodingSure ? sure : likely)(null, [`El texto está en ${encodingNames[encoding]} y las celdas van separadas por ${es}.`, `The text is in ${encodingNames[encoding]} and cells are parted by a ${en}.`])]),
    ...(sheet === null ? [] : [sure(null, [`Se lee la hoja «${sheet}».`, `The sheet “${sheet}” is read.`])]),
    ...(shape.above.length > 0 ? [sure(null, [`El encabezado está en la línea ${shape.headerLine}; lo de arriba son títulos.`, `The header is on line ${shape.headerLine}; what stands above are titles.`])] : []),
    ...(shape.notes.length > 0 ? [sure(null, [`Debajo de la tabla hay ${shape.notes.length} líneas de notas: no son datos.`, `Below the table there are ${shape.notes.length} lines of notes: not data.`])] : []),
    ...(mended ? [likely(null, [`Tenía letras dañadas por la codificación: «${mended.from}» se lee «${mended.to}», y así en ${mended.count} celdas.`, `It had letters damaged by its encoding: “${mended.from}” is read “${mended.to}”, and so in ${mended.count} cells.`])] : []),
  ]
}

/** Notes below the table stand in its first column: set aside by their words. */
const setNotesAside = (shape: Shape): Step => (desk) => {
  const notes = shape.notes.flatMap(({ cells }) => {
    const at = cells.findIndex((cell) => cell.trim() !== '')
    return shape.header[at] === undefined ? [] : [{ column: shape.header[at], word: (cells[at] ?? '').trim() }]
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
  findCoordinates, findWhen, findPlace, findMunicipality, findSex, findAge, findNationality, findOffence, findFigures, findWords, findTotals, findKey, findScope, restUnused,
]

/** A desk with nothing on it but the file. */
export const emptyDesk = (seen: FileSeen, knowledge: Knowledge): Desk => ({
  sample: sampleOf(seen.shape.header, seen.shape.rows, { above: seen.shape.above, isWhole: seen.isWhole }),
  knowledge, fileName: seen.fileName, roles: {}, profile: blank(seen.encoding), measures: [], findings: [],
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

/** The draft and what it was guessed from. */
export const sketch = (seen: FileSeen, knowledge: Knowledge): { draft: Draft; findings: Finding[] } => {
  const start = adding(emptyDesk(seen, knowledge), { findings: aboutFile(seen) })
  const desk = [...steps, setNotesAside(seen.shape)].reduce((now, step) => step(now), start)
  const source = sourceOf(desk)
  const id = idOf(source.name.es, [], 'fuente')
  return {
    draft: { source, measures: [...desk.measures], profile: { ...desk.profile, id: `${id.slice(0, 50)}-lectura`, name: source.name } },
    findings: [...desk.findings],
  }
}

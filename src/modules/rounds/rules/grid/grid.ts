// The grid of a source for one period, from its profile and the figures that stand; or why the source is not to be filled by hand.
import { unitNames, type Unit } from '../../../collection/model.ts'
import { requiredColumns, type Profile, type SourceDefinition } from '../../../collection/model/profile.ts'
import type { Grid } from '../../model/grid.ts'
import type { Cadence } from '../../model/periods.ts'
import { columnsOf, type Choices, type CodedColumn, type GridDimension } from './columns.ts'
import { cadenceOf, isUnfit, periodPlace, unfit, type Unfit } from './period.ts'

/** One figure that stands, in codes; `territory` is the country's code where there is no territory. */
export interface StandingFigure extends Partial<Record<GridDimension, string | null>> {
  measure: string
  /** Zero when withheld. */
  value: number
  /** The sign the source keeps the figure back with, `<5` say; null when it is a figure. */
  withheld: string | null
}

const generalFaults: readonly { isSo: (profile: Profile) => boolean; is: Unfit }[] = [
  {
    isSo: ({ scope }) => scope === 'full',
    is: unfit('Esta fuente se entrega entera cada vez: una cuadrícula de un periodo retiraría los demás. Entregue un archivo.', 'This source is delivered whole every time: a grid of one period would withdraw the others. Deliver a file.'),
  },
  {
    isSo: ({ key, coordinates }) => key === 'content' || coordinates !== undefined,
    is: unfit('En esta fuente cada fila es un hecho con su lugar. Entregue un archivo.', 'In this source each row is one event with its place. Deliver a file.'),
  },
  {
    isSo: ({ suppressed }) => suppressed.some((sign) => sign.trim() === ''),
    is: unfit('En esta fuente una casilla vacía es una cifra reservada. Entregue un archivo.', 'In this source an empty cell is a figure kept back. Deliver a file.'),
  },
  {
    isSo: ({ encodings }) => !encodings.includes('utf-8'),
    is: unfit('Esta fuente usa otra codificación de letras. Entregue un archivo.', 'This source uses another encoding of letters. Deliver a file.'),
  },
]

/** A source as a grid sees it: the profile used, and how often it counts. */
export interface Fit {
  definition: SourceDefinition
  profile: Profile
  cadence: Cadence
}

const fitOf = (definition: SourceDefinition, profile: Profile): Fit | Unfit => {
  const general = generalFaults.find(({ isSo }) => isSo(profile))
  if (general) return general.is
  const cadence = cadenceOf(profile)
  return typeof cadence === 'string' ? { definition, profile, cadence } : cadence
}

const noProfile = unfit('Esta fuente no tiene perfil de importación. Entregue un archivo.', 'This source has no import profile. Deliver a file.')

/** The first profile of a source that can be filled by hand; or why the first cannot. */
export const fitFor = (definition: SourceDefinition): Fit | Unfit => {
  const tried = definition.profiles.map((profile) => fitOf(definition, profile))
  return tried.find((each): each is Fit => !isUnfit(each)) ?? tried[0] ?? noProfile
}

const mostRows = 500

/** As many figures as may be looked at: with so many, others may have been cut off, and what is not seen would be withdrawn. */
export const mostFigures = 2000

const tooLong = unfit('Son demasiadas filas para llenarlas a mano. Entregue un archivo.', 'There are too many rows to fill in by hand. Deliver a file.')

const unknownColumns = unfit(
  'El archivo de esta fuente tiene columnas que solo existen en él. Entregue un archivo.',
  'The file of this source has columns that exist only in it. Deliver a file.',
)

const cellOf = (column: CodedColumn, figures: readonly StandingFigure[]): string => {
  const { of } = column
  if ('measure' in of) {
    const found = figures.filter(({ measure }) => measure === of.measure)
    const sign = found.find(({ withheld }) => withheld !== null)?.withheld
    if (sign) return sign
    return found.length === 0 ? '' : String(found.reduce((sum, { value }) => sum + value, 0))
  }
  const code = figures[0]?.[of.dimension] ?? null
  return column.wordOf.get(code) ?? code ?? ''
}

/** Figures of one row of the file, together again. */
const linesOf = (columns: readonly CodedColumn[], figures: readonly StandingFigure[]): string[][] => {
  const dimensions = columns.flatMap(({ of }) => ('dimension' in of ? [of.dimension] : []))
  const rows = Map.groupBy(figures, (figure) => dimensions.map((dimension) => figure[dimension] ?? '').join('\u001f'))
  return [...rows.values()].map((together) => columns.map((column) => cellOf(column, together)))
}

const withSeenWords = (columns: readonly CodedColumn[], lines: readonly (readonly string[])[]): Grid['columns'] =>
  columns.map(({ column, label, kind, choices }, at) => {
    const seen = kind === 'word' ? [...new Set(lines.map((line) => line[at] ?? ''))].filter(Boolean).toSorted() : []
    return { column, label, kind, choices: kind === 'word' ? seen.map((value) => ({ value, label: { es: value, en: value } })) : [...choices] }
  })

const otherPeriods = ({ period }: Profile): readonly string[] => {
  if (period.kind === 'wide-months') return period.months
  return period.kind === 'wide-periods' ? period.columns.map(({ column }) => column) : []
}

const unitOf = ({ measures }: SourceDefinition, profile: Profile): Unit => measures.find(({ id }) => id in profile.measures)?.unit ?? 'events'

export interface Standing {
  now: readonly StandingFigure[]
  previous: readonly StandingFigure[]
}

const isCut = ({ now, previous }: Standing): boolean => Math.max(now.length, previous.length) >= mostFigures

/** The grid for the period of the source that begins on `start`. */
export const gridOf = ({ definition, profile }: Fit, start: string, choices: Choices, standing: Standing): Grid | Unfit => {
  if (isCut(standing)) return tooLong
  const place = periodPlace(profile, start)
  if (isUnfit(place)) return place
  const columns = columnsOf(definition, profile, place, choices)
  if (isUnfit(columns)) return columns
  const header = requiredColumns(profile)
  const known = new Set([...columns.map(({ column }) => column), ...Object.keys(place.fixed), ...otherPeriods(profile)])
  if (header.some((column) => !known.has(column))) return unknownColumns
  const [rows, previous] = [linesOf(columns, standing.now), linesOf(columns, standing.previous)]
  if (Math.max(rows.length, previous.length) > mostRows) return tooLong
  return { columns: withSeenWords(columns, [...rows, ...previous]), fixed: place.fixed, header, rows, previous, unit: unitNames[unitOf(definition, profile)] }
}

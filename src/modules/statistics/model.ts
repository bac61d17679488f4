// The words of the figures: what can be asked of one measure of one source, and what is answered.
import { z } from 'zod'
import { TextPair, WordList } from '../../platform/schema.ts'
import type { Text } from '../../platform/text.ts'

/** What figures can be counted by. `year`, `month` and `week` come from the observation's period. */
export const dimensions = [
  'year', 'month', 'week', 'country', 'territory', 'municipality', 'offence', 'category', 'subcategory', 'modality', 'region',
  'sex', 'age_band', 'nationality', 'route', 'cause',
] as const
export const Dimension = z.enum(dimensions)
export type Dimension = z.infer<typeof Dimension>

export const isDimension = (word: string): word is Dimension => dimensions.some((dimension) => dimension === word)

export const dimensionNames: Readonly<Record<Dimension, Text>> = {
  year: { es: 'Año', en: 'Year' },
  month: { es: 'Mes', en: 'Month' },
  week: { es: 'Semana', en: 'Week' },
  country: { es: 'País', en: 'Country' },
  territory: { es: 'Territorio', en: 'Territory' },
  municipality: { es: 'Municipio', en: 'Municipality' },
  offence: { es: 'Delito', en: 'Offence' },
  category: { es: 'Categoría de la fuente', en: 'Source’s category' },
  subcategory: { es: 'Subcategoría de la fuente', en: 'Source’s subcategory' },
  modality: { es: 'Modalidad', en: 'Modality' },
  region: { es: 'Región de la fuente', en: 'Source’s region' },
  sex: { es: 'Sexo', en: 'Sex' },
  age_band: { es: 'Grupo de edad', en: 'Age group' },
  nationality: { es: 'Nacionalidad', en: 'Nationality' },
  route: { es: 'Ruta', en: 'Route' },
  cause: { es: 'Causa', en: 'Cause' },
}

/** Dimensions of time, coarse to fine. */
export const timeDimensions = ['year', 'month', 'week'] as const
export type TimeDimension = (typeof timeDimensions)[number]

export const isTime = (dimension: Dimension): dimension is TimeDimension => timeDimensions.some((time) => time === dimension)

/** In a filter: the observations whose source does not state the dimension (or the date). */
export const notStated = 'none'

export const notStatedName: Text = { es: 'sin especificar', en: 'not stated' }
export const undatedName: Text = { es: 'sin fecha', en: 'undated' }

/** Whether a source's word is one of a scheme of codes, like `LOCALIZADA_CON_VIDA`. */
export const isCode = (word: string): boolean => /^[A-ZÁÉÍÓÚÑ]+(_[A-ZÁÉÍÓÚÑ]+)+$/.test(word)

/** A source's code as words: `LOCALIZADA_CON_VIDA` → `Localizada con vida`; what already reads as words stays. */
export const readable = (code: string): string => {
  if (!isCode(code)) return code
  const words = code.replaceAll('_', ' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A filter's values, given once or many times. Not split at commas: a source's own words may hold them. */
const Values = z.preprocess((value) => (value === undefined || value === '' ? [] : [value].flat().map(String)), z.array(z.string().max(200)).max(400)).default([])

/** How a value of time is written; a year is one that PostgreSQL knows too, `0000` is none. */
const timeForms: Record<TimeDimension, { form: RegExp; text: Text }> = {
  year: { form: /^(?!0000)\d{4}$/, text: { es: 'Escriba el año con cuatro cifras, como 2024.', en: 'Write the year with four digits, like 2024.' } },
  month: { form: /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/, text: { es: 'Escriba el mes así: 2024-03.', en: 'Write the month like this: 2024-03.' } },
  week: { form: /^(?!0000)\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/, text: { es: 'Escriba la semana así: 2024-W09.', en: 'Write the week like this: 2024-W09.' } },
}

const valuesOf = (dimension: Dimension): typeof Values => {
  if (!isTime(dimension)) return Values
  const { form, text } = timeForms[dimension]
  const fits = (value: string): boolean => value === notStated || form.test(value)
  return Values.refine((values) => values.every(fits), { params: { text } })
}

const filterFields = Object.fromEntries(dimensions.map((dimension) => [dimension, valuesOf(dimension)])) as Record<Dimension, typeof Values>

/** Whether what is written as a day is one: there is no 31 February. What is not written as a day passes. */
const isNoFalseDay = (text: string): boolean => {
  if (text.length !== 10) return true
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** A year PostgreSQL knows too: `0000` is none. */
const isNoYear = (text: string): boolean => text.startsWith('0000')

/** `2024`, `2024-03` or `2024-03-31`; a day must exist. */
const Moment = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/).refine((text) => isNoFalseDay(text) && !isNoYear(text)).optional()

const Asked = z.object({
  source: z.string().max(80),
  /** The source's default measure when left out. */
  measure: z.string().max(80).optional(),
  /** First and last moment, both included; what has no date then stays out. */
  from: Moment,
  to: Moment,
  /** As published then: a day, or the number of one of the source's releases; as it stands now when left out. */
  asOf: z.string().regex(/^(\d{1,6}|\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))$/).refine(isNoFalseDay).optional(),
  ...filterFields,
})

export const QueryFigures = Asked.extend({
  by: WordList.default([]),
  /** `true`: also where on the map, as far as coordinates are known. */
  points: z.enum(['true', 'false']).default('false'),
})
export type QueryFigures = z.infer<typeof QueryFigures>
export type Filters = Pick<QueryFigures, Dimension | 'from' | 'to'>

export const Release = z.object({ number: z.number(), at: z.string() })

/** The source as it must be named beside any of its figures. */
export const FigureSource = z.object({
  id: z.string(), name: TextPair, attribution: TextPair, note: TextPair, publisher: z.string(), licence: z.string(), url: z.string(),
  isPublic: z.boolean(), isDemonstration: z.boolean(),
})
export type FigureSource = z.infer<typeof FigureSource>

/** What one unit is, so that two of them are never added together. */
export const FigureMeasure = z.object({ id: z.string(), name: TextPair, unit: z.string(), unitName: TextPair, isDefault: z.boolean() })
export type FigureMeasure = z.infer<typeof FigureMeasure>

const Coordinate = z.union([z.string(), z.number(), z.null()])

/** Residents are counted anew each year: those of one year are the same people as those of the next, and are never added to them. */
export const isStock = ({ unit }: Pick<FigureMeasure, 'unit'>): boolean => unit === 'residents'

/** One cell: the asked dimensions (null: not stated, or undated) and the value. */
export const Cell = z.record(z.string(), Coordinate)
export type Cell = z.infer<typeof Cell>

/** Where it happened: sums over squares of half a degree, at their middle (WGS 84). `hidden`: without coordinates. */
const FigurePoints = z.object({
  items: z.array(z.object({ lat: z.number(), lon: z.number(), value: z.number() })),
  hidden: z.number(),
})
export type FigurePoints = z.infer<typeof FigurePoints>

export const FigureAnswer = z.object({
  source: FigureSource,
  measure: FigureMeasure,
  /** The release the figures are of; null when nothing has been delivered yet. */
  release: Release.nullable(),
  /** The newest release: another than `release` when an earlier state was asked for. */
  latest: Release.nullable(),
  by: z.array(Dimension),
  /** `value` is null when every observation of the cell is withheld; `withheld`: how many are, left out when none. */
  rows: z.array(Cell),
  /** Over every cell, what has no date included. */
  total: z.number(),
  /** The part of the total that has no date; null when a period was asked for. */
  undated: z.number().nullable(),
  observations: z.number(),
  /** Observations whose value the source keeps back, such as «<5»: never added, in no total. */
  withheld: z.number(),
  /** Names of the codes that occur, by dimension; a word without a name is the source's own. */
  names: z.record(z.string(), z.record(z.string(), TextPair)),
  /** Of the territories that occur: the map area each is drawn on, where it is not its own. */
  areas: z.record(z.string(), z.string()),
  points: FigurePoints.nullable(),
})
export type FigureAnswer = z.infer<typeof FigureAnswer>

export const OpenCell = Asked.extend({ page: z.coerce.number().int().min(1).max(100_000).default(1) })
export type OpenCell = z.infer<typeof OpenCell>

/** One observation as it lies behind a figure: the line of the file that says it. */
export const Observation = z.object({
  id: z.string(), start: z.string().nullable(), grain: z.string(),
  /** Null when the source keeps it back; `withheld` is then what it wrote instead. */
  value: z.number().nullable(),
  withheld: z.string().nullable(),
  file: z.string(), line: z.number(), release: z.number(), delivery: z.string(),
  words: z.record(z.string(), z.string().nullable()),
})
export type Observation = z.infer<typeof Observation>

export const CellView = z.object({
  source: FigureSource, measure: FigureMeasure, total: z.number(), count: z.number(), page: z.number(), pages: z.number(),
  items: z.array(Observation),
  names: z.record(z.string(), z.record(z.string(), TextPair)),
})
export type CellView = z.infer<typeof CellView>

export const MeasureCoverage = FigureMeasure.extend({
  /** The finest period it is counted by; null when nothing has been delivered. */
  grain: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  observations: z.number(),
  dimensions: z.array(Dimension),
  /** Whether observations carry coordinates. */
  hasPoints: z.boolean(),
})
export type MeasureCoverage = z.infer<typeof MeasureCoverage>

export const SourceCoverage = FigureSource.extend({ release: Release.nullable(), measures: z.array(MeasureCoverage) })
export type SourceCoverage = z.infer<typeof SourceCoverage>

export const FigureCatalogue = z.object({ items: z.array(SourceCoverage) })

export const PublicQuestion = z.object({
  /** `source.measure`, or a source for its default measure; the first there is when left out. */
  figure: z.string().max(160).default(''),
  /** `2024`, or `all`; the newest whole year when left out or unknown. */
  year: z.string().max(8).default(''),
  /** One of the shown measure's `kinds`, or `all`; the first when left out or unknown. */
  kind: z.string().max(200).default(''),
  /** The place the yearly series is of; everywhere when left out. */
  place: z.string().max(10).default(''),
})
export type PublicQuestion = z.infer<typeof PublicQuestion>

const Choice = z.object({ id: z.string(), name: TextPair, measures: z.array(z.object({ id: z.string(), name: TextPair })) })

/** What the public page of the figures shows: one measure, by place in one year and by year in one place. */
export const PublicFigures = z.object({
  choices: z.array(Choice),
  /** Null when no source has delivered anything. */
  shown: z.object({
    source: FigureSource,
    measure: FigureMeasure,
    release: Release,
    /** `rounded`: the source is not public; each number stands rounded to a multiple of five by itself. */
    protection: z.enum(['as-published', 'rounded']),
    years: z.array(z.number()),
    year: z.number().nullable(),
    /** `YYYY-MM-DD` of the first and last period, to say which year is incomplete. */
    from: z.string().nullable(),
    to: z.string().nullable(),
    /** What the measure is told apart by: SIDMI's offences or, without them, the source's categories; null when it is not. */
    kindOf: Dimension.nullable(),
    kinds: z.array(z.object({ code: z.string(), name: TextPair })),
    /** Null: all of them together. */
    kind: z.object({ code: z.string(), name: TextPair }).nullable(),
    /** What the places are. */
    by: Dimension,
    /** Here and below, null is a figure of which the source withholds all: it is not known, and never nought. */
    total: z.number().nullable(),
    /** Figures the source keeps back of what is shown, added to nothing; 0 where they are not told, of a source that is not public. */
    withheld: z.number(),
    undated: z.number(),
    places: z.array(z.object({ code: z.string().nullable(), name: TextPair, value: z.number().nullable() })),
    place: z.object({ code: z.string(), name: TextPair }).nullable(),
    /** `isWhole`: false of a first or last year that is not delivered from beginning to end. */
    series: z.array(z.object({ year: z.number(), value: z.number().nullable(), isWhole: z.boolean() })),
  }).nullable(),
})
export type PublicFigures = z.infer<typeof PublicFigures>

// The columns of a grid from a profile: what each is called, what may be chosen, and which code stands behind a choice.
import type { Text } from '../../../../platform/text.ts'
import { sexNames, sexes } from '../../../collection/model.ts'
import { wordDimensions, type Profile, type SourceDefinition, type WordDimension } from '../../../collection/model/profile.ts'
import type { GridColumn } from '../../model/grid.ts'
import { isUnfit, unfit, type PeriodPlace, type Unfit } from './period.ts'

/** An entry of a catalogue: its code, and the other codes files may write it with. */
export interface Entry {
  code: string
  name: Text
  nationalCode?: string
  alpha3?: string
}

/** What may be chosen from: the places the obligation is about, offences and countries. */
export interface Choices {
  places: readonly Entry[]
  /** ISO codes of all that rows may be about: what is not shown cannot be chosen. Undefined: anywhere. */
  within: readonly string[] | undefined
  offences: readonly Entry[]
  countries: readonly Entry[]
}

export type GridDimension = WordDimension | 'territory' | 'municipality' | 'offence' | 'nationality'

/** A column of the grid with what it codes, so that figures that stand can be written back into it. */
export interface CodedColumn extends GridColumn {
  of: { dimension: GridDimension } | { measure: string }
  /** The file's word for each code; words without a code stand for themselves. */
  wordOf: ReadonlyMap<string | null, string>
}

const names: Record<GridDimension, Text> = {
  territory: { es: 'Territorio', en: 'Territory' },
  municipality: { es: 'Municipio', en: 'Municipality' },
  offence: { es: 'Delito', en: 'Offence' },
  nationality: { es: 'Nacionalidad', en: 'Nationality' },
  category: { es: 'Categoría', en: 'Category' },
  subcategory: { es: 'Subcategoría', en: 'Subcategory' },
  modality: { es: 'Modalidad', en: 'Modality' },
  region: { es: 'Región', en: 'Region' },
  sex: { es: 'Sexo', en: 'Sex' },
  age_band: { es: 'Edad', en: 'Age' },
  route: { es: 'Ruta', en: 'Route' },
  cause: { es: 'Causa', en: 'Cause' },
}

const notStated: Text = { es: 'no consta', en: 'not stated' }

interface Coded {
  value: string
  code: string | null
  label: Text
}

const choiceColumn = (dimension: GridDimension, column: string, coded: readonly Coded[]): CodedColumn => ({
  column, label: names[dimension], kind: 'choice', of: { dimension },
  choices: coded.map(({ value, label }) => ({ value, label })),
  wordOf: new Map(coded.toReversed().map(({ value, code }) => [code, value])),
})

const wordColumn = (dimension: GridDimension, column: string): CodedColumn =>
  ({ column, label: names[dimension], kind: 'word', of: { dimension }, choices: [], wordOf: new Map([[null, '']]) })

const unspecified = (words: readonly string[], code: string | null): Coded[] => words.slice(0, 1).map((value) => ({ value, code, label: notStated }))

const same = (text: string): Text => ({ es: text, en: text })

const isWithin = ({ within }: Choices, code: string): boolean => within === undefined || within.includes(code)

const territoryColumn = (rule: NonNullable<Profile['territory']>, choices: Choices): CodedColumn[] => {
  const { places, countries, within } = choices
  switch (rule.kind) {
    case 'whole-country': return []
    case 'iso-3166-2': return [choiceColumn('territory', rule.column, places.map(({ code, name }) => ({ value: code, code, label: name })))]
    case 'country': return [choiceColumn('territory', rule.column, [
      ...(within === undefined ? unspecified(rule.unspecified, null) : []),
      ...countries.filter(({ code }) => isWithin(choices, code)).map(({ code, name }) => ({ value: code, code, label: name })),
    ])]
    case 'national-code':
    case 'name': {
      const isCode = rule.kind === 'national-code'
      const own = places.filter(({ code }) => code.startsWith(`${rule.country}-`))
      const coded = own.flatMap(({ code, name, nationalCode }) => (isCode && nationalCode === undefined ? [] : [{ value: isCode ? nationalCode ?? '' : name.es, code, label: name }]))
      return [choiceColumn('territory', rule.column, [...(isWithin(choices, rule.country) ? unspecified(rule.unspecified, rule.country) : []), ...coded])]
    }
  }
}

const nationalityWord: Record<NonNullable<Profile['nationality']>['style'], (entry: Entry) => string> = {
  'alpha-2': ({ code }) => code,
  'alpha-3': ({ code, alpha3 }) => alpha3 ?? code,
  name: ({ name }) => name.es,
}

const nationalityColumn = (rule: NonNullable<Profile['nationality']>, { countries }: Choices): CodedColumn =>
  choiceColumn('nationality', rule.column, [...unspecified(rule.unspecified, null), ...countries.map((entry) => ({ value: nationalityWord[rule.style](entry), code: entry.code, label: entry.name }))])

const wordLabel = (dimension: WordDimension, value: string, code: string | null): Text => {
  const sex = dimension === 'sex' ? sexes.find((each) => each === code) : undefined
  if (sex) return sexNames[sex]
  return code === null ? notStated : same(value)
}

const wordColumns = ({ words }: Profile): CodedColumn[] =>
  wordDimensions.flatMap((dimension) => {
    const rule = words[dimension]
    if (!rule) return []
    if (!rule.codes) return [wordColumn(dimension, rule.column)]
    return [choiceColumn(dimension, rule.column, Object.entries(rule.codes).map(([value, code]) => ({ value, code, label: wordLabel(dimension, value, code) })))]
  })

const ruledOffences = unfit(
  'En esta fuente el delito se deduce de varias columnas. Entregue un archivo.',
  'In this source the offence is worked out from several columns. Deliver a file.',
)

const offenceColumns = ({ offence }: Profile, { offences }: Choices): CodedColumn[] | Unfit => {
  if (!offence || offence.kind === 'fixed') return []
  if (offence.kind === 'rules') return ruledOffences
  if (offence.kind === 'id') return [choiceColumn('offence', offence.column, offences.map(({ code, name }) => ({ value: code, code, label: name })))]
  const nameOf = (code: string | null, value: string): Text => offences.find((each) => each.code === code)?.name ?? same(value)
  return [choiceColumn('offence', offence.column, Object.entries(offence.codes).map(([value, code]) => ({ value, code, label: nameOf(code, value) })))]
}

const rowPerFact = unfit(
  'En esta fuente cada fila es un hecho o las cifras dependen de otra columna. Entregue un archivo.',
  'In this source each row is one event or the figures depend on another column. Deliver a file.',
)

const figureColumns = ({ profiles: _, measures }: SourceDefinition, profile: Profile, { figureColumn }: PeriodPlace): CodedColumn[] | Unfit => {
  const figures = Object.entries(profile.measures)
  if (figures.some(([, figure]) => figure.from === 'row' || figure.when.length > 0)) return rowPerFact
  return figures.map(([id, figure]) => ({
    column: figure.from === 'column' ? figure.column : figureColumn ?? '',
    label: measures.find((measure) => measure.id === id)?.name ?? same(id),
    kind: 'figure', choices: profile.suppressed.map((sign) => ({ value: sign.replace(/\s+/g, ''), label: same(sign) })), of: { measure: id }, wordOf: new Map(),
  }))
}

const elsewhere = unfit(
  'Esta fuente es de un país entero y lo que se debe, o su cuenta, es de otros lugares. Entregue un archivo.',
  'This source is about a whole country and what is owed, or your account, is about other places. Deliver a file.',
)

/** The columns to be filled, those that name what is counted first; or why there cannot be a grid. */
export const columnsOf = (definition: SourceDefinition, profile: Profile, place: PeriodPlace, choices: Choices): CodedColumn[] | Unfit => {
  if (profile.territory?.kind === 'whole-country' && !isWithin(choices, profile.territory.country)) return elsewhere
  const offence = offenceColumns(profile, choices)
  if (isUnfit(offence)) return offence
  const figures = figureColumns(definition, profile, place)
  if (isUnfit(figures)) return figures
  return [
    ...(profile.territory ? territoryColumn(profile.territory, choices) : []),
    ...(profile.municipality === undefined ? [] : [wordColumn('municipality', profile.municipality)]),
    ...offence,
    ...wordColumns(profile),
    ...(profile.nationality ? [nationalityColumn(profile.nationality, choices)] : []),
    ...figures,
  ]
}

// The figures anyone may see: public sources as published; the others only by year and place, each number rounded by itself.
import { action } from '../../../platform/action.ts'
import { anyoneGranted } from '../../../platform/access.ts'
import type { Db } from '../../../platform/db/database.ts'
import { NoInput } from '../../../platform/schema.ts'
import type { Text } from '../../../platform/text.ts'
import { offences } from '../../catalogues/index.ts'
import { isCode, isStock, notStatedName, PublicFigures, PublicQuestion, readable, type Dimension, type MeasureCoverage, type SourceCoverage } from '../model.ts'
import { figuresProblems } from '../problems.ts'
import { isWholeYear, newestWholeYear, roundForPublic } from '../rules.ts'
import { listCoverage } from '../store/coverage.ts'
import { cubeOf, type CubeCell } from '../store/cube.ts'
import { nameFor } from './names.ts'
import { measureOf, sourceOf } from './query.ts'
import { resolve, type Resolved } from './resolve.ts'

const choicesOf = (sources: readonly SourceCoverage[]) => sources.filter((source) => source.release !== null).map(({ id, name, measures }) => ({
  id, name, measures: measures.filter((measure) => measure.observations > 0).map((measure) => ({ id: measure.id, name: measure.name })),
}))

const yearOf = (asked: string, years: readonly number[], { measure }: Resolved): number | null => {
  if (asked === 'all' && !isStock(measure)) return null
  return years.includes(Number(asked)) ? Number(asked) : newestWholeYear(years, measure)
}

const sum = (cells: readonly CubeCell[]): number => cells.reduce((total, { value }) => total + (value ?? 0), 0)

const withheldIn = (cells: readonly CubeCell[]): number => cells.reduce((total, { withheld }) => total + withheld, 0)

type Publish = (value: number) => number

// A nought beside withheld figures would say that there were none.
const told = (cells: readonly CubeCell[], publish: Publish): number | null => {
  const value = publish(sum(cells))
  return value === 0 && withheldIn(cells) > 0 ? null : value
}

const wordFor = (dimension: Dimension, code: string): Text => nameFor(dimension, code) ?? { es: readable(code), en: readable(code) }

// A place that delivered something of the year but nothing of this kind had none of it; one that delivered nothing is not known.
const placesOf = (cells: readonly CubeCell[], isKind: (cell: CubeCell) => boolean, by: Dimension, publish: Publish) =>
  [...Map.groupBy(cells, ({ place }) => place)]
    .map(([code, members]) => ({
      code, name: code === null ? notStatedName : wordFor(by, code), value: told(members.filter(isKind), publish),
    }))
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1))

const seriesOf = (cells: readonly CubeCell[], measure: MeasureCoverage, publish: Publish) =>
  [...Map.groupBy(cells, ({ year }) => year)]
    .flatMap(([year, members]) => (year === null ? [] : [{ year, value: told(members, publish), isWhole: isWholeYear(year, measure) }]))

// SIDMI's own offences come in the catalogue's order, so that the first is the one it exists for. Categories tell a measure
// apart only where they are a scheme of codes; in words of their own they stay together.
const kindsOf = (cells: readonly CubeCell[], kindOf: Dimension | null): { code: string; name: Text }[] => {
  if (!kindOf) return []
  const codes = new Set(cells.flatMap(({ kind }) => kind ?? []))
  const order = offences().map(({ code }) => code)
  if (kindOf === 'category' && ![...codes].every(isCode)) return []
  const place = (code: string): number => (order.includes(code) ? order.indexOf(code) : order.length)
  return [...codes].sort((a, b) => place(a) - place(b) || a.localeCompare(b)).map((code) => ({ code, name: wordFor(kindOf, code) }))
}

// What is not public is never told apart more finely than by year and place.
const kindDimension = ({ source, measure }: Resolved): Dimension | null =>
  source.isPublic ? ((['offence', 'category'] as const).find((each) => measure.dimensions.includes(each)) ?? null) : null

const placeOf = (code: string, by: Dimension) => {
  const name = nameFor(by, code)
  return name ? { code, name } : null
}

type Shown = NonNullable<PublicFigures['shown']>

const headOf = ({ source, measure }: Resolved, release: Shown['release']) => ({
  source: sourceOf(source), measure: measureOf(measure), release, from: measure.from, to: measure.to,
  protection: source.isPublic ? ('as-published' as const) : ('rounded' as const),
})

const shownOf = async (db: Db, found: Resolved, asked: PublicQuestion): Promise<Shown | null> => {
  const { source, measure } = found
  if (source.release === null) return null
  const by: Dimension = measure.dimensions.includes('territory') ? 'territory' : 'country'
  const kindOf = kindDimension(found)
  const all = await cubeOf(db, { source, measure, by, kindOf })
  const kinds = kindsOf(all, kindOf)
  const kind = asked.kind === 'all' ? null : (kinds.find(({ code }) => code === asked.kind) ?? kinds[0] ?? null)
  const isKind = (cell: CubeCell): boolean => !kind || cell.kind === kind.code
  const cells = all.filter(isKind)
  const publish: Publish = source.isPublic ? (value) => value : roundForPublic
  const years = seriesOf(all, measure, publish).map((one) => one.year)
  const year = yearOf(asked.year, years, found)
  const ofYear = all.filter((cell) => year === null || cell.year === year)
  const place = placeOf(asked.place, by)
  return {
    ...headOf(found, source.release), kindOf, kinds, kind, years, year, by, place,
    total: told(ofYear.filter(isKind), publish),
    withheld: source.isPublic ? withheldIn(ofYear.filter(isKind)) : 0,
    undated: publish(sum(cells.filter((cell) => cell.year === null))),
    places: placesOf(ofYear, isKind, by, publish),
    series: seriesOf(place ? cells.filter((cell) => cell.place === place.code) : cells, measure, publish),
  }
}

// What residents are for is dividing by them: they come first only where there is nothing else.
const firstOf = (sources: readonly SourceCoverage[]): SourceCoverage | undefined => {
  const delivered = sources.filter((source) => source.release !== null)
  return delivered.find(({ measures }) => measures.some((measure) => measure.observations > 0 && !isStock(measure))) ?? delivered[0]
}

// A default measure of which nothing was delivered would be shown as nought, beside others that do count.
const countedIn = (source: SourceCoverage | undefined): string | undefined => {
  const counted = source?.measures.filter(({ observations }) => observations > 0) ?? []
  return (counted.find(({ isDefault }) => isDefault) ?? counted[0])?.id
}

/** The public page of one measure: by place in a year, and by year. Without a source, the first that counts anything. */
export const publicFiguresOf = async (db: Db, asked: PublicQuestion): Promise<PublicFigures> => {
  const sources = await listCoverage(db)
  const first = firstOf(sources)
  if (asked.figure === '' && !first) return { choices: [], shown: null }
  const [source = '', named] = (asked.figure || (first?.id ?? '')).split('.')
  const measure = named ?? countedIn(sources.find(({ id }) => id === source))
  const found = await resolve(db, { source, measure })
  const shown = await shownOf(db, found, asked)
  if (!shown) throw figuresProblems.unknownSource({ asked: source, known: choicesOf(sources).map((choice) => choice.id) })
  return { choices: choicesOf(sources), shown }
}

export const readPublicFigures = action({
  name: 'figures.public',
  summary: { es: 'Ver las cifras públicas', en: 'See the public figures' },
  input: PublicQuestion,
  output: PublicFigures,
  may: anyoneGranted,
  run: ({ input, db }) => publicFiguresOf(db, input),
  remember: () => ({ nothing: 'Reading public figures leaves no trace of who looked.' }),
})

/** Counts ahead what the first reader after a delivery would otherwise wait for. */
export const prepareFigures = action({
  name: 'figures.prepare',
  summary: { es: 'Contar de antemano lo que muestran las páginas públicas', en: 'Count ahead what the public pages show' },
  input: NoInput,
  output: NoInput,
  may: (actor) => actor.kind === 'system',
  condition: { es: 'solo el propio nodo, tras una entrega', en: 'only the node itself, after a delivery' },
  async run({ db }) {
    for (const { id, release } of await listCoverage(db)) {
      if (release) await publicFiguresOf(db, { figure: id, year: '', kind: '', place: '' })
    }
    return {}
  },
  remember: () => ({ nothing: 'Counting ahead changes no figure.' }),
})

// Rates for each 100,000 residents: two questions, one of what is counted and one of who lives there, matched by place and year.
import { anyoneGranted, type Actor } from '../../../platform/access.ts'
import { action } from '../../../platform/action.ts'
import type { Db } from '../../../platform/db/database.ts'
import { dimensions, isTime, type Cell, type Dimension, type FigureAnswer, type MeasureCoverage, type QueryFigures, type SourceCoverage } from '../model.ts'
import { QueryRates, RateAnswer, ratePer } from '../model/rates.ts'
import { figuresProblems } from '../problems.ts'
import { isWholeYear } from '../rules.ts'
import { indicatorOf, joinRates, matchedBy, rateOf, yearAsked, yearsWithout } from '../rules/rates.ts'
import { listCoverage } from '../store/coverage.ts'
import { answer } from './query.ts'
import { resolve, resolveDimensions, type Resolved } from './resolve.ts'

const nothing = Object.fromEntries(dimensions.map((dimension) => [dimension, []])) as unknown as Record<Dimension, string[]>

const residentMeasures = (sources: readonly SourceCoverage[]): Resolved[] =>
  sources.flatMap((source) => source.measures.filter(({ unit, observations }) => unit === 'residents' && observations > 0).map((measure) => ({ source, measure })))

const named = ({ source, measure }: Resolved): string => `${source.id}.${measure.id}`

/** The residents asked for, or those that tell apart most of what the question does. */
const residentsFor = async (db: Db, per: string | undefined, asked: readonly Dimension[]): Promise<Resolved> => {
  const all = residentMeasures(await listCoverage(db))
  const known = all.map(named)
  const fit = ({ measure }: Resolved): number => asked.filter((dimension) => measure.dimensions.includes(dimension)).length
  const found = per ? all.find((each) => named(each) === per || each.source.id === per) : all.toSorted((a, b) => fit(b) - fit(a))[0]
  if (!found) throw figuresProblems.noResidents({ known })
  return found
}

const filteredIn = (question: QueryRates): Dimension[] => dimensions.filter((dimension) => question[dimension].length > 0)

const plain = (question: QueryRates, by: readonly Dimension[]): QueryFigures => {
  const { per: _per, ...rest } = question
  return { ...rest, by: [...by], points: 'false' }
}

/** A question about residents, of the current release: only what is matched, at the years and places asked for. */
const aboutResidents = ({ source, measure }: Resolved, by: readonly Dimension[], filters: Partial<Record<Dimension, string[]>>): QueryFigures =>
  ({ source: source.id, measure: measure.id, ...nothing, ...filters, by: [...by], points: 'false' })

interface Asked {
  db: Db
  actor: Actor
  question: QueryRates
  by: Dimension[]
  year: number | null
  residents: Resolved
}

const isPlace = (dimension: Dimension): boolean => ['country', 'territory', 'municipality'].includes(dimension)

/** Without the places whose count is all withheld, as long as others are left. */
const counted = (codes: readonly string[], rows: readonly Cell[], place: Dimension): string[] => {
  const withheld = new Set(rows.filter(({ value }) => value === null).map((row) => row[place]))
  const known = codes.filter((code) => !withheld.has(code))
  return known.length > 0 ? known : [...codes]
}

/** The places everything together was counted in, so that it is divided by their residents and nobody else’s. */
const whole = async ({ db, actor, question, residents }: Asked): Promise<Partial<Record<Dimension, string[]>>> => {
  const place = filteredIn(question).find(isPlace)
  if (place) return { [place]: counted(question[place], (await answer(db, plain(question, [place]), actor)).rows, place) }
  const found = await answer(db, plain(question, ['country']), actor)
  const countries = counted(found.rows.flatMap(({ country }) => (typeof country === 'string' ? [country] : [])), found.rows, 'country')
  const known = await answer(db, aboutResidents(residents, ['country'], {}), actor)
  const lived = new Set(known.rows.map(({ country }) => country))
  if (countries.length === 0 || countries.some((country) => !lived.has(country))) throw figuresProblems.noResidents({ known: [named(residents)] })
  return { country: countries }
}

interface Matched {
  counts: FigureAnswer
  people: FigureAnswer
  by: Dimension[]
  unmatched: Dimension[]
}

const match = async (asked: Asked): Promise<Matched> => {
  const { db, actor, question, by, year, residents } = asked
  const matched = matchedBy(by, filteredIn(question), residents.measure.dimensions)
  if ('fault' in matched) throw figuresProblems.rateOf({ fault: matched.fault })
  const kept = Object.fromEntries(matched.filtered.map((dimension) => [dimension, question[dimension]]))
  const around = matched.by.some(isPlace) ? {} : await whole(asked)
  const years = year === null ? {} : { year: [String(year)] }
  const people = await answer(db, aboutResidents(residents, matched.by, { ...kept, ...around, ...years }), actor)
  return { counts: await answer(db, plain(question, by), actor), people, by: matched.by, unmatched: matched.unmatched }
}

/** Refuses when the year asked for, or every year, has no residents at all. */
const requireYear = async ({ db, actor, residents, year }: Asked, missing: readonly number[], counts: readonly Cell[]): Promise<void> => {
  const { rows } = await answer(db, aboutResidents(residents, ['year'], {}), actor)
  const known = rows.flatMap((row) => (typeof row['year'] === 'number' ? [row['year']] : []))
  const isMissing = year !== null && !known.includes(year)
  const years = new Set(counts.map((row) => row['year']).filter((one) => typeof one === 'number'))
  const areAllMissing = year === null && years.size > 0 && missing.length === years.size
  if (isMissing || areAllMissing) throw figuresProblems.noResidentsThatYear({ years: year === null ? missing : [year], source: residents.source.id, known })
}

const sumOf = (rows: readonly Cell[], word: string): number => rows.reduce((sum, row) => sum + Number(row[word] ?? 0), 0)

// Only rows that share nobody can be added: places of one year, each once. Where the count is withheld, its residents are not divided by.
const totalOf = ({ counts, people, by }: Matched, year: number | null) => {
  if (year === null) return null
  const isEachOnce = counts.by.every((dimension) => by.includes(dimension))
  if (!isEachOnce) return null
  const rows = joinRates(counts.rows, people.rows, by).filter((row) => row['count'] !== null && row['residents'] !== null)
  const [count, residents] = [sumOf(rows, 'count'), sumOf(rows, 'residents')]
  const value = rateOf(count, residents)
  return value === null ? null : { count, residents, value }
}

const incomplete = (measure: MeasureCoverage, rows: readonly Cell[], year: number | null): number[] => {
  const years = year === null ? [...new Set(rows.map((row) => row['year']))] : [year]
  return years.flatMap((one) => (typeof one === 'number' && !isWholeYear(one, measure) ? [one] : []))
}

const answerRates = async (db: Db, question: QueryRates, actor: Actor): Promise<RateAnswer> => {
  const found = await resolve(db, question)
  const by = resolveDimensions(question.by, found)
  const said = yearAsked(by, question)
  if ('fault' in said) throw figuresProblems.rateOf({ fault: said.fault })
  const residents = await residentsFor(db, question.per, [...by, ...filteredIn(question)].filter((dimension) => !isTime(dimension)))
  const asked: Asked = { db, actor, question, by, year: said.year, residents }
  const matched = await match(asked)
  const { counts, people } = matched
  const missingYears = said.year === null ? yearsWithout(counts.rows, people.rows) : []
  await requireYear(asked, missingYears, counts.rows)
  const rows = joinRates(counts.rows, people.rows, matched.by)
  return {
    ...counts, rows,
    rate: {
      per: ratePer, source: people.source, measure: people.measure, release: people.release, year: said.year, missingYears,
      total: totalOf(matched, said.year), unmatched: matched.unmatched, without: sumOf(rows.filter((row) => row['residents'] === null), 'count'),
      withheldResidents: sumOf(rows.filter((row) => row['count'] === null), 'residents'), incompleteYears: incomplete(found.measure, counts.rows, said.year), indicator: indicatorOf(found.measure, by, question),
    },
  }
}

export const queryRates = action({
  name: 'figures.rates',
  summary: { es: 'Pedir tasas por cada 100,000 residentes del mismo lugar y año', en: 'Ask for rates per 100,000 residents of the same place and year' },
  input: QueryRates,
  output: RateAnswer,
  may: anyoneGranted,
  condition: { es: 'fuentes no públicas: solo los territorios propios', en: 'sources that are not public: own territories only' },
  run: ({ input, db, actor }) => answerRates(db, input, actor),
  remember: () => ({ nothing: 'Coded figures identify nobody; asking for them changes nothing.' }),
})

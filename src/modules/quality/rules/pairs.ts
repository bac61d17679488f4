// Which totals should agree: the pairs declared as data, and the pairs of one publisher and unit that agree year after year.
import { z } from 'zod'
import declared from '../../../../content/reconciliations.json' with { type: 'json' }
import { TextPair } from '../../../platform/schema.ts'
import type { Candidate } from '../model.ts'

const Side = z.strictObject({ source: z.string(), measures: z.array(z.string()).min(1) })
const Declared = z.array(z.strictObject({ id: z.string(), name: TextPair, one: Side, other: Side }))

export type Side = z.output<typeof Side>
export const declaredPairs = Declared.parse(declared)

/** A measure's sums by month (`YYYY-MM`). */
export interface MonthlySums {
  source: string
  measure: string
  publisher: string
  unit: string
  months: ReadonlyMap<string, number>
}

interface Pair {
  id: string
  isDeclared: boolean
  one: Side
  other: Side
}

export interface YearOfPair { year: number; one: number; other: number; months: readonly string[] }

const sumsOf = (all: readonly MonthlySums[], { source, measures }: Side): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>()
  for (const { months } of all.filter((each) => each.source === source && measures.includes(each.measure))) {
    for (const [month, value] of months) sums.set(month, (sums.get(month) ?? 0) + value)
  }
  return sums
}

/** Both sides year by year, over the months that both have; `months` are those that differ. */
export const yearsOf = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): YearOfPair[] => {
  const years = new Map<number, { one: number; other: number; months: string[] }>()
  for (const [month, value] of one) {
    const facing = other.get(month)
    if (facing === undefined) continue
    const year = Number(month.slice(0, 4))
    const sums = years.get(year) ?? { one: 0, other: 0, months: [] }
    years.set(year, { one: sums.one + value, other: sums.other + facing, months: value === facing ? sums.months : [...sums.months, month] })
  }
  return [...years].map(([year, sums]) => ({ year, ...sums, months: sums.months.toSorted() })).toSorted((a, b) => a.year - b.year)
}

/** Years two measures must share, and the share of them in which they agree to the unit, before the rest is taken for an error. */
const leastYears = 3
const leastAgreement = 0.75

const usuallyAgree = (years: readonly YearOfPair[]): boolean => {
  const agreeing = years.filter(({ one, other }) => one === other && one > 0).length
  return agreeing >= leastYears && agreeing / years.length >= leastAgreement
}

const sideOf = ({ source, measure }: MonthlySums): Side => ({ source, measures: [measure] })

const isSameSide = (one: Side, other: Side): boolean => one.source === other.source && one.measures.join() === other.measures.join()

const isDeclared = (one: Side, other: Side): boolean =>
  declaredPairs.some((pair) => (isSameSide(pair.one, one) && isSameSide(pair.other, other)) || (isSameSide(pair.one, other) && isSameSide(pair.other, one)))

const learntPairs = (all: readonly MonthlySums[]): Pair[] =>
  all.flatMap((one, at) => all.slice(at + 1)
    .filter((other) => other.publisher === one.publisher && other.unit === one.unit && !isDeclared(sideOf(one), sideOf(other)))
    .filter((other) => usuallyAgree(yearsOf(one.months, other.months)))
    .map((other) => ({ id: `${one.source}.${one.measure}~${other.source}.${other.measure}`, isDeclared: false, one: sideOf(one), other: sideOf(other) })))

export interface PairJudged extends Pair { years: YearOfPair[] }

/** Every pair with a side in the source that can be compared, year by year. */
export const comparePairs = (all: readonly MonthlySums[], source: string): PairJudged[] => {
  const pairs = [...declaredPairs.map((pair) => ({ ...pair, isDeclared: true })), ...learntPairs(all)]
  return pairs.map(({ id, isDeclared: known, one, other }) => ({ id, isDeclared: known, one, other, years: yearsOf(sumsOf(all, one), sumsOf(all, other)) }))
    .filter(({ one, other, years }) => years.length > 0 && (one.source === source || other.source === source))
}

/** A finding for each year in which two sides that should agree do not. */
export const disagreements = (pairs: readonly PairJudged[]): (Candidate & { sides: readonly [Side, Side] })[] =>
  pairs.flatMap((pair) => pair.years.filter(({ one, other }) => one !== other).map(({ year, one, other, months }) => {
    const share = Math.abs(one - other) / Math.max(one, other)
    return {
      check: 'totals' as const, key: `${pair.id}|${String(year)}`, diagnosis: pair.isDeclared ? 'declared-pair' as const : 'usual-pair' as const,
      severity: share >= 0.05 ? 'severe' as const : 'moderate' as const, score: pair.isDeclared ? 1 : 0.8,
      facts: {
        year, one, other, difference: one - other, share, months: [...months], oneSource: pair.one.source, oneMeasures: pair.one.measures,
        otherSource: pair.other.source, otherMeasures: pair.other.measures,
      },
      observations: [], cells: 0, delivery: null, sides: [pair.one, pair.other] as const,
    }
  }))

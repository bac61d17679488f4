// A series against its own past and future: jumps hard to believe, months that are missing, sudden zeros, years put into one month.
import type { Candidate, Diagnosis, FindingSeverity } from '../model.ts'

/** Sums by month; month 0 is January of year 0. `months` ascending. */
export interface MonthSeries {
  measure: string
  place: string
  what: string
  months: readonly number[]
  values: readonly number[]
  /** The last month of the source's measure. */
  last: number
}

const reach = 6
const leastMonths = 24
const mostZeros = 0.2

/** A jump is this many robust deviations on the logarithmic scale, this many times the usual, and this many units. */
const leastDeviations = 8
const leastRatio = 5
const leastDifference = 50
/** At the end of a series nothing later can show that it was no mistake: only what is this far off is told. */
const leastEndRatio = 50
/** A zero or a missing month is told where at least this many are usual. */
const leastUsual = 30
const mostGap = 3

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

export const monthCode = (month: number): string => `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`

interface Filled {
  first: number
  values: readonly number[]
  isThere: readonly boolean[]
  usual: readonly number[]
  /** Deviations of each month from its neighbours, on the logarithmic scale. */
  deviations: readonly number[]
}

const fill = ({ months, values, last }: MonthSeries): Filled => {
  const first = months[0] ?? last
  const there = new Map(months.map((month, at) => [month, values[at] ?? 0]))
  const all = Array.from({ length: last - first + 1 }, (_, at) => there.get(first + at) ?? 0)
  const usual = all.map((_, at) => median([...all.slice(Math.max(0, at - reach), at), ...all.slice(at + 1, at + 1 + reach)]))
  const logs = all.map((value, at) => Math.log((value + 0.5) / ((usual[at] ?? 0) + 0.5)))
  const scale = Math.max(0.15, 1.4826 * median(logs.map(Math.abs)))
  return { first, values: all, isThere: all.map((_, at) => there.has(first + at)), usual, deviations: logs.map((log) => log / scale) }
}

const ratioAt = ({ values, usual }: Filled, at: number): number => {
  const [value, middle] = [(values[at] ?? 0) + 0.5, (usual[at] ?? 0) + 0.5]
  return Math.max(value / middle, middle / value)
}

const isFar = (filled: Filled, at: number): boolean =>
  Math.abs(filled.deviations[at] ?? 0) >= leastDeviations && ratioAt(filled, at) >= leastRatio && Math.abs((filled.values[at] ?? 0) - (filled.usual[at] ?? 0)) >= leastDifference

// A change that stays is a change, not a mistake: the months before and those after must both be far from it, on the same side.
const isAlone = ({ values, deviations }: Filled, at: number): boolean => {
  const value = (values[at] ?? 0) + 0.5
  const sides = [values.slice(Math.max(0, at - reach), at), values.slice(at + 1, at + 1 + reach)].map((side) => median(side) + 0.5)
  const isApart = sides.every((side) => value / side >= leastRatio) || sides.every((side) => side / value >= leastRatio)
  return isApart && [at - 1, at + 1].every((beside) => Math.abs(deviations[beside] ?? 0) < Math.abs(deviations[at] ?? 0) / 2)
}

const isAtEnd = ({ values }: Filled, at: number): boolean => at === values.length - 1
const isInside = ({ values }: Filled, at: number): boolean => at >= 3 && at < values.length - 3

interface Run { from: number; to: number; diagnosis: Diagnosis; severity: FindingSeverity; score: number }

const deviationAt = ({ deviations }: Filled, at: number): number => deviations[at] ?? 0

const insideAt = (filled: Filled, at: number): Omit<Run, 'from' | 'to' | 'score'> | undefined => {
  if (isAtEnd(filled, at)) return ratioAt(filled, at) >= leastEndRatio ? { diagnosis: 'last-period', severity: 'moderate' } : undefined
  if (!isInside(filled, at) || !isAlone(filled, at)) return undefined
  return { diagnosis: deviationAt(filled, at) > 0 ? 'spike' : 'drop', severity: ratioAt(filled, at) >= 20 ? 'severe' : 'moderate' }
}

const jumpAt = (filled: Filled, at: number): Run | undefined => {
  const found = filled.values[at] !== 0 && isFar(filled, at) ? insideAt(filled, at) : undefined
  return found && { from: at, to: at, score: Math.min(1, 0.5 + Math.abs(deviationAt(filled, at)) / 40), ...found }
}

const emptyRuns = (filled: Filled): Run[] => {
  const runs: Run[] = []
  const { values, usual, isThere } = filled
  for (let from = 3; from < values.length; from += 1) {
    if (values[from] !== 0 || values[from - 1] === 0) continue
    let to = from
    while (values[to + 1] === 0) to += 1
    const isBounded = to + 1 < values.length && to - from < mostGap
    const middle = Math.min(...usual.slice(from, to + 1))
    if (isBounded && middle >= leastUsual) {
      const isMissing = !isThere.slice(from, to + 1).some(Boolean)
      runs.push({ from, to, diagnosis: isMissing ? 'missing-months' : 'sudden-zero', severity: 'moderate', score: Math.min(1, 0.5 + Math.log10(middle) / 6) })
    }
  }
  return runs
}

const yearsInAMonth = ({ months, values }: MonthSeries): { years: number[]; month: number } | undefined => {
  const byYear = new Map<number, number[]>()
  for (const [at, month] of months.entries()) {
    const year = Math.floor(month / 12)
    if ((values[at] ?? 0) > 0) byYear.set(year, [...(byYear.get(year) ?? []), month % 12])
  }
  const single = [...byYear].filter(([, own]) => own.length === 1 && (own[0] === 0 || own[0] === 11))
  const isFull = [...byYear.values()].some((own) => own.length >= 9)
  const month = single[0]?.[1][0]
  if (!isFull || single.length < 3 || month === undefined || single.some(([, own]) => own[0] !== month)) return undefined
  return { years: single.map(([year]) => year), month }
}

const candidate = (series: MonthSeries, check: 'jump' | 'gap', run: Run, facts: Candidate['facts']): Candidate => {
  const { measure, place, what } = series
  const [from, to] = [monthCode(run.from), monthCode(run.to)]
  return {
    check, key: `${measure}|${place}|${from}`, diagnosis: run.diagnosis, severity: run.severity, score: run.score,
    facts: { measure, place, whats: [what], from, to, ...facts }, observations: [], cells: 0, delivery: null,
  }
}

const numbers = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 100) / 100)

/** What a series does that it should not, each with the months around it. */
export const judgeSeries = (series: MonthSeries): Candidate[] => {
  const whole = yearsInAMonth(series)
  const lastWhole = whole ? Math.max(...whole.years) * 12 + 11 : -1
  const yearly = whole === undefined ? [] : [candidate(series, 'gap',
    { from: Math.min(...whole.years) * 12 + whole.month, to: Math.max(...whole.years) * 12 + whole.month, diagnosis: 'year-in-a-month', severity: 'moderate', score: 0.9 },
    { years: whole.years, month: whole.month + 1 })]
  const kept = series.months.map((month, at) => ({ month, value: series.values[at] ?? 0 })).filter(({ month }) => month > lastWhole)
  const rest = { ...series, months: kept.map(({ month }) => month), values: kept.map(({ value }) => value) }
  if (rest.months.length === 0 || rest.last - (rest.months[0] ?? rest.last) < leastMonths) return yearly
  const filled = fill(rest)
  if (filled.values.filter((value) => value === 0).length / filled.values.length > mostZeros) return yearly
  const runs = [...filled.values.keys()].flatMap((at) => jumpAt(filled, at) ?? []).concat(emptyRuns(filled))
  return [...yearly, ...runs.map((run) => {
    const shown = { from: Math.max(0, run.from - reach), to: Math.min(filled.values.length, run.to + 1 + reach) }
    return candidate(rest, run.diagnosis === 'missing-months' || run.diagnosis === 'sudden-zero' ? 'gap' : 'jump', { ...run, from: filled.first + run.from, to: filled.first + run.to }, {
      value: filled.values[run.from] ?? 0, usual: Math.round((filled.usual[run.from] ?? 0) * 10) / 10, deviations: Math.round(Math.abs(filled.deviations[run.from] ?? 0) * 10) / 10,
      times: Math.round(ratioAt(filled, run.from) * 10) / 10, around: numbers(filled.values.slice(shown.from, shown.to)), aroundFrom: monthCode(filled.first + shown.from),
    })
  })]
}

const usualOf = ({ facts }: Candidate): number => Number(facts['usual'] ?? 0)

const whatsOf = ({ facts }: Candidate): string[] => (Array.isArray(facts['whats']) ? facts['whats'].map(String) : [])

/** One finding where several series of a place do the same in the same month: it is told once, with the largest as its example. */
export const togetherByPlace = (candidates: readonly Candidate[]): Candidate[] => {
  const groups = new Map<string, Candidate[]>()
  for (const each of candidates) groups.set(`${each.check}|${each.key}`, [...(groups.get(`${each.check}|${each.key}`) ?? []), each])
  return [...groups.values()].flatMap((group) => {
    const [largest] = group.toSorted((one, other) => usualOf(other) - usualOf(one))
    if (!largest) return []
    const whats = [...new Set([largest, ...group].flatMap(whatsOf))].slice(0, 40)
    const isWorse = group.length >= 5 && largest.severity === 'moderate'
    return [{ ...largest, severity: isWorse ? 'severe' as const : largest.severity, facts: { ...largest.facts, whats, series: group.length } }]
  })
}

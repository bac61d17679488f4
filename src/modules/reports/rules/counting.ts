// How reports are counted so that no single one shows: in steps, and in groups of at least five.
import { leastCases } from '../model/figures.ts'

/** The largest multiple of five that is not above. */
export const inSteps = (count: number): number => Math.floor(count / leastCases) * leastCases

/** The coded part of one report as it is counted; null is not stated. */
export interface Counted {
  month: string | null
  territory: string
  offence: string
  sex: string | null
  ageBand: string | null
  nationality: string | null
}

/** The coded part as one unit set it on one report. */
export interface Coded extends Counted {
  report: string
  /** Milliseconds, to know the newest. */
  codedAt: number
}

/** Reports that tell of the same, each under one name for all of them: those joined, and those joined to these. */
const eventsOf = (same: readonly (readonly [string, string])[]): ((report: string) => string) => {
  const above = new Map<string, string>()
  const top = (report: string): string => {
    const next = above.get(report)
    return next === undefined ? report : top(next)
  }
  for (const [one, other] of same) if (top(one) !== top(other)) above.set(top(one), top(other))
  return top
}

/** One coded part for each thing that happened, the newest, however many reports and units tell of it. `same`: pairs of reports once joined. */
export const oncePerEvent = (coded: readonly Coded[], same: readonly (readonly [string, string])[]): Counted[] => {
  const eventOf = eventsOf(same)
  const newest = new Map<string, Coded>()
  for (const one of coded) {
    const known = newest.get(eventOf(one.report))
    if (!known || known.codedAt < one.codedAt) newest.set(eventOf(one.report), one)
  }
  return [...newest.values()].map(({ month, territory, offence, sex, ageBand, nationality }) => ({ month, territory, offence, sex, ageBand, nationality }))
}

export interface Cell extends Counted {
  /** «At least so many». */
  reports: number
}

const blurs: readonly ((one: Counted) => Counted)[] = [
  (one) => one,
  (one) => ({ ...one, nationality: null }),
  (one) => ({ ...one, nationality: null, ageBand: null }),
  (one) => ({ ...one, nationality: null, ageBand: null, sex: null }),
  (one) => ({ ...one, nationality: null, ageBand: null, sex: null, month: null }),
]

/** The reports that are alike once blurred. */
const alike = (reports: readonly Counted[], blur: (one: Counted) => Counted): Counted[][] => {
  const groups = new Map<string, Counted[]>()
  for (const one of reports) {
    const key = JSON.stringify(blur(one))
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}

/**
 * Reports in cells of at least five: first with all that is known, then what is left without nationality, without age, without sex, without month.
 * What is still fewer than five of a place and offence waits for more: a cell without a number would tell, on the day it appears, of a single report.
 * No report is in two cells.
 */
export const cellsOf = (reports: readonly Counted[]): Cell[] => {
  const cells: Cell[] = []
  let left = reports
  for (const blur of blurs) {
    const groups = alike(left, blur)
    cells.push(...groups.filter((group) => group.length >= leastCases).map((group) => ({ ...blur(group[0]!), reports: inSteps(group.length) })))
    left = groups.filter((group) => group.length < leastCases).flat()
  }
  return cells
}

/** Whether collection puts a file of so many cells in the place of what stands: an empty one it refuses, and one of fewer than half it takes for a part. */
export const isTakenForWhole = (cells: number, standing: number): boolean => standing === 0 || (cells > 0 && cells * 2 >= standing)

const columns = ['report_month', 'territory', 'offence', 'sex', 'age_band', 'nationality', 'reports']

/** The cells as the CSV that the profile `sidmi-reports-cells` reads. Codes never hold commas or quotes. */
export const countedFile = (cells: readonly Cell[]): string =>
  [columns, ...cells.map(({ month, territory, offence, sex, ageBand, nationality, reports }) =>
    [month ?? '', territory, offence, sex ?? '', ageBand ?? '', nationality ?? '', String(reports)])]
    .map((row) => `${row.join(',')}\n`).join('')

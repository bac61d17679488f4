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

export interface Cell extends Counted {
  /** Null when there are fewer than five. */
  reports: number | null
}

const blurs: readonly ((one: Counted) => Counted)[] = [
  (one) => one,
  (one) => ({ ...one, nationality: null }),
  (one) => ({ ...one, nationality: null, ageBand: null }),
  (one) => ({ ...one, nationality: null, ageBand: null, sex: null }),
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
 * Reports in cells of at least five: first with all that is known, then what is left without nationality, without age, without sex.
 * What is still fewer than five of a month, place and offence is one cell without a number. Every report is in exactly one cell.
 */
export const cellsOf = (reports: readonly Counted[]): Cell[] => {
  const cells: Cell[] = []
  let left = reports
  for (const blur of blurs) {
    const groups = alike(left, blur)
    cells.push(...groups.filter((group) => group.length >= leastCases).map((group) => ({ ...blur(group[0]!), reports: group.length })))
    left = groups.filter((group) => group.length < leastCases).flat()
  }
  const coarsest = blurs.at(-1)!
  return [...cells, ...alike(left, coarsest).map((group) => ({ ...coarsest(group[0]!), reports: null }))]
}

const columns = ['report_month', 'territory', 'offence', 'sex', 'age_band', 'nationality', 'reports']

/** The cells as the CSV that the profile `sidmi-reports-cells` reads; `<5` where there is no number. Codes never hold commas or quotes. */
export const countedFile = (cells: readonly Cell[]): string =>
  [columns, ...cells.map(({ month, territory, offence, sex, ageBand, nationality, reports }) =>
    [month ?? '', territory, offence, sex ?? '', ageBand ?? '', nationality ?? '', reports === null ? `<${leastCases}` : String(reports)])]
    .map((row) => `${row.join(',')}\n`).join('')

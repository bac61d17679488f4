// How often signals turned out to be true, with the doubt that few verdicts leave.

export interface Verdicts {
  true: number
  false: number
  unclear: number
  /** Signals nobody has judged yet. */
  waiting: number
}

export interface Interval {
  share: number
  lower: number
  upper: number
}

/** The standard normal value that leaves 2.5 % above it. */
const z = 1.959964

/** The share of true ones among those judged true or false, with its 95 % interval (Wilson 1927); null when nothing was judged either. */
export const precisionOf = ({ true: right, false: wrong }: Pick<Verdicts, 'true' | 'false'>): Interval | null => {
  const n = right + wrong
  if (n === 0) return null
  const share = right / n
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  return { share, lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) }
}

/** Adds up counts of signals by their verdict (null: none yet). */
export const tally = (counts: readonly { verdict: 'true' | 'false' | 'unclear' | null; count: number }[]): Verdicts => {
  const sum = (wanted: 'true' | 'false' | 'unclear' | null): number => counts.reduce((all, { verdict, count }) => (verdict === wanted ? all + count : all), 0)
  return { true: sum('true'), false: sum('false'), unclear: sum('unclear'), waiting: sum(null) }
}
